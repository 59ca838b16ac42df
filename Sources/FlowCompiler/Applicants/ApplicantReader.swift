public import Diagnostics
public import Expressions
public import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
public import Vocabulary
import YAMLDecoding
public import YAMLTree

/// Reads an applicant's values as a flow declares them: from a scenario, or from the file that `run` is given.
///
/// ```yaml
/// first_name: Hannah
/// birth_date: 1990-10-02
/// selfie: ["@blurry.jpg", "@sharp.jpg"]     # the second is given when another photo is asked for
/// ```
///
/// No finding quotes a value, since all of them may be personal.
public struct ApplicantReader {
    public let program: FlowProgram

    public init(_ program: FlowProgram) { self.program = program }

    /// What an applicant gives. Photos and files are handles in `values`.
    public struct Applicant: Sendable {
        public var values: [String: Value] = [:]
        /// By handle: `selfie#1`, and `selfie#2` for what is given when asked again.
        public var media: [String: Capture] = [:]
    }

    /// A file as it was named, not opened yet.
    public struct Capture: Sendable {
        public var path: String
        public var kind: FieldType
        public var place: Place
    }

    /// The applicant, checked against the flow; findings say what does not fit.
    public func read(_ node: YAMLNode, findings: inout Findings) -> Applicant {
        var applicant = Applicant()
        guard let record = Record(node, as: "the applicant", findings: &findings) else { return applicant }
        let names = program.applicant.map(\.name)
        var broken: Set<String> = []
        var misspelt: Set<String> = []
        for entry in record.entries {
            guard let name = entry.key.text else { continue }
            guard let field = program.applicant.first(where: { $0.name == name }) else {
                findings.report(
                    Finding(
                        "unknown-field", "the flow asks for no `\(name)`", at: entry.key.place,
                        help: nameHelp(for: name, in: names, known: "its fields"),
                        fix: .rename(name, in: names, at: entry.key.place)))
                // What was meant is there, under another name.
                if let meant = closest(to: name, in: names) { misspelt.insert(meant) }
                continue
            }
            if field.type.isMedia {
                capture(entry.value, field, into: &applicant, findings: &findings)
            } else if let value = value(entry.value, field.type) {
                applicant.values[name] = value
            }
            if applicant.values[name] == nil {
                broken.insert(name)
                findings.report(.wrongType(name, field.type, at: entry.value.place))
            } else if checkMembers(of: entry.value, field.type, name, findings: &findings) {
                broken.insert(name)
            }
        }
        for problem in Intake(program).problems(ofApplicant: applicant.values) {
            let name = String(problem.path.dropFirst("applicant.".count))
            if broken.contains(name) || problem.code == "missing-field" && misspelt.contains(name) { continue }
            let place = record[name]?.value.place ?? node.headPlace
            findings.report(
                problem.code == "missing-field"
                    ? Finding(
                        "missing-field", "the applicant has no `\(name)`", at: place,
                        help: "the flow needs `\(name): \(problem.expected)`")
                    : Finding(problem.code, "`\(name)` does not fit", at: place, help: "expected \(problem.expected)"))
        }
        return applicant
    }

    /// A few fields, as the applicant gives them later: what is asked for again. `versions` counts captures by field.
    func readSome(_ node: YAMLNode, versions: inout [String: Int], findings: inout Findings) -> Applicant {
        var applicant = Applicant()
        guard let record = Record(node, as: "what is submitted", findings: &findings) else { return applicant }
        for entry in record.entries {
            guard let name = entry.key.text else { continue }
            guard let field = program.applicant.first(where: { $0.name == name }) else {
                findings.report(
                    Finding(
                        "unknown-field", "the applicant has no field `\(name)`", at: entry.key.place,
                        help: nameHelp(for: name, in: program.applicant.map(\.name), known: "the fields"),
                        fix: .rename(name, in: program.applicant.map(\.name), at: entry.key.place)))
                continue
            }
            if field.type.isMedia {
                let version = versions[name, default: 1] + 1
                versions[name] = version
                capture(entry.value, field, from: version, into: &applicant, findings: &findings)
            } else if let value = value(entry.value, field.type),
                Intake.problems(of: value, type: field.type, limits: field.limits, path: name).isEmpty
            {
                applicant.values[name] = value
            } else {
                findings.report(.wrongType(name, field.type, at: entry.value.place))
            }
        }
        return applicant
    }

    private func capture(
        _ node: YAMLNode, _ field: ApplicantField, from first: Int = 1, into applicant: inout Applicant,
        findings: inout Findings
    ) {
        let items = node.items ?? [node]
        if items.isEmpty { findings.report(.wrongType(field.name, field.type, at: node.place)) }
        for (index, item) in items.enumerated() {
            guard let text = item.text, !text.isEmpty, !item.isNull else {
                findings.report(.wrongType(field.name, field.type, at: item.place))
                continue
            }
            let path = text.hasPrefix("@") ? String(text.dropFirst()) : text
            let handle = Captures.handle(field.name, first + index)
            applicant.media[handle] = Capture(
                path: Self.path(path, beside: item.place.file.path), kind: field.type, place: item.place)
        }
        let handle = Captures.handle(field.name, first)
        applicant.values[field.name] = .opaque(Opaque(kind: field.type.name, id: handle))
    }

    /// Whether something stands in a record, or in one of a list, that it does not have.
    private func checkMembers(
        of node: YAMLNode, _ type: FieldType, _ path: String, findings: inout Findings
    ) -> Bool {
        switch type {
        case .list(let element):
            return (node.items ?? []).map { checkMembers(of: $0, element, path, findings: &findings) }.contains(true)
        case .record(let fields):
            let names = fields.map(\.name)
            return (node.entries ?? []).map { entry in
                guard let name = entry.key.text else { return false }
                if let field = fields.first(where: { $0.name == name }) {
                    return checkMembers(of: entry.value, field.type, "\(path).\(name)", findings: &findings)
                }
                findings.report(
                    Finding(
                        "unknown-field", "`\(path)` has no `\(name)`", at: entry.key.place,
                        help: nameHelp(for: name, in: names, known: "its fields"),
                        fix: .rename(name, in: names, at: entry.key.place)))
                return true
            }.contains(true)
        default: return false
        }
    }

    /// A value of the field's type, where YAML's types allow it; `nil` for another one.
    private func value(_ node: YAMLNode, _ type: FieldType) -> Value? {
        // What `literal` finds would quote the value.
        var unseen = Findings()
        guard let value = literal(node, findings: &unseen) else { return nil }
        return value.converted(to: type)
    }

    /// A path as written is relative to the file that names it.
    private static func path(_ path: String, beside file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}

extension Finding {
    fileprivate static func wrongType(_ name: String, _ type: FieldType, at place: Place) -> Finding {
        Finding("wrong-type", "`\(name)` does not fit", at: place, help: "expected \(type.expectation)")
    }
}
