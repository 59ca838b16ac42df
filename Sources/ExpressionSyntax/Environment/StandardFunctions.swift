import Expressions

/// The signatures of the language's functions and operators, by library.
enum StandardFunctions {
    static func declarations(_ libraries: Set<ExpressionLibrary>) -> [String: FunctionDeclaration] {
        switch libraries {
        case usualLibraries: usual
        case usualLibraries.union([.people]): ofFlows
        default: joined(libraries)
        }
    }

    /// Those of packs, and those of flows, put together once.
    private static let usual = joined(usualLibraries)
    private static let ofFlows = joined(usualLibraries.union([.people]))
    private static let usualLibraries: Set<ExpressionLibrary> = [.strings, .math, .optionals, .bindings]

    private static func joined(_ libraries: Set<ExpressionLibrary>) -> [String: FunctionDeclaration] {
        var all = standard
        guard !libraries.isEmpty else { return all }
        for library in libraries {
            for (name, more) in extensions[library] ?? [:] {
                all[name, default: FunctionDeclaration(name, overloads: [])].overloads += more.overloads
            }
        }
        return all
    }

    private static func read(_ table: [(String, [String])]) -> [String: FunctionDeclaration] {
        var declarations: [String: FunctionDeclaration] = [:]
        for (name, signatures) in table {
            declarations[name, default: FunctionDeclaration(name, overloads: [])].overloads +=
                FunctionDeclaration(name, signatures: signatures).overloads
        }
        return declarations
    }

    private static let standard = read(
        operators + orders.flatMap { name in [(name, ordered)] } + core + conversions + times)

    private static let extensions: [ExpressionLibrary: [String: FunctionDeclaration]] = [
        .strings: read(strings), .math: read(mathematics), .encoders: read(encoders), .optionals: read(optionals),
        .people: read(people),
    ]

    // MARK: The core

    private static let operators: [(String, [String])] = [
        (Operator.conditional, ["(bool, T, T) -> T"]),
        (Operator.and, ["(bool, bool) -> bool"]),
        (Operator.or, ["(bool, bool) -> bool"]),
        (Operator.not, ["(bool) -> bool"]),
        (Operator.negate, ["(int) -> int", "(double) -> double"]),
        (Operator.equal, ["(T, T) -> bool"]),
        (Operator.notEqual, ["(T, T) -> bool"]),
        (
            Operator.add,
            [
                "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
                "(string, string) -> string", "(bytes, bytes) -> bytes", "(list(T), list(T)) -> list(T)",
                "(timestamp, duration) -> timestamp", "(duration, timestamp) -> timestamp",
                "(duration, duration) -> duration",
            ]
        ),
        (
            Operator.subtract,
            [
                "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
                "(timestamp, timestamp) -> duration", "(timestamp, duration) -> timestamp",
                "(duration, duration) -> duration",
            ]
        ),
        (Operator.multiply, ["(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double"]),
        (Operator.divide, ["(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double"]),
        (Operator.modulo, ["(int, int) -> int", "(uint, uint) -> uint"]),
        (Operator.membership, ["(T, list(T)) -> bool", "(K, map(K, V)) -> bool"]),
        (Operator.index, ["(list(T), int) -> T", "(map(K, V), K) -> V"]),
    ]

    private static let orders = [Operator.less, Operator.lessOrEqual, Operator.greater, Operator.greaterOrEqual]

    private static let ordered = [
        "(bool, bool) -> bool", "(int, int) -> bool", "(uint, uint) -> bool", "(double, double) -> bool",
        "(string, string) -> bool", "(bytes, bytes) -> bool", "(timestamp, timestamp) -> bool",
        "(duration, duration) -> bool", "(int, uint) -> bool", "(int, double) -> bool", "(uint, int) -> bool",
        "(uint, double) -> bool", "(double, int) -> bool", "(double, uint) -> bool",
    ]

    private static let core: [(String, [String])] = [
        (
            "size",
            [
                "(string) -> int", "(bytes) -> int", "(list(T)) -> int", "(map(K, V)) -> int", "string.() -> int",
                "bytes.() -> int", "list(T).() -> int", "map(K, V).() -> int",
            ]
        ),
        ("contains", ["string.(string) -> bool"]),
        ("startsWith", ["string.(string) -> bool"]),
        ("endsWith", ["string.(string) -> bool"]),
        ("matches", ["(string, string) -> bool", "string.(string) -> bool"]),
    ]

    private static let conversions: [(String, [String])] = [
        ("int", ["(int) -> int", "(uint) -> int", "(double) -> int", "(string) -> int", "(timestamp) -> int"]),
        ("uint", ["(uint) -> uint", "(int) -> uint", "(double) -> uint", "(string) -> uint"]),
        ("double", ["(double) -> double", "(int) -> double", "(uint) -> double", "(string) -> double"]),
        (
            "string",
            [
                "(string) -> string", "(bool) -> string", "(int) -> string", "(uint) -> string",
                "(double) -> string", "(bytes) -> string", "(timestamp) -> string", "(duration) -> string",
            ]
        ),
        ("bytes", ["(bytes) -> bytes", "(string) -> bytes"]),
        ("bool", ["(bool) -> bool", "(string) -> bool"]),
        ("timestamp", ["(timestamp) -> timestamp", "(string) -> timestamp", "(int) -> timestamp"]),
        ("duration", ["(duration) -> duration", "(string) -> duration"]),
        ("dyn", ["(T) -> dyn"]),
        ("type", ["(T) -> type"]),
    ]

    private static let times: [(String, [String])] =
        ["getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear"].map {
            ($0, ["timestamp.() -> int", "timestamp.(string) -> int"])
        }
        + ["getHours", "getMinutes", "getSeconds", "getMilliseconds"].map {
            ($0, ["timestamp.() -> int", "timestamp.(string) -> int", "duration.() -> int"])
        }

    // MARK: Libraries

    private static let optionals: [(String, [String])] = [
        ("optional.of", ["(T) -> optional_type(T)"]),
        ("optional.ofNonZeroValue", ["(T) -> optional_type(T)"]),
        ("optional.none", ["() -> optional_type(T)"]),
        ("optional.unwrap", ["(list(optional_type(T))) -> list(T)"]),
        ("unwrapOpt", ["list(optional_type(T)).() -> list(T)"]),
        ("hasValue", ["optional_type(T).() -> bool"]),
        ("value", ["optional_type(T).() -> T"]),
        ("or", ["optional_type(T).(optional_type(T)) -> optional_type(T)"]),
        ("orValue", ["optional_type(T).(T) -> T"]),
        ("first", ["list(T).() -> optional_type(T)"]),
        ("last", ["list(T).() -> optional_type(T)"]),
        (
            Operator.index,
            ["(optional_type(list(T)), int) -> optional_type(T)", "(optional_type(map(K, V)), K) -> optional_type(V)"]
        ),
        (
            Operator.optionalIndex,
            [
                "(list(T), int) -> optional_type(T)", "(optional_type(list(T)), int) -> optional_type(T)",
                "(map(K, V), K) -> optional_type(V)", "(optional_type(map(K, V)), K) -> optional_type(V)",
            ]
        ),
    ]

    /// The day of today comes in by itself: ``Macros``.
    private static let people: [(String, [String])] = [
        ("age", ["(string, timestamp) -> int"]), ("days_until", ["(string, timestamp) -> int"]),
        ("fold", ["(string) -> string"]),
    ]

    private static let encoders: [(String, [String])] = [
        ("base64.encode", ["(bytes) -> string"]), ("base64.decode", ["(string) -> bytes"]),
    ]

    private static let strings: [(String, [String])] = [
        ("charAt", ["string.(int) -> string"]),
        ("indexOf", ["string.(string) -> int", "string.(string, int) -> int"]),
        ("lastIndexOf", ["string.(string) -> int", "string.(string, int) -> int"]),
        ("join", ["list(string).() -> string", "list(string).(string) -> string"]),
        ("lowerAscii", ["string.() -> string"]),
        ("upperAscii", ["string.() -> string"]),
        ("replace", ["string.(string, string) -> string", "string.(string, string, int) -> string"]),
        ("split", ["string.(string) -> list(string)", "string.(string, int) -> list(string)"]),
        ("substring", ["string.(int) -> string", "string.(int, int) -> string"]),
        ("trim", ["string.() -> string"]),
        ("reverse", ["string.() -> string"]),
        ("format", ["string.(list(dyn)) -> string"]),
        ("strings.quote", ["(string) -> string"]),
    ]

    private static let mathematics: [(String, [String])] = [
        ("math.@max", extremes), ("math.@min", extremes),
        ("math.ceil", ["(double) -> double"]), ("math.floor", ["(double) -> double"]),
        ("math.round", ["(double) -> double"]), ("math.trunc", ["(double) -> double"]),
        ("math.sqrt", ["(double) -> double", "(int) -> double", "(uint) -> double"]),
        ("math.isInf", ["(double) -> bool"]), ("math.isNaN", ["(double) -> bool"]),
        ("math.isFinite", ["(double) -> bool"]),
        ("math.abs", ["(double) -> double", "(int) -> int", "(uint) -> uint"]),
        ("math.sign", ["(double) -> double", "(int) -> int", "(uint) -> uint"]),
        ("math.bitAnd", ["(int, int) -> int", "(uint, uint) -> uint"]),
        ("math.bitOr", ["(int, int) -> int", "(uint, uint) -> uint"]),
        ("math.bitXor", ["(int, int) -> int", "(uint, uint) -> uint"]),
        ("math.bitNot", ["(int) -> int", "(uint) -> uint"]),
        ("math.bitShiftLeft", ["(int, int) -> int", "(uint, int) -> uint"]),
        ("math.bitShiftRight", ["(int, int) -> int", "(uint, int) -> uint"]),
    ]

    private static let extremes = [
        "(int) -> int", "(uint) -> uint", "(double) -> double", "(int, int) -> int", "(uint, uint) -> uint",
        "(double, double) -> double", "(int, uint) -> dyn", "(int, double) -> dyn", "(uint, int) -> dyn",
        "(uint, double) -> dyn", "(double, int) -> dyn", "(double, uint) -> dyn", "(list(int)) -> int",
        "(list(uint)) -> uint", "(list(double)) -> double", "(list(dyn)) -> dyn",
    ]
}
