/// From libyaml's marks, which count Unicode scalars, to bytes.
struct ScalarOffsets {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The byte of every 64th scalar; empty when all scalars are one byte.
    private var milestones: [Int] = []
    private static let stride = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        guard bytes.contains(where: { $0 >= 0x80 }) else { return }
        var scalars = 0
        for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
            if scalars % Self.stride == 0 { milestones.append(offset) }
            scalars += 1
        }
    }

    /// The end for a scalar past the last.
    func byte(ofScalar index: Int) -> Int {
        guard !milestones.isEmpty else { return min(index, bytes.count) }
        guard index / Self.stride < milestones.count else { return bytes.count }
        var offset = milestones[index / Self.stride]
        var left = index % Self.stride
        while offset < bytes.count {
            if bytes[offset] & 0xC0 != 0x80 {
                if left == 0 { return offset }
                left -= 1
            }
            offset += 1
        }
        return bytes.count
    }
}
