/// Something wrong, or doubtful, in a file that a user wrote.
///
/// A finding is data and is collected; it is never thrown. The message says what is wrong and stands alone, the help
/// says what to write instead.
public struct Finding: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        case error, warning
        /// Worth knowing, and no reason to stop: `validate` ends with 0.
        case note
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
    /// A change that can be made without asking; `nil` where a person has to decide.
    public var fix: Fix?

    public init(
        _ code: String, _ message: String, at place: Place, severity: Severity = .error, label: String? = nil,
        help: String? = nil, related: [Related] = [], fix: Fix? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.label = label
        self.help = help
        self.related = related
        self.fix = fix
    }
}

/// Collects findings while a file is read; reading goes on after each.
///
/// No more than ``limit`` are kept, since a file can be made of nothing but faults; the others are counted.
public struct Findings: Sendable {
    public static let limit = 1000

    public private(set) var all: [Finding] = []
    /// How many came after ``limit`` and were not kept.
    public private(set) var omitted = 0
    public private(set) var hasErrors = false

    public init() {}

    public mutating func report(_ finding: Finding) {
        hasErrors = hasErrors || finding.severity == .error
        if all.count < Self.limit { all.append(finding) } else { omitted += 1 }
    }

    public mutating func merge(_ other: Findings) {
        for finding in other.all { report(finding) }
        omitted += other.omitted
        hasErrors = hasErrors || other.hasErrors
    }

    /// Keeps what `isKept` says.
    public mutating func filter(_ isKept: (Finding) -> Bool) {
        all = all.filter(isKept)
        hasErrors = all.contains { $0.severity == .error } || (hasErrors && omitted > 0)
    }

    /// In the order of files and places, each finding once.
    public var sorted: [Finding] {
        var seen: Set<Finding> = []
        return all.filter { seen.insert($0).inserted }.sorted {
            ($0.place.file.path, $0.place.range.lowerBound, $0.place.range.upperBound, $0.code)
                < ($1.place.file.path, $1.place.range.lowerBound, $1.place.range.upperBound, $1.code)
        }
    }
}
