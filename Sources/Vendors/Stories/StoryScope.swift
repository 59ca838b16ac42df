import Expressions

/// The names that the bodies of stories see: `values`, `verification`, `request`, `call`, `text`, `opened`.
struct StoryScope: Activation {
    var values: [String: Value]
    /// Its id, and what was kept of the request that opened it.
    var verification: [String: Value]
    var request: Value
    /// `number` counts calls from 1; `id` is a UUID, `word` the same in letters and digits alone; `at` is a moment as text, one second later for each call.
    var call: [String: Value]
    var text = ""
    /// Every verification that was opened, in order: `id`, and what was kept of it.
    var opened: [Value] = []

    func resolve(_ name: String) -> Resolution {
        switch name {
        case "values": .value(.members(values))
        case "verification": .value(.members(verification))
        case "request": .value(request)
        case "call": .value(.members(call))
        case "text": .value(.string(text))
        case "opened": .value(.list(opened))
        case "samples": .value(SampleFile.texts)
        default: .absent
        }
    }

    func body(of answer: StoryAnswer) -> Result<Value?, EvaluationFailure> {
        guard let body = answer.body else { return .success(nil) }
        return switch body.evaluate(self) {
        case .value(.optional(let value)): .success(value)
        case .value(let value): .success(value)
        case .failure(let failure): .failure(failure)
        case .unknown(let names):
            .failure(
                EvaluationFailure(code: "unknown", message: "not known: \(names.sorted().joined(separator: ", "))"))
        }
    }
}

/// Numbers that look random and are the same for one seed: SplitMix64 (Steele, Lea, Flood 2014).
struct StoryNumbers: Hashable, Sendable {
    private var state: UInt64

    init(seed: UInt64, _ stream: UInt64) { state = seed &+ stream &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 32 hexadecimal digits.
    mutating func word() -> String { uuid().filter { $0 != "-" } }

    /// In the form of a random UUID (RFC 9562, version 4).
    mutating func uuid() -> String {
        let high = next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
