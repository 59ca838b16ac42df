import Foundation

/// A figure, and what it is to be compared with: the same work done barely, beside it in the same minute, unless the
/// reference says that it is from elsewhere.
struct Measure {
    let name: String
    let value: Double
    var unit = "/s"
    var reference: (name: String, value: Double)?
    var note = ""

    static func table(_ measures: [Measure]) -> String {
        let lines =
            [["measure", "value", "", "reference", "value", "ratio", ""]]
            + measures.map { measure in
                [
                    measure.name, rounded(measure.value), measure.unit, measure.reference?.name ?? "–",
                    measure.reference.map { rounded($0.value) } ?? "–",
                    measure.reference.map { String(format: "%.2f", measure.value / $0.value) } ?? "–", measure.note,
                ]
            }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { column, cell in
                let (text, width) = cell
                let padding = String(repeating: " ", count: width - text.count)
                return [1, 4, 5].contains(column) ? padding + text : text + padding
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    private static func rounded(_ value: Double) -> String {
        value < 10 ? String(format: "%.2f", value) : String(Int(value.rounded()))
    }
}

/// How often in a second something was done.
func rate(of count: Int, _ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    let seconds = (clock.now - start) / .seconds(1)
    return Double(count) / seconds
}

/// The processor time of this process so far, in milliseconds: unlike the clock's, other work on the machine hardly
/// changes it. POSIX counts it in microseconds, on every system.
var processorTime: Double { Double(clock()) / 1000 }
