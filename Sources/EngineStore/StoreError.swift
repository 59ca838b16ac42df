/// Why a store refused.
///
/// The description is safe to log and to show: it has paths, digests and the names of runs, never what a record says.
public struct StoreError: Error, Hashable, Sendable {
    public let code: Code
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// What the caller should do next.
    public struct Code: Hashable, Sendable {
        private enum Base: String {
            case conflict, duplicate, notFound, erased, unavailable, full, readOnly, inUse, notADatabase, newer, corrupt
            case wrongKey, invalid
        }

        private let base: Base

        /// Another writer came first; load again and decide again.
        public static let conflict = Code(base: .conflict)
        /// The fact was taken in before; acknowledge it again and change nothing.
        public static let duplicate = Code(base: .duplicate)
        /// There is no such run, medium, flow or pack; ask for another.
        public static let notFound = Code(base: .notFound)
        /// The run's personal data was destroyed; leave it alone.
        public static let erased = Code(base: .erased)
        /// The store could not be reached or was closed; the call may have taken effect. Read the run's sequence, then
        /// decide whether to call again.
        public static let unavailable = Code(base: .unavailable)
        /// No room is left; nothing of the change was kept. Make room and call again.
        public static let full = Code(base: .full)
        /// The file or its folder may not be written; change that, or choose another place.
        public static let readOnly = Code(base: .readOnly)
        /// Another process has the store open; stop it, or choose another place.
        public static let inUse = Code(base: .inUse)
        /// The path leads to something that is not a store; choose another path.
        public static let notADatabase = Code(base: .notADatabase)
        /// A newer version of the program wrote this store; use that version.
        public static let newer = Code(base: .newer)
        /// A record cannot be what was stored; restore a backup. No repetition will help.
        public static let corrupt = Code(base: .corrupt)
        /// The key is missing, malformed, readable by others, or not the one that sealed this; bring the right one.
        public static let wrongKey = Code(base: .wrongKey)
        /// The change contradicts itself: a mistake in the calling program. Nothing of it was kept.
        public static let invalid = Code(base: .invalid)
    }
}

extension StoreError: CustomStringConvertible {
    public var description: String { "\(message) [\(code)]" }
}

extension StoreError.Code: CustomStringConvertible {
    /// The stable word of reports: `not-found`, `read-only`.
    public var description: String {
        base.rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }
}
