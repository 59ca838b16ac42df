import YAMLDecoding

extension FlowForms {
    /// The first key of a path that no form knows, with those that are known; `nil` when all are, or nobody can tell.
    static func unknown(in path: ArraySlice<String>, of form: Form) -> (name: String, known: [String])? {
        guard let name = path.first else { return nil }
        guard let key = form.keys.first(where: { $0.name == name }) else { return (name, form.names) }
        let rest = path.dropFirst()
        guard !rest.isEmpty, !key.shape.isOpen else { return nil }
        let forms = key.shape.forms.compactMap { name in all.first { $0.name == name } }
        let misses = forms.map { unknown(in: rest, of: $0) }
        if misses.contains(where: { $0 == nil }) { return nil }
        return misses.compactMap(\.self).first ?? (rest.first ?? "", form.names)
    }
}

extension Shape {
    /// Whether keys of the author's choice may stand there.
    fileprivate var isOpen: Bool {
        switch self {
        case .map, .anything, .template: true
        case .either(let shapes): shapes.contains(where: \.isOpen)
        default: false
        }
    }

    fileprivate var forms: [String] {
        switch self {
        case .form(let name): [name]
        case .either(let shapes): shapes.flatMap(\.forms)
        default: []
        }
    }
}
