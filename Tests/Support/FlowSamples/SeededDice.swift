/// Numbers that are the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
public struct SeededDice: Sendable {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0 ..< `bound`.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number in 0 ..< 1.
    public mutating func roll() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
