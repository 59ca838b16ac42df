import Diagnostics
import ExpressionSyntax
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// A photo compared with itself always matches.
    static let samePhotoTwice = Rule("same-photo-twice") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            guard step.input.count > 1 else { return [] }
            var first: [String: YAMLEntry] = [:]
            return step.input.compactMap { entry in
                guard let text = entry.value.text, let name = text.applicantField,
                    context.tree.field(name)?.type.isMedia == true
                else { return nil }
                guard let earlier = first.updateValue(entry, forKey: name) else { return nil }
                return Problem(
                    "`\(earlier.key.text ?? "")` and `\(entry.key.text ?? "")` are the same file",
                    at: entry.value.place,
                    help: "name another field, such as a photo of the document and one of the face",
                    related: [.init("the other", at: earlier.value.place)])
            }
        }
    }
}

extension String {
    /// The field's name, of `${applicant.name}` alone.
    fileprivate var applicantField: String? {
        let start = "${applicant."
        guard utf8.starts(with: start.utf8), utf8.last == UInt8(ascii: "}") else { return nil }
        return String(Substring(utf8.dropFirst(start.utf8.count).dropLast().drop { $0 == UInt8(ascii: "?") }))
    }
}
