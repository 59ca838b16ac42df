/// The strings library.
enum Strings {
    static let unaries: [(String, Unary)] = []
    static let binaries: [(String, Binary)] = []
    static let others: [(String, Int, Many)] = []
}
