import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
import Foundation
import VendorConnectors
import Vendors
import Vocabulary
import YAMLTree

/// Reads JSON bodies, collecting what is wrong with a pointer each. No value of a body is ever in a problem.
struct BodyReader {
    private(set) var errors: [Problem.Detail] = []

    mutating func report(_ code: String, _ detail: String, at pointer: String, help: String? = nil) {
        errors.append(Problem.Detail(code: code, detail: detail, pointer: pointer, help: help))
    }

    func finish() throws(Problem) { if !errors.isEmpty { throw .invalid(errors) } }

    // MARK: Shapes

    /// The members of an object, none but the known ones; any with `keys` nil.
    static func object(_ bytes: [UInt8], keys: [String]?) throws(Problem) -> (
        members: [String: Value], reader: BodyReader
    ) {
        let value: Value
        do {
            value = try JSONText.parse(bytes)
        } catch {
            throw Problem(400, "not-json", "the body is no JSON", detail: "\(error)")
        }
        guard let members = value.members else {
            throw Problem(422, "wrong-kind", "the body has to be an object")
        }
        var reader = BodyReader()
        guard let keys else { return (members, reader) }
        for name in members.keys.sorted() where !keys.contains(name) {
            reader.report(
                "unknown-key", "`\(name)` is no member here", at: "/" + name.escapedForPointer,
                help: nameHelp(for: name, in: keys, known: "the members"))
        }
        return (members, reader)
    }

    mutating func text(_ members: [String: Value], _ name: String, required: Bool = false, limit: Int = 200) -> String?
    {
        switch members[name] {
        case .string(let text)? where text.utf8.count <= limit: return text
        case .string?: report("too-long", "`\(name)` is longer than \(limit) bytes", at: "/\(name)")
        case nil where required: report("missing-key", "`\(name)` is missing", at: "/\(name)")
        case nil, .null?: break
        case _?: report("wrong-kind", "`\(name)` has to be text", at: "/\(name)")
        }
        return nil
    }

    /// A list of texts of up to 200 bytes, 100 of them at most.
    mutating func texts(_ members: [String: Value], _ name: String) -> [String]? {
        guard let value = members[name] else { return nil }
        guard case .list(let items) = value, items.count <= 100 else {
            report("wrong-kind", "`\(name)` has to be a list of up to 100 texts", at: "/\(name)")
            return nil
        }
        var texts: [String] = []
        for (index, item) in items.enumerated() {
            if case .string(let text) = item, text.utf8.count <= 200 {
                texts.append(text)
            } else {
                report("wrong-kind", "this has to be a text of up to 200 bytes", at: "/\(name)/\(index)")
            }
        }
        return texts
    }

    mutating func report(
        _ code: String, _ detail: String, name: String, among known: [String], at pointer: String
    ) {
        report(code, detail, at: pointer, help: nameHelp(for: name, in: known, known: "known"))
    }

    mutating func number(_ members: [String: Value], _ name: String) -> Int? {
        switch members[name] {
        case .int(let number)?: return Int(number)
        case nil, .null?: return nil
        case _?:
            report("wrong-kind", "`\(name)` has to be a whole number", at: "/\(name)")
            return nil
        }
    }

    mutating func map(_ members: [String: Value], _ name: String) -> [String: Value] {
        guard let value = members[name], !value.isNull else { return [:] }
        if let map = value.members { return map }
        report("wrong-kind", "`\(name)` has to be an object", at: "/\(name)")
        return [:]
    }

    // MARK: Values of a flow

    /// An applicant's values as the flow declares them; photos come as data URIs (RFC 2397) and become handles.
    mutating func applicant(
        _ given: [String: Value], files: [String: [UInt8]] = [:], of program: FlowProgram,
        versions: [String: Int] = [:], at pointer: String
    ) -> (values: [String: Value], media: [String: VendorConnectors.Media]) {
        var read: [String: Value] = [:]
        var media: [String: VendorConnectors.Media] = [:]
        let values = given.merging(files.mapValues { _ in .null }) { $1 }
        for (name, value) in values {
            guard let field = program.applicant.first(where: { $0.name == name }) else {
                read[name] = value
                continue
            }
            guard field.type.isMedia else {
                checkSize(value, name, at: pointer)
                read[name] = value.converted(to: field.type)
                continue
            }
            let place = "\(pointer)/\(name.escapedForPointer)"
            let bytes = files[name] ?? value.stringValue.flatMap { DataURI.bytes(of: $0) }
            guard let medium = bytes.flatMap({ VendorConnectors.Media(sniffing: $0, as: field.type.name) }) else {
                report(
                    "bad-media", "`\(name)` has to be a JPEG or PNG of 10 MB at most", at: place,
                    help: "write `data:image/jpeg;base64,…`, or send it as a part of `multipart/form-data`")
                continue
            }
            let handle = Captures.handle(name, versions[name, default: 0] + 1)
            read[name] = .opaque(Opaque(kind: field.type.name, id: handle))
            media[handle] = medium
        }
        return (read, media)
    }

    /// Everything but photos is stored anew with each event of a run, so it has to be small.
    static let mostBytes = 16 * 1024

    /// Reports a member whose value is larger than anything that is no photo.
    mutating func checkSize(_ value: Value, _ name: String, at pointer: String) {
        guard JSONText.encode(value).count > Self.mostBytes else { return }
        report(
            "too-long", "`\(name)` is longer than \(Self.mostBytes / 1024) KB",
            at: "\(pointer)/\(name.escapedForPointer)")
    }

    mutating func report(_ problems: [Intake.Problem]) {
        for problem in problems {
            let help = problem.choices.isEmpty ? nil : "known are \(problem.choices.joined(separator: ", "))"
            report(
                problem.code, "expected \(problem.expected)",
                at: "/"
                    + problem.path.split(separator: ".").map { String($0).escapedForPointer }.joined(separator: "/"),
                help: help)
        }
    }

    /// The profile that was named, or that the applicant's data choose.
    mutating func profile(_ members: [String: Value], named: String?, by choice: ProfileChoice?) -> String? {
        guard let choice else { return named }
        let given = members["applicant"]?.members?[choice.field]
        switch choice.chosen(by: given?.profileName) {
        case .refused:
            report(
                "no-profile", "the flow has no profile for this value of `\(choice.field)`, and starts no run without",
                at: "/applicant/\(choice.field.escapedForPointer)",
                help: "it has profiles for \(choice.profiles.map { "`\($0.value)`" }.joined(separator: ", "))")
        case .base where named == nil: return nil
        case .profile(let name) where named == nil || named == name: return name
        case .base, .profile:
            report(
                "profile-mismatch", "the profile is chosen by `applicant.\(choice.field)`, and it is another",
                at: "/profile", help: "leave `profile` out")
        }
        return nil
    }

    /// `steps` as the tree that a request lays over a flow; `nil` when nothing is overridden.
    mutating func steps(_ members: [String: Value]) -> YAMLNode? {
        let steps = map(members, "steps")
        guard !steps.isEmpty else { return nil }
        // JSON is YAML, and so places in findings are places in the value.
        let text = JSONText.encode(
            .map(["steps": .map(Dictionary(uniqueKeysWithValues: steps.map { (.string($0.key), $0.value) }))]))
        var findings = Findings()
        let node = YAMLReader.read(SourceFile(path: "steps", bytes: text), findings: &findings).first
        if node == nil || findings.hasErrors { report("wrong-kind", "`steps` cannot be read", at: "/steps") }
        return node
    }
}

/// `data:image/jpeg;base64,…`
enum DataURI {
    static func bytes(of uri: String) -> [UInt8]? {
        guard uri.hasPrefix("data:"), let comma = uri.utf8.firstIndex(of: UInt8(ascii: ",")),
            uri[..<comma].hasSuffix(";base64"),
            uri.utf8.distance(from: comma, to: uri.utf8.endIndex) <= VendorConnectors.Media.limit * 4 / 3 + 4,
            let data = Data(base64Encoded: String(uri[uri.utf8.index(after: comma)...])), !data.isEmpty
        else { return nil }
        return Array(data)
    }
}

extension Value {
    /// The members of a map whose keys are text.
    var members: [String: Value]? {
        guard case .map(let map) = self else { return nil }
        var members: [String: Value] = [:]
        for (key, value) in map {
            guard case .string(let name) = key else { return nil }
            members[name] = value
        }
        return members
    }
}

extension String {
    /// RFC 6901.
    var escapedForPointer: String { replacing("~", with: "~0").replacing("/", with: "~1") }
}
