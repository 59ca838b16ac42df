/// What an evaluation can end with instead of a value.
///
/// Boxed, so that the way of every step is one word wide.
indirect enum Stop: Error {
    case failure(EvaluationFailure)
    case unknown(Set<String>)

    static func failure(_ code: String, _ message: String, at range: Range<Int>? = nil) -> Stop {
        .failure(EvaluationFailure(code: code, message: message, range: range))
    }
}

/// A step of a plan: one node of the tree, with its names and functions settled.
protocol Step: AnyObject, Sendable {
    func value(_ frame: inout Frame) throws(Stop) -> Value
}

/// What an evaluation may still cost.
struct Budget {
    private(set) var left: Int

    init(left: Int) { self.left = left }

    @inline(__always)
    mutating func spend(_ cost: Int = 1) throws(Stop) {
        left &-= cost
        if left < 0 { throw exceeded }
    }

    private var exceeded: Stop { .failure("cost-exceeded", "the expression costs more than its budget") }

    /// Text is looked at eight bytes a step.
    @inline(__always)
    mutating func spend(reading text: String) throws(Stop) {
        try spend(1 + text.utf8.count >> 3)
    }

    /// Pays for every value that a result is made of. Lists can share their elements, so that a small expression could
    /// build a value which is beyond measure once it is written out.
    mutating func spend(onWhole value: Value) throws(Stop) {
        try spend()
        switch value {
        case .string(let text): try spend(reading: text)
        case .bytes(let bytes): try spend(bytes.count >> 3)
        case .list(let list): for element in list { try spend(onWhole: element) }
        case .map(let map): for element in map.values { try spend(onWhole: element) }
        case .optional(let wrapped?): try spend(onWhole: wrapped)
        default: break
        }
    }
}

/// The state of one evaluation.
struct Frame {
    let activation: any Activation
    let functions: FunctionTable
    var budget: Budget
    /// The variables of loops and bindings, each at a place that the planner chose.
    var locals: [Value]

    init(activation: any Activation, functions: FunctionTable, budget: Budget, slots: Int) {
        self.activation = activation
        self.functions = functions
        self.budget = budget
        locals = slots == 0 ? [] : Array(repeating: .null, count: slots)
    }
}
