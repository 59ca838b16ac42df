import Vendors
import YAMLTree

extension YAMLNode {
    /// The text as the vendor takes it: where the contract has a list whose items carry a `key`, a map by that key becomes
    /// the list, in the order written.
    ///
    /// Layers merge maps, so that a step, a profile or a request redefines one item and leaves the others alone.
    func listed(as schema: Schema) -> YAMLNode {
        var node = self
        switch content {
        case .mapping(let entries):
            if let element = schema.element, element.property("key") != nil, !schema.canBe(.object) {
                node.content = .sequence(entries.map { $0.item.listed(as: element) })
            } else {
                node.content = .mapping(
                    entries.map { entry in
                        guard let name = entry.key.text, let property = schema.property(name) else { return entry }
                        return YAMLEntry(key: entry.key, value: entry.value.listed(as: property))
                    })
            }
        case .sequence(let items):
            if let element = schema.element { node.content = .sequence(items.map { $0.listed(as: element) }) }
        case .scalar: break
        }
        return node
    }
}

extension YAMLEntry {
    /// What stands under a key, as an item that carries the key itself.
    fileprivate var item: YAMLNode {
        guard case .mapping(let members) = value.content, let name = key.text else { return value }
        var item = value
        var called = key
        if case .scalar(var scalar) = called.content {
            // A key is text, whatever it looks like.
            scalar.style = .doubleQuoted
            called.content = .scalar(scalar)
        }
        var label = key
        if case .scalar(var scalar) = label.content {
            scalar.text.string = "key"
            label.content = .scalar(scalar)
        }
        if value.member("key")?.text != name {
            item.content = .mapping([YAMLEntry(key: label, value: called)] + members)
        }
        return item
    }
}
