/// A regular expression with the syntax and the promise of RE2: the time to match grows with the text's length, whatever
/// the pattern.
///
/// It walks all ways through the pattern at once (Thompson's construction), so nothing is ever tried again. Groups are
/// not captured. There are no references back and no look-around; `\p{…}` knows general categories, not scripts.
public struct RegularExpression: Sendable {
    enum Instruction: Sendable {
        case set(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case assertion(Pattern.Assertion)
        case match
    }

    private let program: [Instruction]

    /// Steps that a pattern may expand to; what is larger is refused.
    static let maximumSize = 20_000

    /// Throws when the text is no regular expression or too large.
    public init(_ pattern: String) throws(PatternProblem) {
        var program: [Instruction] = []
        try Self.emit(try PatternParser.parse(pattern), &program)
        program.append(.match)
        self.program = program
    }

    /// Instructions, a measure for what a look at one character can cost.
    var size: Int { program.count }

    /// What matching a text may cost in steps of an evaluation's budget.
    func cost(of text: String) -> Int { 1 + text.utf8.count * min(program.count, 64) >> 3 }

    /// Whether the pattern matches some part of the text.
    public func contains(matchIn text: String) -> Bool { run(text, whole: false) }

    /// Whether the pattern matches all of the text.
    public func matchesWhole(_ text: String) -> Bool { run(text, whole: true) }

    // MARK: Compiling

    private static func emit(_ pattern: Pattern, _ program: inout [Instruction]) throws(PatternProblem) {
        guard program.count < maximumSize else { throw PatternProblem("it is too large") }
        switch pattern {
        case .empty: break
        case .set(let set): program.append(.set(set))
        case .assertion(let assertion): program.append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try emit(part, &program) }
        case .either(let branches): try emitBranches(branches[...], &program)
        case .repeated(let part, let low, let high): try emitRepeated(part, low, high, &program)
        }
    }

    private static func emitBranches(_ branches: ArraySlice<Pattern>, _ program: inout [Instruction])
        throws(PatternProblem)
    {
        var jumps: [Int] = []
        for (place, branch) in zip(branches.indices, branches) {
            guard place < branches.endIndex - 1 else {
                try emit(branch, &program)
                break
            }
            let split = program.count
            program.append(.jump(0))
            try emit(branch, &program)
            jumps.append(program.count)
            program.append(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private static func emitRepeated(_ part: Pattern, _ low: Int, _ high: Int?, _ program: inout [Instruction])
        throws(PatternProblem)
    {
        for _ in 0..<low { try emit(part, &program) }
        guard let high else {
            let split = program.count
            program.append(.jump(0))
            try emit(part, &program)
            program.append(.jump(split))
            program[split] = .split(split + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in low..<high {
            splits.append(program.count)
            program.append(.jump(0))
            try emit(part, &program)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }

    // MARK: Running

    /// The instructions that are reached at one place of the text, each once.
    private struct Threads {
        var list: [Int] = []
        var marks: [Int]

        init(_ count: Int) { marks = Array(repeating: -1, count: count) }
    }

    private func run(_ text: String, whole: Bool) -> Bool {
        var current = Threads(program.count)
        var following = Threads(program.count)
        var stack: [Int] = []
        var before: Unicode.Scalar?
        var place = 0
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while true {
            if !whole || place == 0 {
                if follow(0, &current, &stack, place, before, next), !whole || next == nil { return true }
            }
            guard let scalar = next else { return false }
            if whole || startsAtText, current.list.isEmpty { return false }
            let after = scalars.next()
            following.list.removeAll(keepingCapacity: true)
            var matched = false
            for thread in current.list {
                guard case .set(let set) = program[thread], set.contains(scalar) else { continue }
                if follow(thread + 1, &following, &stack, place + 1, scalar, after) { matched = true }
            }
            if matched, !whole || after == nil { return true }
            swap(&current, &following)
            before = scalar
            next = after
            place += 1
        }
    }

    /// Whether a match can begin nowhere but at the text's start.
    private var startsAtText: Bool {
        if case .assertion(.textStart) = program[0] { true } else { false }
    }

    /// Adds what can be reached from an instruction without reading; `true` when that is the end of the pattern.
    private func follow(
        _ start: Int, _ threads: inout Threads, _ stack: inout [Int], _ place: Int, _ before: Unicode.Scalar?,
        _ after: Unicode.Scalar?
    ) -> Bool {
        var matched = false
        stack.append(start)
        while let index = stack.popLast() {
            guard threads.marks[index] != place else { continue }
            threads.marks[index] = place
            switch program[index] {
            case .match: matched = true
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion):
                if holds(assertion, before, after) { stack.append(index + 1) }
            case .set: threads.list.append(index)
            }
        }
        return matched
    }

    private func holds(_ assertion: Pattern.Assertion, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        switch assertion {
        case .textStart: before == nil
        case .textEnd: after == nil
        case .lineStart: before == nil || before == "\n"
        case .lineEnd: after == nil || after == "\n"
        case .wordBoundary: isWord(before) != isWord(after)
        case .noWordBoundary: isWord(before) == isWord(after)
        }
    }

    private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "_": true
        default: false
        }
    }
}
