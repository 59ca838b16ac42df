// The language compares strings by code point; Swift's `==` and `<` compare them by canonical equivalence.

extension String {
    /// Whether both hold the same code points.
    @inline(__always)
    func isSame(as other: String) -> Bool {
        // Equal bits are the same small text or the same storage: nothing needs to be read.
        if unsafeBitCast(self, to: (UInt64, UInt64).self) == unsafeBitCast(other, to: (UInt64, UInt64).self) {
            return true
        }
        return hasSameBytes(as: other)
    }

    private func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let same = utf8.withContiguousStorageIfAvailable { mine in
            other.utf8.withContiguousStorageIfAvailable { mine.elementsEqual($0) }
        }
        return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Order by code point, which in UTF-8 is the order of the bytes.
    func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
