import Expressions

/// Calls that are no functions: their arguments are not evaluated before them, and some of them are names.
enum Macros {
    /// `has(operand.field)`; `age(date)` and `days_until(date)` are asked of the day that the run knows.
    static func expand(
        _ name: String, _ arguments: [ExpressionNode], _ range: Range<Int>, _ libraries: Set<ExpressionLibrary>,
        _ builder: inout TreeBuilder
    ) throws(SyntaxProblem) -> ExpressionNode? {
        guard arguments.count == 1 else { return nil }
        if libraries.contains(.people), name == "age" || name == "days_until" {
            let run = try builder.make(.name("run"), range)
            let now = try builder.make(.select(run, field: "now"), range)
            return try builder.make(.call(name, arguments + [now]), range)
        }
        guard name == "has" else { return nil }
        switch arguments[0].kind {
        case .select(let operand, let field): return try builder.make(.presence(operand, field: field), range)
        case .call(Operator.optionalSelect, let parts):
            // `has(a.?b)` is not of the language; what is meant is written without the question mark.
            throw SyntaxProblem(
                "bad-macro", "`has` takes a field", builder.ranges[arguments[0].id],
                help: parts.isEmpty ? nil : "write `.` instead of `.?`")
        default:
            throw SyntaxProblem(
                "bad-macro", "`has` takes a field", builder.ranges[arguments[0].id], help: "write `has(value.field)`")
        }
    }

    /// Those that are written like methods.
    static let methods = ["all", "exists", "exists_one", "filter", "map", "optFlatMap", "optMap"]

    /// Which macros take one or two variables, and how many arguments follow them.
    private static let loops: [String: ExpressionNode.Loop.Kind] = [
        "all": .all, "exists": .exists, "exists_one": .existsOne, "existsOne": .existsOne, "map": .map,
        "filter": .filter, "transformList": .transformList, "transformMap": .transformMap,
        "transformMapEntry": .transformMapEntry,
    ]

    static func expand(
        _ target: ExpressionNode, _ name: String, _ arguments: [ExpressionNode], _ range: Range<Int>,
        _ libraries: Set<ExpressionLibrary>, _ builder: inout TreeBuilder
    ) throws(SyntaxProblem) -> ExpressionNode? {
        if let kind = loops[name] {
            return try loop(kind, target, arguments, range, libraries, &builder)
        }
        switch (name, arguments.count) {
        case ("bind", 3):
            guard libraries.contains(.bindings), target.kind == .name("cel") else { return nil }
            let variable = try variable(arguments[0], builder)
            return try builder.make(.bind(variable, value: arguments[1], body: arguments[2]), range)
        case ("optMap", 2), ("optFlatMap", 2):
            guard libraries.contains(.optionals) else { return nil }
            let variable = try variable(arguments[0], builder)
            let flat = name == "optFlatMap"
            return try builder.make(.optionalMap(target, name: variable, body: arguments[1], flat: flat), range)
        case ("greatest", _), ("least", _):
            guard libraries.contains(.math), target.kind == .name("math") else { return nil }
            return try extreme(name == "greatest" ? "math.@max" : "math.@min", name, arguments, range, &builder)
        default: return nil
        }
    }

    private static func loop(
        _ kind: ExpressionNode.Loop.Kind, _ target: ExpressionNode, _ arguments: [ExpressionNode],
        _ range: Range<Int>, _ libraries: Set<ExpressionLibrary>, _ builder: inout TreeBuilder
    ) throws(SyntaxProblem) -> ExpressionNode? {
        let twoVariables = libraries.contains(.twoVariableComprehensions)
        let variables: Int
        switch (kind, arguments.count) {
        case (.all, 2), (.exists, 2), (.existsOne, 2), (.filter, 2), (.map, 2), (.map, 3): variables = 1
        case (.all, 3), (.exists, 3), (.existsOne, 3), (.transformList, 3...4), (.transformMap, 3...4),
            (.transformMapEntry, 3...4):
            guard twoVariables else { return nil }
            variables = 2
        default: return nil
        }
        var names: [String] = []
        for argument in arguments.prefix(variables) { names.append(try variable(argument, builder)) }
        if names.count == 2, names[0] == names[1] {
            throw SyntaxProblem(
                "bad-macro", "`\(names[0])` is used for both variables", builder.ranges[arguments[1].id],
                help: "give them different names")
        }
        let rest = Array(arguments.dropFirst(variables))
        let transforms = [.map, .transformList, .transformMap, .transformMapEntry].contains(kind)
        let condition = transforms ? (rest.count == 2 ? rest[0] : nil) : rest[0]
        let loop = ExpressionNode.Loop(
            kind: kind, range: target, variables: names, condition: condition, transform: transforms ? rest.last : nil)
        return try builder.make(.loop(loop), range)
    }

    private static func variable(_ argument: ExpressionNode, _ builder: TreeBuilder) throws(SyntaxProblem) -> String {
        guard case .name(let name) = argument.kind, !name.hasPrefix(".") else {
            throw SyntaxProblem(
                "bad-macro", "a variable's name is due here", builder.ranges[argument.id],
                help: "write a simple name, such as `x`")
        }
        return name
    }

    /// `math.greatest` and `math.least` take any number of numbers, or a list of them.
    private static func extreme(
        _ function: String, _ name: String, _ arguments: [ExpressionNode], _ range: Range<Int>,
        _ builder: inout TreeBuilder
    ) throws(SyntaxProblem) -> ExpressionNode {
        guard !arguments.isEmpty else {
            throw SyntaxProblem("bad-macro", "`math.\(name)` needs a number at least", range)
        }
        for argument in arguments {
            let isList =
                if case .list(let elements) = argument.kind, arguments.count == 1 { !elements.isEmpty } else { false }
            guard isList || canBeNumber(argument) else {
                throw SyntaxProblem(
                    "bad-macro", "`math.\(name)` compares numbers", builder.ranges[argument.id],
                    help: "give it ints, uints, doubles, or one list of them")
            }
            if isList, case .list(let elements) = argument.kind {
                for element in elements where !canBeNumber(element.node) {
                    throw SyntaxProblem(
                        "bad-macro", "`math.\(name)` compares numbers", builder.ranges[element.node.id])
                }
            }
        }
        if arguments.count <= 2 { return try builder.make(.call(function, arguments), range) }
        let list = try builder.make(.list(arguments.map { .init($0) }), range)
        return try builder.make(.call(function, [list]), range)
    }

    /// Whether a node is not plainly something else than a number.
    private static func canBeNumber(_ node: ExpressionNode) -> Bool {
        switch node.kind {
        case .constant(.int), .constant(.uint), .constant(.double): true
        case .constant, .list, .map, .record: false
        default: true
        }
    }
}
