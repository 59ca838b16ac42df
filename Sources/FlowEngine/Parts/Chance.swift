/// Where an engine's random numbers come from.
public struct Chance: Sendable {
    /// 64 random bits, for names of runs.
    let bits: @Sendable () -> UInt64
    /// A number in 0 ..< 1, for the jitter of waits.
    let roll: @Sendable () -> Double

    /// - Parameters:
    ///   - bits: every bit as likely as the other.
    ///   - roll: a number in 0 ..< 1.
    public init(bits: @escaping @Sendable () -> UInt64, roll: @escaping @Sendable () -> Double) {
        self.bits = bits
        self.roll = roll
    }

    /// The system's random numbers.
    public static let system = Chance(
        bits: { UInt64.random(in: 0 ... .max) }, roll: { Double.random(in: 0..<1) })

    struct Generator: RandomNumberGenerator {
        let chance: Chance

        mutating func next() -> UInt64 { chance.bits() }
    }
}
