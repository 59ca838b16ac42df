/// The math library.
enum Mathematics {
    static let unaries: [(String, Unary)] = []
    static let binaries: [(String, Binary)] = []
}
