// The language compares strings by code point; Swift's `==` and `<` compare them by canonical equivalence.

extension String {
    /// Whether both hold the same code points.
    @inline(__always)
    func isSame(as other: String) -> Bool {
        guard self == other else { return false }
        return utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Order by code point, which in UTF-8 is the order of the bytes.
    func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
