/// Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), without `\C` and the names of scripts.
struct PatternParser {
    private struct Flags {
        var ignoresCase = false
        var multiline = false
        var dotMatchesNewline = false
    }

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var flags = Flags()
    private var depth = 0

    /// What RE2 allows, too.
    private static let maximumRepeat = 1000
    private static let maximumDepth = 100

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func parse(_ text: String) throws(PatternProblem) -> Pattern {
        var parser = PatternParser(text)
        let pattern = try parser.alternatives()
        guard parser.place == parser.scalars.count else { throw PatternProblem("unexpected `)`") }
        return pattern
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func skip(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[place...].starts(with: wanted) else { return false }
        place += wanted.count
        return true
    }

    private mutating func take() throws(PatternProblem) -> Unicode.Scalar {
        guard let scalar = next else { throw PatternProblem("it ends too early") }
        place += 1
        return scalar
    }

    // MARK: Structure

    private mutating func alternatives() throws(PatternProblem) -> Pattern {
        depth += 1
        guard depth <= Self.maximumDepth else { throw PatternProblem("groups nest too deep") }
        defer { depth -= 1 }
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PatternProblem) -> Pattern {
        var parts: [Pattern] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if skip("\\Q") {
                while place < scalars.count, !skip("\\E") { parts.append(.set(literal(try take()))) }
                continue
            }
            guard let part = try atom() else { continue }
            parts.append(try repetitions(part))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repetitions(_ part: Pattern) throws(PatternProblem) -> Pattern {
        var result = part
        var repeats = 0
        while let (low, high) = try repetition() {
            repeats += 1
            guard repeats == 1 else { throw PatternProblem("a repetition of a repetition") }
            result = .repeated(result, low, high)
        }
        return result
    }

    /// `*`, `+`, `?` or `{n,m}`; being lazy changes nothing in whether there is a match.
    private mutating func repetition() throws(PatternProblem) -> (Int, Int?)? {
        let bounds: (Int, Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let counted = try counts() else { return nil }
            _ = skip("?")
            return counted
        default: return nil
        }
        place += 1
        _ = skip("?")
        return bounds
    }

    /// `{2}`, `{2,}` or `{2,5}`; a brace that begins none of them stands for itself.
    private mutating func counts() throws(PatternProblem) -> (Int, Int?)? {
        let start = place
        place += 1
        guard let low = number() else {
            place = start
            return nil
        }
        var high: Int? = low
        if skip(",") { high = next == "}" ? nil : number() ?? -1 }
        guard high != -1, skip("}") else {
            place = start
            return nil
        }
        guard low <= Self.maximumRepeat, high ?? 0 <= Self.maximumRepeat, low <= high ?? low else {
            throw PatternProblem("a repetition count is out of range (0 to \(Self.maximumRepeat))")
        }
        return (low, high)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.count < 5 {
            digits.unicodeScalars.append(scalar)
            place += 1
        }
        return Int(digits)
    }

    // MARK: Atoms

    /// One thing that can be repeated; `nil` for a change of flags.
    private mutating func atom() throws(PatternProblem) -> Pattern? {
        let scalar = try take()
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracket())
        case ".":
            var set = ScalarSet()
            set.insert(ranges: flags.dotMatchesNewline ? [] : [0x0a...0x0a], negated: true)
            return .set(set.settled())
        case "^": return .assertion(flags.multiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.multiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw PatternProblem("nothing to repeat before `\(scalar)`")
        case "{":
            place -= 1
            if try counts() != nil { throw PatternProblem("nothing to repeat before `{`") }
            place += 1
            return .set(literal(scalar))
        case "\\": return try escape()
        default: return .set(literal(scalar))
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
        var set = ScalarSet(scalar)
        set.ignoresCase = flags.ignoresCase
        return set
    }

    private mutating func group() throws(PatternProblem) -> Pattern? {
        let outer = flags
        if skip("?P<") || skip("?<") {
            var name = ""
            while let scalar = next, scalar != ">" {
                name.unicodeScalars.append(scalar)
                place += 1
            }
            let isWord = name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
            }
            guard skip(">"), isWord, !name.isEmpty else { throw PatternProblem("a group's name is not a word") }
        } else if skip("?") {
            if try changeFlags() { return nil }
        }
        let inner = try alternatives()
        guard skip(")") else { throw PatternProblem("a `(` is not closed") }
        flags = outer
        return inner
    }

    /// Reads `i`, `m`, `s`, `U` and `-` up to `:` or `)`; `true` when the flags hold for the rest of this group.
    private mutating func changeFlags() throws(PatternProblem) -> Bool {
        var value = true
        while true {
            switch try take() {
            case "i": flags.ignoresCase = value
            case "m": flags.multiline = value
            case "s": flags.dotMatchesNewline = value
            case "U": break
            case "-":
                guard value else { throw PatternProblem("two `-` in flags") }
                value = false
            case ":": return false
            case ")": return true
            default: throw PatternProblem("an unknown flag; `(?=`, `(?!` and `(?<=` are not supported")
            }
        }
    }

    // MARK: Classes and escapes

    private mutating func bracket() throws(PatternProblem) -> ScalarSet {
        var set = ScalarSet()
        set.ignoresCase = flags.ignoresCase
        set.isNegated = skip("^")
        var first = true
        while first || next != "]" {
            first = false
            if skip("[:") {
                try insertNamedClass(&set)
                continue
            }
            if next == "\\", try insertEscapedClass(&set) { continue }
            let low = try bracketCharacter()
            var high = low
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                place += 1
                high = try bracketCharacter()
            }
            guard low <= high else { throw PatternProblem("a range of characters is upside down") }
            set.insert(low.value...high.value)
        }
        place += 1
        return set.settled()
    }

    private mutating func bracketCharacter() throws(PatternProblem) -> Unicode.Scalar {
        let scalar = try take()
        guard scalar == "\\" else { return scalar }
        return try escapedCharacter(try take())
    }

    private static let named: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a], "alpha": [0x41...0x5a, 0x61...0x7a], "ascii": [0...0x7f],
        "blank": [9...9, 0x20...0x20], "cntrl": [0...0x1f, 0x7f...0x7f], "digit": [0x30...0x39],
        "graph": [0x21...0x7e], "lower": [0x61...0x7a], "print": [0x20...0x7e],
        "punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e], "space": [9...0xd, 0x20...0x20],
        "upper": [0x41...0x5a], "word": [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a],
        "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]

    private mutating func insertNamedClass(_ set: inout ScalarSet) throws(PatternProblem) {
        let negated = skip("^")
        var name = ""
        while let scalar = next, scalar != ":" {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        guard skip(":]"), let ranges = Self.named[name] else { throw PatternProblem("an unknown `[:class:]`") }
        set.insert(ranges: ranges, negated: negated)
    }

    private static let perl: [Unicode.Scalar: [ClosedRange<UInt32>]] = [
        "d": [0x30...0x39], "s": [9...0xa, 0xc...0xd, 0x20...0x20],
        "w": [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a],
    ]

    /// `\d`, `\W`, `\pL`, `\P{Lu}` and the like; `false` when the escape is one character.
    private mutating func insertEscapedClass(_ set: inout ScalarSet) throws(PatternProblem) -> Bool {
        guard place + 1 < scalars.count else { throw PatternProblem("it ends in `\\`") }
        let letter = scalars[place + 1]
        let small = Unicode.Scalar(letter.value | 0x20) ?? letter
        if letter == "p" || letter == "P" {
            place += 2
            try insertCategory(&set, negated: letter == "P")
            return true
        }
        guard letter.isASCII, let ranges = Self.perl[small], letter == small || letter.value == small.value & ~0x20
        else {
            return false
        }
        place += 2
        set.insert(ranges: ranges, negated: letter != small)
        return true
    }

    private mutating func insertCategory(_ set: inout ScalarSet, negated: Bool) throws(PatternProblem) {
        var name = ""
        var negated = negated
        if skip("{") {
            if skip("^") { negated.toggle() }
            while let scalar = next, scalar != "}" {
                name.unicodeScalars.append(scalar)
                place += 1
            }
            guard skip("}") else { throw PatternProblem("a `\\p{` is not closed") }
        } else {
            name.unicodeScalars.append(try take())
        }
        guard let mask = Unicode.GeneralCategory.mask(named: name) else {
            throw PatternProblem("`\\p{\(name)}` is not supported: only general categories are")
        }
        set.insert(ScalarSet.Category(mask: mask, isNegated: negated))
    }

    private mutating func escape() throws(PatternProblem) -> Pattern {
        var set = ScalarSet()
        place -= 1
        if try insertEscapedClass(&set) {
            set.ignoresCase = flags.ignoresCase
            return .set(set.settled())
        }
        place += 1
        switch try take() {
        case "A": return .assertion(.textStart)
        case "z": return .assertion(.textEnd)
        case "b": return .assertion(.wordBoundary)
        case "B": return .assertion(.noWordBoundary)
        case let scalar: return .set(literal(try escapedCharacter(scalar)))
        }
    }

    private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{b}",
    ]

    private mutating func escapedCharacter(_ scalar: Unicode.Scalar) throws(PatternProblem) -> Unicode.Scalar {
        if let control = Self.controls[scalar] { return control }
        switch scalar {
        case "x": return try hexadecimal()
        case "0"..."7":
            // As in RE2, \1 to \7 need a further octal digit: they are no references back.
            guard scalar == "0" || next.map({ ("0"..."7").contains($0) }) == true else {
                throw PatternProblem("references back, such as `\\\(scalar)`, are not supported")
            }
            var value = scalar.value - 0x30
            for _ in 0..<2 {
                guard let digit = next, ("0"..."7").contains(digit) else { break }
                value = value * 8 + digit.value - 0x30
                place += 1
            }
            return Unicode.Scalar(value) ?? scalar
        case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
            return scalar
        default: throw PatternProblem("an unknown escape, `\\\(scalar)`")
        }
    }

    private mutating func hexadecimal() throws(PatternProblem) -> Unicode.Scalar {
        var digits = ""
        if skip("{") {
            while let scalar = next, scalar != "}" {
                digits.unicodeScalars.append(scalar)
                place += 1
            }
            place += 1
        } else {
            digits.unicodeScalars.append(try take())
            digits.unicodeScalars.append(try take())
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw PatternProblem("`\\x` is not followed by a character's number")
        }
        return scalar
    }
}
