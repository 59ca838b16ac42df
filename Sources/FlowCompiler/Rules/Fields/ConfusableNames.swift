import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// `birth_date` and `birthDate` side by side.
    static let confusableNames = Rule("confusable-names") { context in
        let sections = [
            context.tree.applicant.map(\.name), context.tree.flags.map(\.name), context.tree.vendors.map(\.name),
            context.tree.allNodes.compactMap(\.id),
        ]
        return sections.flatMap { names -> [Problem] in
            guard Set(names.map { letters($0.value).fingerprint }).count < names.count else { return [] }
            var first: [[UInt8]: Located<String>] = [:]
            return names.compactMap { name in
                let plain = Array(letters(name.value))
                guard let earlier = first.updateValue(name, forKey: plain), earlier.value != name.value else {
                    return nil
                }
                return Problem(
                    "`\(earlier.value)` and `\(name.value)` are easily taken for each other", at: name.place,
                    help: "give one of them another name", related: [.init("the other", at: earlier.place)])
            }
        }
    }
}

/// A name's letters and digits, all of them small.
private func letters(_ name: String) -> some Sequence<UInt8> {
    name.utf8.lazy.filter { $0 != UInt8(ascii: "_") }.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
}
