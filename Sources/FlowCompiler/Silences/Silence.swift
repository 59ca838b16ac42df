import Diagnostics

/// A comment that silences findings of one line.
///
/// ```yaml
/// flags:
///   beta: { type: bool, default: false }   # trustflow: allow unused-flag because the app reads it
/// ```
///
/// It stands on the line of the finding, or on a line of its own above it.
struct Silence {
    /// The codes as written, with their places.
    var codes: [(name: String, place: Place)]
    var reason: String?
    /// The whole comment.
    var place: Place
    /// Its words are not of the form that is understood.
    var isMalformed: Bool
    /// The line whose findings it silences.
    var line: Int

    static let mark = "# trustflow:"

    /// Reads `allow CODE, CODE because REASON` from `start` to the end of the line.
    init(in file: SourceFile, mark: Range<Int>, end: Int, line: Int) {
        place = Place(file: file, range: mark.lowerBound..<end)
        self.line = line
        let bytes = file.bytes
        var words: [Range<Int>] = []
        var start = mark.upperBound
        while start < end {
            guard bytes[start] != 0x20, bytes[start] != 0x09, bytes[start] != UInt8(ascii: ",") else {
                start += 1
                continue
            }
            let stop = bytes[start..<end].firstIndex { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") } ?? end
            words.append(start..<stop)
            start = stop
        }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let because = words.firstIndex { text($0) == "because" } ?? words.count
        codes = words[..<because].dropFirst().map { (text($0), Place(file: file, range: $0)) }
        isMalformed = words.first.map(text) != "allow" || codes.isEmpty
        reason = because + 1 < words.count ? text(words[because + 1].lowerBound..<end) : nil
    }
}
