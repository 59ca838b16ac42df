/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
    mutating func isTrue(_ percent: Int) -> Bool { below(100) < percent }

    /// A word with one letter too many, too few, wrong, or two exchanged.
    mutating func slip(_ word: String) -> String {
        let letters = Array(word)
        let other = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(below(26))))
        while true {
            var typo = letters
            let index = below(typo.count)
            switch below(4) {
            case 0: typo.remove(at: index)
            case 1: typo.insert(other, at: index)
            case 2: typo[index] = other
            default: if index + 1 < typo.count { typo.swapAt(index, index + 1) }
            }
            if typo != letters, typo.first?.isLetter == true { return String(typo) }
        }
    }
}
