import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `http`: `200`, `4xx`, or a list of them.
enum Codes {
    static func read(_ node: YAMLNode, findings: inout Findings) -> HTTPCodes? {
        var codes = HTTPCodes()
        for item in node.items ?? [node] {
            guard let text = item.text, let read = HTTPCodes(text) else {
                findings.report(
                    Finding(
                        "bad-http-code", "`\(item.text ?? "this")` is no HTTP status", at: item.place,
                        help: "write a number such as `409`, or `4xx`"))
                return nil
            }
            codes.formUnion(read)
        }
        return codes
    }
}

/// Reads a map of the vendor's words to applicant reasons.
enum ReasonArms {
    static func read(_ node: YAMLNode, as what: String, findings: inout Findings) -> [ReasonArm] {
        guard let entries = node.entries else {
            findings.report(Finding("wrong-type", "\(what) is a map of words to reasons", at: node.place))
            return []
        }
        return entries.compactMap { entry in
            guard let value = entry.key.literal(findings: &findings),
                let reason = reason(entry.value, findings: &findings)
            else { return nil }
            return ReasonArm(value, reason)
        }
    }

    /// One of the reasons that all vendors share.
    static func reason(_ node: YAMLNode, findings: inout Findings) -> String? {
        let names = ApplicantReason.all.map { (name: $0.name, value: $0.name) }
        return node.choice("an applicant reason", of: names, findings: &findings)
    }
}

extension JSONPointer {
    static func read(_ node: YAMLNode, findings: inout Findings) -> JSONPointer? {
        guard let text = node.string("a pointer", findings: &findings) else { return nil }
        if let pointer = JSONPointer(text) { return pointer }
        findings.report(
            Finding(
                "bad-pointer", "`\(text)` is no pointer into an answer", at: node.place,
                help: "write it with slashes, such as `/result/status`"))
        return nil
    }
}

extension Finding {
    /// A name that is none of the known ones, with the nearest of them.
    static func unknownName(
        _ code: String, _ message: String, _ name: String, of known: [String], at node: YAMLNode,
        related: [Related] = []
    ) -> Finding {
        unknownName(code, message, name, of: known, at: node.place, related: related)
    }

    static func unknownName(
        _ code: String, _ message: String, _ name: String, of known: [String], at place: Place,
        related: [Related] = []
    ) -> Finding {
        Finding(code, message, at: place, help: nameHelp(for: name, in: known), related: related)
    }
}
