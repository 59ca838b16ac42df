/// All decimal digits of a double, exactly, so that rounding to some of them is right.
struct DecimalExpansion {
    private let isNegative: Bool
    /// Without leading zeros; empty for zero.
    private let digits: [UInt8]
    /// How many of the digits stand before the point; negative when zeros follow it first.
    private let point: Int

    /// A finite number.
    init(_ number: Double) {
        isNegative = number.sign == .minus
        guard number != 0 else {
            digits = []
            point = 0
            return
        }
        let isNormal = number.isNormal
        var mantissa = number.significandBitPattern | (isNormal ? 1 << 52 : 0)
        var exponent = Int(max(number.exponentBitPattern, 1)) - 1075
        while mantissa & 1 == 0, exponent < 0 {
            mantissa >>= 1
            exponent += 1
        }
        // m × 2^-k is m × 5^k with the point moved by k digits.
        var whole = WideNumber(mantissa)
        if exponent >= 0 {
            for _ in 0..<exponent { whole.multiply(by: 2) }
        } else {
            for _ in 0..<(-exponent) { whole.multiply(by: 5) }
        }
        let all = whole.decimalDigits
        digits = all
        point = all.count + min(exponent, 0)
    }

    /// With so many decimals, rounded half to even: `123.500`.
    func fixed(_ precision: Int) -> String {
        let (rounded, point) = rounded(to: point + precision)
        let missing = max(0, -point)
        let before = point > 0 ? String(text(rounded.prefix(point), count: point)) : "0"
        guard precision > 0 else { return sign + before }
        let after =
            String(repeating: "0", count: min(missing, precision))
            + text(rounded.dropFirst(max(0, point)), count: precision - min(missing, precision))
        return sign + before + "." + after
    }

    /// One digit, the point, so many decimals, and the power of ten: `1.052033e+03`.
    func scientific(_ precision: Int) -> String {
        let (rounded, point) = rounded(to: 1 + precision)
        let exponent = rounded.isEmpty ? 0 : point - 1
        let all = text(rounded[...], count: precision + 1)
        let mantissa = precision > 0 ? "\(all.prefix(1)).\(all.dropFirst())" : all
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + padded(abs(exponent), 2)
    }

    private var sign: String { isNegative ? "-" : "" }

    private func text(_ digits: ArraySlice<UInt8>, count: Int) -> String {
        let written = digits.prefix(count).map { $0 + 0x30 }
        return String(decoding: written + Array(repeating: 0x30, count: max(0, count - written.count)), as: UTF8.self)
    }

    /// The first digits, and the point after rounding, which a carry moves.
    private func rounded(to count: Int) -> ([UInt8], Int) {
        guard count >= 0 else { return ([], point) }
        guard count < digits.count else { return (digits, point) }
        var kept = Array(digits.prefix(count))
        let rest = digits[count...]
        let isOdd = (kept.last ?? 0) % 2 == 1
        let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
        guard let next = rest.first, next > 5 || (next == 5 && (!isHalf || isOdd)) else { return (kept, point) }
        var place = count - 1
        while place >= 0, kept[place] == 9 {
            kept[place] = 0
            place -= 1
        }
        if place >= 0 {
            kept[place] += 1
            return (kept, point)
        }
        return ([1] + kept, point + 1)
    }
}

/// A whole number without limit, in groups of nine decimal digits, the lowest first.
private struct WideNumber {
    private var groups: [UInt32]
    private static let base: UInt64 = 1_000_000_000

    init(_ number: UInt64) {
        groups = []
        var rest = number
        while rest > 0 {
            groups.append(UInt32(rest % Self.base))
            rest /= Self.base
        }
    }

    mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in groups.indices {
            let product = UInt64(groups[index]) * factor + carry
            groups[index] = UInt32(product % Self.base)
            carry = product / Self.base
        }
        if carry > 0 { groups.append(UInt32(carry)) }
    }

    var decimalDigits: [UInt8] {
        var digits: [UInt8] = []
        for (place, group) in groups.reversed().enumerated() {
            let text = place == 0 ? String(group) : padded(Int(group), 9)
            digits += text.utf8.map { $0 - 0x30 }
        }
        return digits
    }
}
