public import Expressions

extension ExpressionType {
    /// Reads a type as ``ExpressionType/description`` writes it: `map(string, list(int))`, `optional_type(dyn)`,
    /// `param(T)`, `message(Name)`; any other name is an opaque type. `nil` for what is no type.
    public init?(parsing text: String) {
        var reader = TypeReader(text)
        guard let type = reader.type(), reader.isAtEnd else { return nil }
        self = type
    }
}

/// Reads types; in signatures a single capital letter is a type parameter.
struct TypeReader {
    private var rest: Substring
    private let capitalsAreParameters: Bool

    init(_ text: String, capitalsAreParameters: Bool = false) {
        rest = text[...]
        self.capitalsAreParameters = capitalsAreParameters
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    private static let simple: [String: ExpressionType] = [
        "dyn": .dyn, "null_type": .null, "null": .null, "bool": .bool, "int": .int, "uint": .uint,
        "double": .double, "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration,
        "type": .type, "any": .any, "error": .error, "list": .list(.dyn), "map": .map(.dyn, .dyn),
    ]

    mutating func type() -> ExpressionType? {
        var name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
        // The dot after a receiver is not of its name.
        if name.hasSuffix(".") { name.removeLast() }
        guard !name.isEmpty else { return nil }
        rest = rest.dropFirst(name.count)
        if capitalsAreParameters, name.count == 1, name.first?.isUppercase == true { return .parameter(name) }
        if name == "param" || name == "message" {
            guard skip("(") else { return nil }
            let inner = String(rest.prefix { $0 != ")" })
            rest = rest.dropFirst(inner.count)
            guard skip(")") else { return nil }
            return name == "param" ? .parameter(inner) : .object(inner)
        }
        var arguments: [ExpressionType] = []
        if skip("(") {
            repeat {
                _ = skip(" ")
                guard let argument = type() else { return nil }
                arguments.append(argument)
            } while skip(",")
            guard skip(")") else { return nil }
        }
        switch (name, arguments.count) {
        case ("list", 1): return .list(arguments[0])
        case ("map", 2): return .map(arguments[0], arguments[1])
        case ("optional_type", 1): return .optional(arguments[0])
        case ("wrapper", 1): return .wrapper(arguments[0])
        case ("type", 1): return .type
        default:
            if arguments.isEmpty, let simple = Self.simple[name] { return simple }
            return .opaque(name, arguments)
        }
    }
}

extension FunctionDeclaration {
    /// Reads overloads such as `(int, int) -> int` and, for methods, `string.(int) -> string`.
    ///
    /// Single capital letters are type parameters. Overloads that do not read as such are left out, so a table of
    /// signatures should be tested for its count.
    public init(_ name: String, signatures: [String]) {
        self.init(name, overloads: signatures.compactMap { Overload(of: name, signature: $0) })
    }
}

extension Overload {
    /// Reads `(int, int) -> int`, or `string.(int) -> string` for a method; the id is made of the name and the types.
    public init?(of name: String, signature: String) {
        var reader = TypeReader(signature, capitalsAreParameters: true)
        var parameters: [ExpressionType] = []
        let isMethod = !signature.hasPrefix("(")
        if isMethod {
            guard let receiver = reader.type() else { return nil }
            parameters.append(receiver)
            _ = reader.skip(".")
        }
        guard reader.skip("(") else { return nil }
        if !reader.skip(")") {
            repeat {
                _ = reader.skip(" ")
                guard let parameter = reader.type() else { return nil }
                parameters.append(parameter)
            } while reader.skip(",")
            guard reader.skip(")") else { return nil }
        }
        guard reader.skip(" -> "), let result = reader.type(), reader.isAtEnd else { return nil }
        let suffix = parameters.map(\.description).joined(separator: "_")
        self.init(
            id: "\(name)\(isMethod ? "." : "")_\(suffix)", isMethod: isMethod, parameters: parameters, result: result)
    }
}
