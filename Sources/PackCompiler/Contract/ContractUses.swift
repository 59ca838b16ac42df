import Diagnostics
import Vendors
import YAMLTree

/// Who in the binding needs a part of the contract: the second place of what is wrong in the contract.
struct ContractUses {
    private struct Use {
        var name: String
        var place: Place
        /// The parts of the document that the call is made of.
        var parts: [Range<Int>]
    }

    private var uses: [Use] = []
    private let contract: Place

    init(binding: YAMLNode, contract: YAMLNode) {
        self.contract = binding.entry("contract")?.value.place ?? binding.headPlace
        var calls: [String: YAMLNode] = [:]
        for path in contract.member("paths")?.entries ?? [] {
            for method in path.value.entries ?? [] {
                if let id = method.value.member("operationId")?.text { calls[id] = method.value }
            }
        }
        for entry in binding.member("operations")?.entries ?? [] {
            guard let node = entry.value.member("call"), let text = node.text else { continue }
            let id = text.firstIndex(of: ".").map { String(text[text.index(after: $0)...]) }
            guard let call = calls[id ?? text] ?? calls[text] else { continue }
            var parts: [Range<Int>] = []
            Self.collect(call, of: contract, into: &parts)
            uses.append(Use(name: entry.key.text ?? "", place: node.place, parts: parts))
        }
    }

    /// The findings, each with the first operation that sends or takes what it is about.
    func adding(to findings: Findings) -> Findings {
        var placed = Findings()
        for var finding in findings.all {
            if finding.related.isEmpty {
                let use = uses.first { use in
                    use.parts.contains { $0.contains(finding.place.range.lowerBound) }
                }
                finding.related = [
                    use.map { .init("`\($0.name)` needs it", at: $0.place) }
                        ?? .init("the contract of this pack", at: contract)
                ]
            }
            placed.report(finding)
        }
        return placed
    }

    /// The node, and all that it refers to.
    private static func collect(_ node: YAMLNode, of document: YAMLNode, into parts: inout [Range<Int>]) {
        guard !parts.contains(node.place.range) else { return }
        parts.append(node.place.range)
        follow(node, of: document, into: &parts)
    }

    private static func follow(_ node: YAMLNode, of document: YAMLNode, into parts: inout [Range<Int>]) {
        for item in node.items ?? [] { follow(item, of: document, into: &parts) }
        for entry in node.entries ?? [] {
            follow(entry.value, of: document, into: &parts)
            guard entry.key.text == "$ref", let text = entry.value.text, text.hasPrefix("#"),
                let pointer = JSONPointer(String(text.dropFirst())),
                let target = pointer.tokens.reduce(document as YAMLNode?, { $0?.member($1) })
            else { continue }
            collect(target, of: document, into: &parts)
        }
    }
}
