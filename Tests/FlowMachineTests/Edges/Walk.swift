import FlowMachine
import FlowSamples
import Testing

/// Short lives of runs, by name; together they walk every edge that a machine may take.
struct Walk: Sendable, CustomTestStringConvertible {
    var name: String
    /// One run or several, each at its end.
    var runs: @Sendable () throws -> [Bench]

    init(_ name: String, several runs: @escaping @Sendable () throws -> [Bench]) {
        self.name = name
        self.runs = runs
    }

    init(_ name: String, _ flow: Liveness = Liveness(), _ events: @escaping @Sendable (inout Bench) throws -> Void) {
        self.init(name) {
            var run = try Bench(flow)
            try events(&run)
            return [run]
        }
    }

    init(_ name: String, asked flow: Liveness, _ events: @escaping @Sendable (inout Bench) throws -> Void) {
        self.init(name) {
            var run = try Bench.asked(flow)
            try events(&run)
            return [run]
        }
    }

    var testDescription: String { name }

    static let all =
        ends + steps + captures + lost + failovers + closings + sessions + nodes + lists + people + afterwards
}
