package import FoundationEssentials

/// Writes a record as JSON in one pass.
///
/// Foundation's encoder builds a tree of boxes first, which cost more than all else that the engine did with a record.
/// Members stand in the order in which the record names them. Containers have to be written one after the other, as
/// synthesized code does; going back to one that is over is refused.
package final class RecordWriter {
    /// How names of members are written; those of a dictionary too.
    package enum Names {
        case asTheyAre
        /// `callCount` as `call_count`; names with two capitals in a row have no good form.
        case snakeCase
    }

    enum Problem: Error {
        case outOfOrder
        case noNumber
    }

    private(set) var bytes: [UInt8] = []
    private let names: Names
    /// The containers that are open, from the outside in.
    private var open: [Scope] = []
    /// How many containers there were.
    private var count = 0

    struct Scope {
        let id: Int
        let isList: Bool
        var isEmpty = true
    }

    private init(_ names: Names) { self.names = names }

    package static func data(of record: some Encodable, names: Names = .asTheyAre) throws -> Data {
        let writer = RecordWriter(names)
        writer.bytes.reserveCapacity(2048)
        try writer.write(record: record)
        writer.close(to: 0)
        return Data(writer.bytes)
    }

    // MARK: Containers

    /// A container inside those that are open; gives its depth and its id.
    func begin(isList: Bool) -> (depth: Int, id: Int) {
        count += 1
        open.append(Scope(id: count, isList: isList))
        bytes.append(UInt8(ascii: isList ? "[" : "{"))
        return (open.count, count)
    }

    /// Makes a container the innermost one, and begins a member of it.
    func member(of container: (depth: Int, id: Int), key: String?) throws {
        guard open.count >= container.depth, open[container.depth - 1].id == container.id else {
            throw Problem.outOfOrder
        }
        close(to: container.depth)
        if !open[container.depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[container.depth - 1].isEmpty = false
        if let key {
            write(names == .asTheyAre ? key : Self.snakeCase(key))
            bytes.append(UInt8(ascii: ":"))
        }
    }

    func close(to depth: Int) {
        while open.count > depth, let scope = open.popLast() {
            bytes.append(UInt8(ascii: scope.isList ? "]" : "}"))
        }
    }

    private static func snakeCase(_ key: String) -> String {
        let isCapital = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
        guard key.utf8.contains(where: isCapital) else { return key }
        let bytes = key.utf8.flatMap { isCapital($0) ? [UInt8(ascii: "_"), $0 | 0x20] : [$0] }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Values

    func write<Record: Encodable>(record value: Record) throws {
        // Types are compared before anything is cast, which costs more than writing.
        if Record.self == String.self, let text = value as? String { return write(text) }
        if Record.self == Int64.self, let number = value as? Int64 { return write(number: number) }
        let start = bytes.count
        let depth = open.count
        try value.encode(to: RecordEncoder(writer: self))
        close(to: depth)
        // A record of nothing.
        if bytes.count == start { bytes += Array("{}".utf8) }
    }

    func writeNull() { bytes += [0x6E, 0x75, 0x6C, 0x6C] }

    func write(_ flag: Bool) { bytes.append(contentsOf: (flag ? "true" : "false").utf8) }

    func write(number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    func write(_ number: Double) throws {
        guard number.isFinite else { throw Problem.noNumber }
        bytes += Array(number.description.utf8)
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(UInt8(ascii: "\""))
            if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
                bytes.append(contentsOf: utf8)
            } else {
                for byte in utf8 { append(byte) }
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// RFC 8259, section 7.
    private func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
}
