/// Something wrong, or doubtful, in a file that a user wrote.
///
/// A finding is data and is collected; it is never thrown. The message says what is wrong and stands alone, the help
/// says what to write instead.
public struct Finding: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        case error, warning
    }

    /// A further place that explains the first one: "first defined here".
    public struct Related: Hashable, Sendable {
        public var place: Place
        public var label: String

        public init(_ label: String, at place: Place) {
            self.place = place
            self.label = label
        }
    }

    /// A stable name of the fault such as `unknown-key`; people search for it and silence it.
    public var code: String
    public var severity: Severity
    public var message: String
    public var place: Place
    /// A short word under the underlined text: "not a step of this flow".
    public var label: String?
    public var help: String?
    public var related: [Related]

    public init(
        _ code: String, _ message: String, at place: Place, severity: Severity = .error, label: String? = nil,
        help: String? = nil, related: [Related] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.label = label
        self.help = help
        self.related = related
    }
}

/// Collects findings while a file is read; reading goes on after each.
public struct Findings: Sendable {
    public private(set) var all: [Finding] = []

    public init() {}

    public mutating func report(_ finding: Finding) { all.append(finding) }

    public mutating func merge(_ other: Findings) { all += other.all }

    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// In the order of files and places, each finding once.
    public var sorted: [Finding] {
        var seen: Set<Finding> = []
        return all.filter { seen.insert($0).inserted }.sorted {
            ($0.place.file.path, $0.place.range.lowerBound, $0.place.range.upperBound, $0.code)
                < ($1.place.file.path, $1.place.range.lowerBound, $1.place.range.upperBound, $1.code)
        }
    }
}
