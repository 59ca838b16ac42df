import Foundation

/// A rate, and the same work done barely.
struct Measure {
    let name: String
    let perSecond: Double
    var reference: (name: String, perSecond: Double)?
    var note = ""

    static func table(_ measures: [Measure]) -> String {
        let lines =
            [["measure", "per second", "reference", "per second", "ratio", ""]]
            + measures.map { measure in
                [
                    measure.name, rounded(measure.perSecond), measure.reference?.name ?? "–",
                    measure.reference.map { rounded($0.perSecond) } ?? "–",
                    measure.reference.map { String(format: "%.2f", measure.perSecond / $0.perSecond) } ?? "–",
                    measure.note,
                ]
            }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { column, cell in
                let (text, width) = cell
                let padding = String(repeating: " ", count: width - text.count)
                return [1, 3, 4].contains(column) ? padding + text : text + padding
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    private static func rounded(_ rate: Double) -> String { String(Int(rate.rounded())) }
}

/// How often in a second something was done.
func rate(of count: Int, _ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    let seconds = (clock.now - start) / .seconds(1)
    return Double(count) / seconds
}
