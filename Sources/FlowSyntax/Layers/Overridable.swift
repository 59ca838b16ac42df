public import Diagnostics
public import FlowIR
import Vocabulary
import YAMLDecoding
public import YAMLTree

/// What a flow opens to requests, by the list `overridable`; nothing else of it can be set from outside.
///
/// ```yaml
/// overridable:
///   - flags.min_liveness
///   - steps.photos.within: { min: 1d, max: 14d }
/// ```
public struct Overridable: Sendable {
    public struct Entry: Sendable {
        /// `steps`, `photos`, `within`. What lies below is open too.
        public var path: [String]
        public var least: Bound?
        public var most: Bound?
        public var place: Place
        /// Where `{ min, max }` stands.
        public var range: Place?

        public var text: String { path.joined(separator: ".") }
    }

    /// An end of a range: a number, or a time in milliseconds.
    public struct Bound: Sendable {
        public var amount: Double
        public var isTime: Bool
        var text: String

        init?(_ node: YAMLNode) {
            guard case .scalar(let scalar) = node.content else { return nil }
            text = scalar.text.string
            switch scalar.resolved {
            case .int(let number): (amount, isTime) = (Double(number), false)
            case .double(let number): (amount, isTime) = (number, false)
            case .string(let text):
                guard let interval = Interval(text) else { return nil }
                (amount, isTime) = (Double(interval.milliseconds), true)
            case .null, .bool: return nil
            }
        }
    }

    public private(set) var entries: [Entry] = []
    /// What packs open of themselves, with `*` for any key.
    private var harmless: [[String]] = []

    public init() {}

    mutating func add(_ paths: [[String]]) { harmless += paths }

    // MARK: Reading

    public init(of flow: YAMLNode, findings: inout Findings) {
        guard let node = flow.member("overridable"), let items = node.list("`overridable`", findings: &findings) else {
            return
        }
        for item in items {
            let entry = item.entries?.count == 1 ? item.entries?.first : nil
            guard let path = entry?.key ?? (item.entries == nil ? item : nil), let text = path.text else {
                findings.report(.notAPath("", at: item.place))
                continue
            }
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let isFlag = parts.count == 2 && parts[0] == "flags"
            guard isFlag || parts.count > 2 && parts[0] == "steps", !parts.contains("") else {
                findings.report(.notAPath(parts[0], at: path.place))
                continue
            }
            if Self.decides(parts) {
                // One line of a list goes as a whole.
                findings.report(.neverOpen(parts.joined(separator: "."), at: path.place, isAlone: items.count == 1))
                continue
            }
            if let (name, known) = isFlag
                ? nil : FlowForms.unknown(in: parts.dropFirst(2)[...], of: FlowForms.stepLayer)
            {
                findings.report(
                    Finding(
                        "unknown-key", "`\(name)` is no key here", at: path.place,
                        help: nameHelp(for: name, in: known, known: "its keys")))
                continue
            }
            var read = Entry(path: parts, place: path.place)
            if let range = entry?.value { Self.range(range, &read, findings: &findings) }
            entries.append(read)
        }
    }

    private static func range(_ node: YAMLNode, _ entry: inout Entry, findings: inout Findings) {
        guard let record = Record(node, as: "a range", keys: FlowForms.range.names, findings: &findings) else { return }
        entry.range = node.place
        for (key, bound) in [("min", \Entry.least), ("max", \Entry.most)] {
            guard let end = record[key]?.value else { continue }
            guard let read = Bound(end) else {
                findings.report(
                    Finding(
                        "bad-range", "`\(key)` is neither a number nor a time", at: end.place,
                        help: "write `{ min: 1d, max: 14d }` or `{ min: 0.5, max: 0.9 }`"))
                continue
            }
            entry[keyPath: bound] = read
        }
        guard let least = entry.least, let most = entry.most else { return }
        if least.isTime != most.isTime || least.amount > most.amount {
            entry.range = nil
            findings.report(
                Finding(
                    "bad-range", "nothing is at least \(least.text) and at most \(most.text)", at: node.place,
                    help: "write the smaller one as `min`, both as numbers or both as times",
                    fix: least.isTime == most.isTime
                        ? .replace(node.place, with: "{ min: \(most.text), max: \(least.text) }") : nil))
        }
    }

    /// Fields that decide who is let through, and expressions: no request sets them, listed or not.
    private static let deciding: Set<String> = [
        "when", "by", "verdict", "on_exhausted", "on_timeout", "review", "from", "in", "on_size", "profile",
    ]
    private static let expressions: [String: Set<String>] = ["attempts": ["again_if"], "wait": ["until"]]

    static func decides(_ path: [String]) -> Bool {
        guard path.count > 2, path[0] == "steps" else { return false }
        if deciding.contains(path[2]) || Layer.fixed.contains(path[2]) { return true }
        return path.count > 3 && expressions[path[2]]?.contains(path[3]) == true
    }

    private static func lies(_ path: [String], within open: [String]) -> Bool {
        path.count >= open.count && zip(path, open).allSatisfy { $0 == $1 || $1 == "*" }
    }

    // MARK: Asking

    /// The limits within which a request may set a flag; `nil` when it may not.
    public func limits(ofFlag name: String) -> ValueLimits? {
        entries.first { $0.path == ["flags", name] }.map {
            ValueLimits(minimum: $0.least?.amount, maximum: $0.most?.amount)
        }
    }

    /// Whether a request may set a value, or all that a map of it names; findings say what not.
    func admits(_ path: [String], _ value: YAMLNode, key: Place, findings: inout Findings) -> Bool {
        if case .mapping(let members) = value.content, !members.isEmpty {
            // Each member is told.
            return members.reduce(true) { all, member in
                let path = path + [member.key.text ?? ""]
                return admits(path, member.value, key: member.key.place, findings: &findings) && all
            }
        }
        let text = path.joined(separator: ".")
        if Self.decides(path) {
            findings.report(.beyondRequests(text, at: key))
            return false
        }
        guard let entry = entries.first(where: { path.starts(with: $0.path) }) else {
            if harmless.contains(where: { Self.lies(path, within: $0) }) { return true }
            findings.report(.notListed(text, among: entries.map(\.text), at: key))
            return false
        }
        guard entry.least != nil || entry.most != nil, let given = Bound(value) else { return true }
        if let least = entry.least, given.isTime == least.isTime, given.amount < least.amount {
            findings.report(.outside(entry, "at least \(least.text)", at: value.place))
            return false
        }
        if let most = entry.most, given.isTime == most.isTime, given.amount > most.amount {
            findings.report(.outside(entry, "at most \(most.text)", at: value.place))
            return false
        }
        return true
    }
}

extension Finding {
    /// - Parameter root: how the path begins.
    fileprivate static func notAPath(_ root: String, at place: Place) -> Finding {
        let meant = closest(to: root, in: ["flags", "steps"]).map { "did you mean `\($0)`? " } ?? ""
        return Finding(
            "bad-path", "this is no path to a flag or to a field of a step", at: place,
            help: meant + "write `- flags.name`, `- steps.id.field`, or `- steps.id.field: { min: 1d, max: 14d }`")
    }

    fileprivate static func neverOpen(_ path: String, at place: Place, isAlone: Bool) -> Finding {
        Finding(
            "never-overridable", "`\(path)` is never open to requests", at: place,
            label: "it decides who is let through", help: "leave it out; put other values into a profile",
            fix: isAlone ? Fix("remove it", [.init(place, "")]) : nil)
    }

    fileprivate static func beyondRequests(_ path: String, at place: Place) -> Finding {
        Finding(
            "not-overridable", "a request cannot set `\(path)`", at: place,
            help: "it decides who is let through; put it into a profile of the flow")
    }

    fileprivate static func notListed(_ path: String, among paths: [String], at place: Place) -> Finding {
        Finding(
            "not-overridable", "the flow does not open `\(path)` to requests", at: place,
            help: nameHelp(for: path, in: paths, known: "open")
                ?? "a flow lists what requests may set under `overridable`")
    }

    fileprivate static func outside(_ entry: Overridable.Entry, _ expected: String, at place: Place) -> Finding {
        Finding(
            "out-of-range", "`\(entry.text)` is outside of what the flow allows", at: place,
            help: "expected \(expected)",
            related: [.init("allowed here", at: entry.place)])
    }
}
