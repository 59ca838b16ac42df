internal import Diagnostics

/// What is wrong with a file before its YAML is looked at: size, encoding, control characters.
enum TextCheck {
    static func passes(_ file: SourceFile, limits: YAMLLimits, findings: inout Findings) -> Bool {
        guard file.bytes.count <= limits.bytes else {
            findings.report(
                Finding(
                    "file-too-large", "this file has \(file.bytes.count) bytes; at most \(limits.bytes) are read",
                    at: Place(file: file, range: 0..<0)))
            return false
        }
        let bytes = file.bytes
        if let name = otherEncoding(bytes) {
            let message = "this file is written in \(name)"
            findings.report(
                Finding(
                    "not-utf-8", message, at: Place(file: file, range: 0..<min(2, bytes.count)),
                    help: "save it as UTF-8"))
            return false
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            findings.report(
                Finding(
                    "byte-order-mark", "this file begins with a byte order mark", at: Place(file: file, range: 0..<3),
                    severity: .warning, help: "save it as UTF-8 without a byte order mark",
                    fix: Fix("remove the byte order mark", [.init(Place(file: file, range: 0..<3), "")])))
        }
        guard let fault = bytes.withUnsafeBufferPointer(firstFault) else { return true }
        findings.report(
            Finding(
                fault.code, fault.message, at: Place(file: file, range: fault.range), help: fault.help,
                fix: fault.code == "control-character"
                    ? Fix("remove the character", [.init(Place(file: file, range: fault.range), "")]) : nil))
        return false
    }

    private static func otherEncoding(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4)
        if head.starts(with: [0, 0, 0xFE, 0xFF]) || head.elementsEqual([0xFF, 0xFE, 0, 0]) { return "UTF-32" }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
        // Without a mark: ASCII text in UTF-16 has a NUL in each pair.
        let pairs = bytes.prefix(8)
        guard pairs.count >= 4, !pairs.allSatisfy({ $0 == 0 }) else { return nil }
        let even = stride(from: 0, to: pairs.count & ~1, by: 2)
        if even.allSatisfy({ pairs[$0] == 0 && pairs[$0 + 1] != 0 })
            || even.allSatisfy({ pairs[$0] != 0 && pairs[$0 + 1] == 0 })
        {
            return "UTF-16"
        }
        return nil
    }

    private struct Fault {
        var code: String
        var message: String
        var range: Range<Int>
        var help: String?
    }

    private static func firstFault(_ bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x20, byte < 0x7F || byte == 0x0A {
                offset += 1
                continue
            }
            if byte == 0x09 || byte == 0x0A || byte == 0x0D {
                offset += 1
                continue
            }
            if byte < 0x80 {
                return control(UInt32(byte), offset..<offset + 1)
            }
            guard let (scalar, length) = decode(bytes, at: offset) else {
                return Fault(
                    code: "not-utf-8", message: "byte \(hex(UInt32(byte), 2)) at offset \(offset) is not UTF-8",
                    range: offset..<offset + 1, help: "save the file as UTF-8")
            }
            if (0x80..<0xA0).contains(scalar) && scalar != 0x85 || scalar == 0xFEFF || scalar & 0xFFFE == 0xFFFE {
                return control(scalar, offset..<offset + length)
            }
            offset += length
        }
        return nil
    }

    private static func control(_ scalar: UInt32, _ range: Range<Int>) -> Fault {
        Fault(
            code: "control-character",
            message:
                "the character U+\(hex(scalar, 4).dropFirst(2)) at offset \(range.lowerBound) is not allowed in YAML",
            range: range,
            help: scalar == 0xFEFF
                ? "remove it: a byte order mark stands at the beginning of a file only"
                : "remove it, or write it as an escape in double quotes: `\"\\u\(hex(scalar, 4).dropFirst(2))\"`")
    }

    private static func hex(_ value: UInt32, _ digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// One scalar beyond ASCII; refuses overlong forms, surrogates and what lies past U+10FFFF.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32, Int)? {
        let lead = bytes[offset]
        let (length, least, bits): (Int, UInt32, UInt32)
        switch lead {
        case 0xC2...0xDF: (length, least, bits) = (2, 0x80, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, least, bits) = (3, 0x800, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, least, bits) = (4, 0x10000, UInt32(lead & 0x07))
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        var scalar = bits
        for next in bytes[offset + 1..<offset + length] {
            guard next & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        guard scalar >= least, Unicode.Scalar(scalar) != nil else { return nil }
        return (scalar, length)
    }
}
