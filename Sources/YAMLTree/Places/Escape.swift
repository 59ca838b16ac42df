/// The escapes of double-quoted scalars (YAML 1.2.2, section 5.7).
enum Escape {
    private static let named: [UInt8: [UInt8]] = [
        UInt8(ascii: "0"): [0], UInt8(ascii: "a"): [7], UInt8(ascii: "b"): [8], UInt8(ascii: "t"): [9], 9: [9],
        UInt8(ascii: "n"): [10], UInt8(ascii: "v"): [11], UInt8(ascii: "f"): [12], UInt8(ascii: "r"): [13],
        UInt8(ascii: "e"): [0x1B], UInt8(ascii: " "): [0x20], UInt8(ascii: "\""): [0x22], UInt8(ascii: "/"): [0x2F],
        UInt8(ascii: "\\"): [0x5C], UInt8(ascii: "N"): [0xC2, 0x85], UInt8(ascii: "_"): [0xC2, 0xA0],
        UInt8(ascii: "L"): [0xE2, 0x80, 0xA8], UInt8(ascii: "P"): [0xE2, 0x80, 0xA9],
    ]
    private static let digits: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]

    /// What the escape at the head of `raw` stands for, and its length there.
    static func decode(_ raw: ArraySlice<UInt8>) -> (decoded: [UInt8], length: Int) {
        guard let letter = raw.dropFirst().first else { return (Array(raw.prefix(1)), 1) }
        if let text = named[letter] { return (text, 2) }
        guard let count = digits[letter] else { return (Array(raw.prefix(2)), 2) }
        let hex = String(decoding: raw.dropFirst(2).prefix(count), as: UTF8.self)
        guard hex.utf8.count == count, let code = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(code) else {
            return (Array(raw.prefix(2)), 2)
        }
        return (Array(String(Character(scalar)).utf8), 2 + count)
    }
}
