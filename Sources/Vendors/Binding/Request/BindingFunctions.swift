public import Expressions

/// The functions that bindings have beside the language's own.
public enum BindingFunctions {
    /// `data_uri(photo)` and `base64(photo)`: the photo as text, which the connector writes at the very end.
    /// `merged(map, map)`: both, the second winning.
    /// `named(list)`: records of `name` and `value` as one map.
    /// `only(list)`: the one item of a list, for a vendor that takes one; no value for any other list.
    public static let declarations: [FunctionDeclaration] =
        encoders + [
            FunctionDeclaration("only", only), FunctionDeclaration("merged", merged),
            FunctionDeclaration("named", named),
        ]

    private static let encoders = encodings.map { name in
        FunctionDeclaration(
            name,
            overloads: media.map { kind in
                Overload(id: "\(name)_\(kind)", parameters: [.opaque(kind, [])], result: .opaque(name, []))
            })
    }
    private static let only = Overload(id: "only_list", parameters: [.list(.dyn)], result: .dyn)

    private static let named = Overload(
        id: "named_list", parameters: [.list(.dyn)], result: .map(.string, .dyn))

    private static let merged = Overload(
        id: "merged_map_map", parameters: [.map(.string, .dyn), .map(.string, .dyn)], result: .map(.string, .dyn))

    static let table: FunctionTable = {
        var table = FunctionTable()
        for (name, declaration) in zip(encodings, encoders) {
            for overload in declaration.overloads {
                table.define(overload) { arguments throws(EvaluationFailure) in
                    guard case .opaque(let handle)? = arguments.first else {
                        throw EvaluationFailure(code: "no-medium", message: "\(name)() takes a photo or a file")
                    }
                    return .opaque(Opaque(kind: name, id: handle.id))
                }
            }
        }
        table.define(merged) { arguments throws(EvaluationFailure) in
            guard arguments.count == 2, case .map(let base) = arguments[0], case .map(let over) = arguments[1] else {
                throw EvaluationFailure(code: "not-maps", message: "merged() takes two maps")
            }
            return .map(base.merging(over) { $1 })
        }
        table.define(named) { arguments throws(EvaluationFailure) in
            guard case .list(let items)? = arguments.first else {
                throw EvaluationFailure(code: "not-named", message: "named() takes a list")
            }
            var members: [MapKey: Value] = [:]
            for item in items {
                guard case .map(let pair) = item, case .string(let name)? = pair["name"], let value = pair["value"]
                else {
                    throw EvaluationFailure(code: "not-named", message: "each item has a `name` and a `value`")
                }
                members[.string(name)] = value
            }
            return .map(members)
        }
        table.define(only) { arguments throws(EvaluationFailure) in
            guard case .list(let items)? = arguments.first, let item = items.first, items.count == 1 else {
                throw EvaluationFailure(code: "not-only", message: "the vendor takes one value here")
            }
            return item
        }
        return table
    }()

    private static let encodings = ["data_uri", "base64"]
    private static let media = ["image", "video", "file"]
}
