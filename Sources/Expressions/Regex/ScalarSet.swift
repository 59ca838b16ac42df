/// A set of characters: ranges of code points and Unicode categories, or all but them.
struct ScalarSet: Sendable, Hashable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    private var categories: [Category] = []
    var isNegated = false
    var ignoresCase = false

    struct Category: Sendable, Hashable {
        var mask: UInt32
        var isNegated: Bool

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            (mask & Unicode.GeneralCategory.bit(scalar.properties.generalCategory) != 0) != isNegated
        }
    }

    init(_ ranges: [ClosedRange<UInt32>] = []) {
        for range in ranges { insert(range) }
    }

    init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

    mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    mutating func insert(_ category: Category) { categories.append(category) }

    /// Adds everything that is in `other`, or everything that is not.
    mutating func insert(ranges other: [ClosedRange<UInt32>], negated: Bool) {
        guard negated else {
            ranges += other
            return
        }
        var next: UInt32 = 0
        for range in other.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { ranges.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10ffff { ranges.append(next...0x10ffff) }
    }

    /// The set with its ranges in order and joined, ready to be asked.
    func settled() -> ScalarSet {
        var set = self
        set.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = set.ranges.last, range.lowerBound <= last.upperBound + 1 {
                set.ranges[set.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                set.ranges.append(range)
            }
        }
        return set
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var found = holds(scalar)
        if !found, ignoresCase { found = scalar.caseVariants.contains(where: holds) }
        return found != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        if low < ranges.count, ranges[low].contains(scalar.value) { return true }
        return categories.contains { $0.contains(scalar) }
    }
}

extension Unicode.Scalar {
    /// The characters that differ from this one in case only.
    fileprivate var caseVariants: [Unicode.Scalar] {
        if isASCII {
            let other = properties.isLowercase ? value & ~0x20 : value | 0x20
            var variants: [Unicode.Scalar] = []
            if properties.isAlphabetic, let scalar = Unicode.Scalar(other) { variants.append(scalar) }
            // The two ASCII letters with a third form: the Kelvin sign and the long s.
            if value | 0x20 == 0x6b { variants.append("\u{212a}") }
            if value | 0x20 == 0x73 { variants.append("\u{17f}") }
            return variants
        }
        let upper = Self.single(properties.uppercaseMapping) ?? self
        let lower = Self.single(properties.lowercaseMapping) ?? self
        var variants = [upper, lower]
        if let again = Self.single(upper.properties.lowercaseMapping) { variants.append(again) }
        if let again = Self.single(lower.properties.uppercaseMapping) { variants.append(again) }
        return variants
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}

extension Unicode.GeneralCategory {
    /// Short names of the categories, one and two letters; `L` is all that begin with it.
    private static let names: [(String, Unicode.GeneralCategory)] = [
        ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
        ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
        ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
        ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
        ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
        ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
        ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
        ("Cn", .unassigned),
    ]

    private static let places: [Unicode.GeneralCategory: UInt32] = Dictionary(
        uniqueKeysWithValues: names.enumerated().map { ($1.1, UInt32($0)) })

    static func bit(_ category: Unicode.GeneralCategory) -> UInt32 { 1 << (places[category] ?? 31) }

    /// The categories of a name; `nil` for a name that is none.
    static func mask(named name: String) -> UInt32? {
        if name == "Any" { return .max }
        let mask = names.filter { $0.0 == name || (name.count == 1 && $0.0.hasPrefix(name)) }
            .reduce(UInt32(0)) { $0 | bit($1.1) }
        return mask == 0 ? nil : mask
    }
}
