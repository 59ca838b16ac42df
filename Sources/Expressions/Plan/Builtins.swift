/// The language's functions, by name and number of arguments (a receiver counts as the first).
enum Builtins {
    struct Key: Hashable {
        var name: String
        var arity: Int
    }

    private static let table: [Key: Builtin] = {
        var table: [Key: Builtin] = [:]
        for (name, unary) in unaries { table[Key(name: name, arity: 1)] = .unary(unary) }
        for (name, binary) in binaries { table[Key(name: name, arity: 2)] = .binary(binary) }
        for (name, arity, many) in others { table[Key(name: name, arity: arity)] = .many(many) }
        return table
    }()

    private static let unaries: [(String, Unary)] =
        Arithmetic.unaries + Conversions.unaries + Collections.unaries + Times.unaries + Optionals.unaries
        + Strings.unaries + Mathematics.unaries + Encoders.unaries + People.unaries
    private static let binaries: [(String, Binary)] =
        Arithmetic.binaries + Collections.binaries + Texts.binaries + Times.binaries + Optionals.binaries
        + Strings.binaries + Mathematics.binaries + People.binaries
    private static let others: [(String, Int, Many)] = Optionals.others + Strings.others

    static func find(_ name: String, _ arity: Int) -> Builtin? { table[Key(name: name, arity: arity)] }
}
