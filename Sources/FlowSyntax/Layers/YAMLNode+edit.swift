import Diagnostics
public import YAMLTree

extension YAMLNode {
    /// A plain scalar that nobody wrote, at the place of what it stands for.
    init(scalar text: String, at place: Place) {
        let embedded = EmbeddedText(string: text, pieces: [], whole: place)
        self.init(content: .scalar(YAMLScalar(text: embedded, style: .plain)), place: place)
    }

    /// Replaces or adds a member; `key` is the key's node when it is new.
    mutating func set(_ name: String, _ value: YAMLNode?, key: YAMLNode? = nil) {
        guard let value, case .mapping(var entries) = content else { return }
        if let index = entries.firstIndex(where: { $0.key.text == name }) {
            entries[index].value = value
        } else {
            entries.append(YAMLEntry(key: key ?? YAMLNode(scalar: name, at: value.place), value: value))
        }
        content = .mapping(entries)
    }

    /// This node with another laid over it: maps merge key by key, everything else is replaced.
    public func merging(_ layer: YAMLNode) -> YAMLNode {
        guard case .mapping = content, case .mapping(let entries) = layer.content else { return layer }
        var base = self
        for entry in entries {
            guard let key = entry.key.text else { continue }
            base.set(key, base.member(key)?.merging(entry.value) ?? entry.value, key: entry.key)
        }
        return base
    }

    /// The same text with every `${` written as `$${`, which stands for itself.
    var escapingTemplates: YAMLNode {
        var node = self
        switch content {
        case .scalar(var scalar):
            let parts = scalar.text.string.split(separator: "${", omittingEmptySubsequences: false)
            guard parts.count > 1 else { return self }
            scalar.text.string = parts.joined(separator: "$${")
            node.content = .scalar(scalar)
        case .sequence(let items):
            node.content = .sequence(items.map(\.escapingTemplates))
        case .mapping(let entries):
            node.content = .mapping(entries.map { YAMLEntry(key: $0.key, value: $0.value.escapingTemplates) })
        }
        return node
    }
}

extension YAMLNode {
    /// Whether a mapping has keys that are not among these.
    func hasKeys(beside known: [String]) -> Bool {
        entries?.contains { entry in entry.key.text.map { !known.contains($0) } ?? true } ?? false
    }
}

extension YAMLNode {
    /// The keys under which steps hold other steps.
    private static let holders: Set<String> = ["steps", "parallel", "choose", "otherwise"]

    /// The ids of a step and of all steps inside it.
    var stepIDs: [String] {
        let own = entry("id").flatMap(\.value.text).map { [$0] } ?? []
        let inside = (entries ?? []).filter { Self.holders.contains($0.key.text ?? "") }.map(\.value)
        return own + (inside + (items ?? [])).flatMap(\.stepIDs)
    }

    /// Changes the step of an id, however deep it stands; false when there is none.
    mutating func editStep(_ id: String, _ edit: (inout YAMLNode) -> Void) -> Bool {
        switch content {
        case .sequence(var items):
            guard let index = items.firstIndex(where: { $0.stepIDs.contains(id) }) else { return false }
            let isFound = items[index].editStep(id, edit)
            content = .sequence(items)
            return isFound
        case .mapping(var entries):
            if entry("id")?.value.text == id {
                edit(&self)
                return true
            }
            for index in entries.indices where Self.holders.contains(entries[index].key.text ?? "") {
                guard entries[index].value.editStep(id, edit) else { continue }
                content = .mapping(entries)
                return true
            }
            return false
        case .scalar: return false
        }
    }
}
