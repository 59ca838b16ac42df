import Diagnostics
public import Expressions
import FlowIR
public import Vocabulary
import YAMLDecoding
import YAMLTree

extension FlowReader {
    private static let fieldKeys = FlowForms.field.names

    /// The declarations under `applicant` or `flags`.
    mutating func fields(_ node: YAMLNode, of section: String) -> [FieldTree] {
        guard let record = Record(node, as: "`\(section)`", findings: &findings) else { return [] }
        return record.entries.compactMap { field($0, of: section) }
    }

    private mutating func field(_ entry: YAMLEntry, of section: String) -> FieldTree? {
        guard let name = located(entry.key, "a field's name") else { return nil }
        if !Self.isIdentifier(name.value) { findings.report(.badName("field", name)) }
        guard let tree = field(name, entry.value, of: section) else {
            unread.insert("\(section).\(name.value)")
            return nil
        }
        return tree
    }

    private mutating func field(_ name: Located<String>, _ value: YAMLNode, of section: String) -> FieldTree? {
        guard case .mapping = value.content else {
            guard let (type, isOptional) = type(value) else { return nil }
            if section == "flags" { findings.report(.flagWithoutDefault(name)) }
            return FieldTree(
                name: name, type: type, isOptional: isOptional, isPersonal: section == "applicant",
                limits: ValueLimits())
        }
        if value.member("list") != nil { return listField(name, value, of: section) }
        guard let record = Record(value, as: "field `\(name.value)`", keys: Self.fieldKeys, findings: &findings),
            let typeNode = record.require("type", findings: &findings), let (type, isMarkedOptional) = type(typeNode)
        else { return nil }
        let isOptional = record["optional"]?.value.bool("`optional`", findings: &findings) ?? isMarkedOptional
        var tree = FieldTree(
            name: name, type: type, isOptional: isOptional,
            isPersonal: record["personal"]?.value.bool("`personal`", findings: &findings) ?? (section == "applicant"),
            limits: limits(record))
        if let entry = record["default"], let value = self.literal(entry.value, of: type) {
            tree.defaultValue = Located(value, at: entry.value.place)
        } else if section == "flags", record["default"] == nil {
            findings.report(.flagWithoutDefault(name))
        }
        return tree
    }

    /// `{ list: string, max: 40 }`, `{ list: { full_name: string }, max: 40 }`
    private mutating func listField(_ name: Located<String>, _ node: YAMLNode, of section: String) -> FieldTree? {
        let keys = FlowForms.listField.names
        guard let record = Record(node, as: "field `\(name.value)`", keys: keys, findings: &findings),
            let (type, _) = record["list"].flatMap({ elementType($0.value) }),
            let most = locatedInt(record.require("max", findings: &findings), "`max`", 1...1000)
        else { return nil }
        var limits = ValueLimits(maximumLength: most.value)
        limits.minimumLength = locatedInt(record["min"]?.value, "`min`", 0...1000)?.value
        return FieldTree(
            name: name, type: .list(type),
            isOptional: record["optional"]?.value.bool("`optional`", findings: &findings)
                ?? false,
            isPersonal: record["personal"]?.value.bool("`personal`", findings: &findings) ?? (section == "applicant"),
            limits: limits)
    }

    /// The type of something inside a list or a record, where no photo can be.
    private mutating func elementType(_ node: YAMLNode) -> (FieldType, Bool)? {
        guard let (type, isOptional) = self.type(node) else { return nil }
        guard type.isMedia else { return (type, isOptional) }
        findings.report(
            Finding(
                "media-inside", "\(type.name) cannot stand inside a list or another field", at: node.place,
                help: "give it a field of its own under `applicant`"))
        return nil
    }

    /// `{ name: string, registration_number: string? }`
    private mutating func record(_ node: YAMLNode) -> FieldType? {
        guard let record = Record(node, as: "a type", findings: &findings) else { return nil }
        var fields: [Field] = []
        for entry in record.entries {
            guard let name = located(entry.key, "a field's name") else { return nil }
            if let limited = entry.value.member("type") {
                findings.report(.limitedInside(name.value, limited, at: entry.value.place))
                return nil
            }
            guard let (type, isOptional) = elementType(entry.value)
            else { return nil }
            if !Self.isIdentifier(name.value) { findings.report(.badName("field", name)) }
            fields.append(Field(name.value, type, optional: isOptional))
        }
        return .record(fields)
    }

    /// `string`, `image?`, or a map of fields.
    private mutating func type(_ node: YAMLNode) -> (FieldType, Bool)? {
        if case .mapping = node.content { return record(node).map { ($0, false) } }
        guard let written = node.string("a type", findings: &findings) else { return nil }
        let isOptional = written.hasSuffix("?")
        let name = isOptional ? String(written.dropLast()) : written
        if let type = FieldType.named.first(where: { $0.name == name })?.type { return (type, isOptional) }
        findings.report(
            Finding(
                "unknown-type", "`\(name)` is no type", at: node.place,
                help: nameHelp(for: name, in: FieldType.named.map(\.name), known: "the types"),
                fix: .rename(name, in: FieldType.named.map(\.name), at: node.place)))
        return nil
    }

    private mutating func limits(_ record: Record) -> ValueLimits {
        var limits = ValueLimits()
        if let entry = record["one_of"] {
            limits.oneOf = (entry.value.list("`one_of`", findings: &findings) ?? []).compactMap {
                YAMLDecoding.literal($0, findings: &findings)
            }
        }
        if let entry = record["pattern"], let pattern = entry.value.string("`pattern`", findings: &findings) {
            if (try? RegularExpression(pattern)) != nil {
                limits.pattern = pattern
            } else {
                findings.report(
                    Finding(
                        "bad-pattern", "this is not a regular expression", at: entry.value.place,
                        help: "the syntax is RE2's: no look-around, no back-references"))
            }
        }
        limits.minimum = bound(record["min"]?.value, "`min`")
        limits.maximum = bound(record["max"]?.value, "`max`")
        limits.minimumLength = locatedInt(record["min_length"]?.value, "`min_length`", 0...1_000_000)?.value
        limits.maximumLength = locatedInt(record["max_length"]?.value, "`max_length`", 0...1_000_000)?.value
        return limits
    }

    /// A limit of numbers: one that no number ever reaches is none.
    private mutating func bound(_ node: YAMLNode?, _ what: String) -> Double? {
        guard let node, let number = node.double(what, findings: &findings) else { return nil }
        guard number.isFinite else {
            findings.report(
                Finding(
                    "out-of-range", "\(what) is out of range", at: node.place,
                    help: "write a finite number, or leave the limit out"))
            return nil
        }
        return number
    }

    /// A literal of a type: `7` is a double where a double is due, `90s` a duration.
    mutating func literal(_ node: YAMLNode, of type: FieldType) -> Value? {
        guard let value = YAMLDecoding.literal(node, findings: &findings) else { return nil }
        return value.converted(to: type)
    }
}

extension Value {
    /// The value as one of a type, where a plain literal can be meant as one; itself otherwise.
    public func converted(to type: FieldType) -> Value {
        switch (type, self) {
        case (.double, .int(let number)): .double(Double(number))
        case (.timestamp, .string(let text)): CELTimestamp(text).map(Value.timestamp) ?? self
        case (.duration, .string(let text)):
            Interval(text).map { .duration(CELDuration(clamping: $0.milliseconds)) } ?? self
        case (.list(let element), .list(let values)): .list(values.map { $0.converted(to: element) })
        case (.record(let fields), .map(let members)):
            .map(
                Dictionary(
                    uniqueKeysWithValues: members.map { key, value in
                        let field = fields.first { key == .string($0.name) }
                        return (key, field.map { value.converted(to: $0.type) } ?? value)
                    }))
        default: self
        }
    }
}

extension Finding {
    fileprivate static func limitedInside(_ name: String, _ type: YAMLNode, at place: Place) -> Finding {
        Finding(
            "limit-inside", "a field inside a list or another field has no limits of its own", at: place,
            help: "write its type alone: `\(name): \(type.text ?? "string")`; a `?` behind it makes it optional")
    }

    fileprivate static func flagWithoutDefault(_ name: Located<String>) -> Finding {
        Finding(
            "flag-without-default", "flag `\(name.value)` has no default", at: name.place,
            help: "write `\(name.value): { type: …, default: … }`")
    }
}
