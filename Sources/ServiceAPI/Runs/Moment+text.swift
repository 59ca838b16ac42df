import Expressions
import Vocabulary

extension Moment {
    /// RFC 3339, in UTC.
    var rfc3339: String { CELTimestamp(clamping: milliseconds).description }
}
