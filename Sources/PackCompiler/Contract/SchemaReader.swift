import Diagnostics
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads the schemas of one document into a table; each schema object once, however often it is referred to.
struct SchemaReader {
    private let document: YAMLNode
    private(set) var table = SchemaTable()
    private var known: [Place: Int] = [:]
    private var places: [Int: Place] = [:]

    init(_ document: YAMLNode) { self.document = document }

    /// The number of a schema; one that cannot be read demands nothing, and is among the findings.
    mutating func read(_ node: YAMLNode, findings: inout Findings) -> Int {
        if let index = known[node.place] { return index }
        // The place is taken before its members are read: they may refer back to it.
        let index = table.reserve()
        known[node.place] = index
        places[index] = node.headPlace
        table.define(index, rule(node, findings: &findings))
        return index
    }

    private mutating func rule(_ node: YAMLNode, findings: inout Findings) -> SchemaRule {
        var rule = SchemaRule()
        if node.entries == nil {
            rule.always = node.bool("a schema that is no mapping", findings: &findings)
            return rule
        }
        guard let record = Record(node, as: "a schema", findings: &findings) else { return rule }
        for (name, entry) in zip(record.names, record.entries) {
            if let keyword = SchemaKeyword.all[name] {
                keyword.read(entry.value, &rule, &self, &findings)
            } else if !SchemaKeyword.annotations.contains(name) {
                refuse(name, at: entry.key, findings: &findings)
            }
        }
        return rule
    }

    private func refuse(_ name: String, at key: YAMLNode, findings: inout Findings) {
        let known = SchemaKeyword.all.keys.sorted()
        if name.hasPrefix("x-") {
            // Other people's extensions demand nothing of us; one that is nearly ours was meant to.
            guard let near = closest(to: name, in: known.filter { $0.hasPrefix("x-") }) else { return }
            findings.report(
                Finding("unknown-mark", "`\(name)` marks nothing", at: key.place, help: "did you mean `\(near)`"))
            return
        }
        let help = SchemaKeyword.repairs[name] ?? closest(to: name, in: known).map { "did you mean `\($0)`" }
        findings.report(
            Finding(
                "unsupported-keyword", "`\(name)` is no keyword that contracts are checked for", at: key.place,
                label: "nothing would hold it",
                help: help ?? "known are \(known.map { "`\($0)`" }.joined(separator: ", "))"))
    }

    // MARK: References

    /// The number of the schema that `$ref` names.
    mutating func readReference(_ node: YAMLNode, findings: inout Findings) -> Int? {
        target(of: node, findings: &findings).map { read($0, findings: &findings) }
    }

    /// The node that a reference names, within this document.
    func target(of node: YAMLNode, findings: inout Findings) -> YAMLNode? {
        guard let text = node.string("`$ref`", findings: &findings) else { return nil }
        guard text.hasPrefix("#"), let pointer = JSONPointer(String(text.dropFirst())) else {
            findings.report(
                Finding(
                    "foreign-reference", "`\(text)` leads out of this document", at: node.place,
                    help: "put what it names under `components` and write `#/components/…`"))
            return nil
        }
        var found: YAMLNode? = document
        for token in pointer.tokens {
            found = found.flatMap { parent in
                parent.member(token)
                    ?? Int(token).flatMap { index in
                        parent.items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                    }
            }
        }
        guard let found else {
            let siblings = (pointer.tokens.dropLast().reduce(document as YAMLNode?) { $0?.member($1) })?.entries ?? []
            let near = closest(to: pointer.tokens.last ?? "", in: siblings.compactMap(\.key.text))
            let parent = pointer.tokens.dropLast().map { "/\($0)" }.joined()
            findings.report(
                Finding(
                    "unknown-reference", "`\(text)` names nothing", at: node.place,
                    help: near.map { "did you mean `#\(parent)/\($0)`" }))
            return nil
        }
        return found
    }

    /// The node itself, or what it refers to, for the parts of a document that are no schemas.
    func resolved(_ node: YAMLNode, findings: inout Findings) -> YAMLNode? {
        var node = node
        for _ in 0..<16 {
            guard let reference = node.member("$ref") else { return node }
            guard let next = target(of: reference, findings: &findings) else { return nil }
            node = next
        }
        findings.report(Finding("reference-circle", "this refers to itself", at: node.headPlace))
        return nil
    }

    /// Reports schemas that come back to themselves without going into a member or item: nothing could fit them.
    func reportCircles(findings: inout Findings) {
        var finished: Set<Int> = []
        for index in table.rules.indices {
            var path: [Int] = []
            follow(index, path: &path, finished: &finished, findings: &findings)
        }
    }

    private func follow(_ index: Int, path: inout [Int], finished: inout Set<Int>, findings: inout Findings) {
        if path.contains(index) {
            if let place = places[index] {
                findings.report(
                    Finding("reference-circle", "this schema refers to itself and to nothing else", at: place))
            }
            return
        }
        guard finished.insert(index).inserted else { return }
        path.append(index)
        let rule = table.rules[index]
        for next in [rule.reference, rule.not].compactMap({ $0 }) + rule.allOf + rule.oneOf + rule.anyOf {
            follow(next, path: &path, finished: &finished, findings: &findings)
        }
        path.removeLast()
    }
}
