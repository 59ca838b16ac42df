public import Expressions

/// The functions that bindings have beside the language's own.
public enum BindingFunctions {
    /// `data_uri(photo)` and `base64(photo)`: the photo as text, which the connector writes at the very end.
    public static let declarations: [FunctionDeclaration] = encodings.map { name in
        FunctionDeclaration(
            name,
            overloads: media.map { kind in
                Overload(id: "\(name)_\(kind)", parameters: [.opaque(kind, [])], result: .opaque(name, []))
            })
    }

    static let table: FunctionTable = {
        var table = FunctionTable()
        for (name, declaration) in zip(encodings, declarations) {
            for overload in declaration.overloads {
                table.define(overload) { arguments throws(EvaluationFailure) in
                    guard case .opaque(let handle)? = arguments.first else {
                        throw EvaluationFailure(code: "no-medium", message: "\(name)() takes a photo or a file")
                    }
                    return .opaque(Opaque(kind: name, id: handle.id))
                }
            }
        }
        return table
    }()

    private static let encodings = ["data_uri", "base64"]
    private static let media = ["image", "video", "file"]
}
