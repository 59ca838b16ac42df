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
            guard Set(names.map { fingerprint(ofLetters: $0.value) }).count < names.count else { return [] }
            var first: [[UInt8]: Located<String>] = [:]
            return names.compactMap { name in
                let letters = name.value.utf8.filter { $0 != UInt8(ascii: "_") }
                let plain = letters.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
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

/// FNV-1a of a name's letters and digits, great or small.
private func fingerprint(ofLetters name: String) -> UInt {
    name.utf8.reduce(14_695_981_039_346_656_037) { hash, byte in
        if byte == UInt8(ascii: "_") { return hash }
        return (hash ^ UInt(0x41...0x5A ~= byte ? byte | 0x20 : byte)) &* 1_099_511_628_211
    }
}
