public import Expressions

extension Value {
    /// The name of the profile that a value would choose.
    public var profileName: String? {
        switch self {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        default: nil
        }
    }
}
