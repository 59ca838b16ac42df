/// A double as `string()` writes it: shortest digits, whole numbers without a point, an exponent of two digits at least
/// where it is below -4 or from 21 on (the bounds of JSON; the specification leaves them open).
public func shortText(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
    let decimal = Decimal(number)
    let exponent = decimal.point - 1
    return (number.sign == .minus ? "-" : "") + decimal.text(exponent)
}

/// The shortest digits that read back to a double, and where the point goes: `digits` × 10^(`point` − count).
struct Decimal {
    let digits: [UInt8]
    let point: Int

    init(_ number: Double) {
        var digits: [UInt8] = []
        var point = 0
        var seenPoint = false
        var exponent = 0
        let text = Array(number.magnitude.description.utf8)
        var index = 0
        while index < text.count {
            switch text[index] {
            case 0x2e: seenPoint = true
            case 0x65:
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                index = text.count
            case let digit:
                digits.append(digit - 0x30)
                if !seenPoint { point += 1 }
            }
            index += 1
        }
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        while digits.last == 0 { digits.removeLast() }
        self.digits = digits.isEmpty ? [0] : digits
        self.point = digits.isEmpty ? 1 : point - leading + exponent
    }

    fileprivate func text(_ exponent: Int) -> String {
        let characters = digits.map { Character(Unicode.Scalar($0 + 0x30)) }
        if exponent < -4 || exponent >= 21 {
            let fraction = characters.count > 1 ? "." + String(characters[1...]) : ""
            return "\(characters[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(padded(abs(exponent), 2))"
        }
        return plainText
    }

    fileprivate var plainText: String {
        let characters = digits.map { Character(Unicode.Scalar($0 + 0x30)) }
        if digits == [0] { return "0" }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + String(characters) }
        if point >= characters.count {
            return String(characters) + String(repeating: "0", count: point - characters.count)
        }
        return String(characters[..<point]) + "." + String(characters[point...])
    }
}

/// A double without an exponent, whatever its size: `0.000001`, `1000000`.
func plainText(_ number: Double) -> String {
    (number.sign == .minus ? "-" : "") + Decimal(number).plainText
}
