// Measures, each as a ratio to a reference that ran beside it in the same minute: ratios travel between machines,
// absolute figures do not.
//
// benchmarks [FOLDER [SUBJECT…]] — where the database files go, whose disk the figures are of; and the subjects wanted,
// all without any.
import Foundation

let folder = CommandLine.arguments.dropFirst().first ?? FileManager.default.temporaryDirectory.path
let place = URL(filePath: folder).appending(path: "trustflow-benchmarks-\(UUID().uuidString)").path
try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: place) }

/// One line of `benchmarks` is one of these; a new subject is a new file and a line here.
let subjects: [(name: String, measure: (String) async throws -> [Measure])] = [
    ("store", StoreBenchmark.run),
    ("sealing", SealingBenchmark.run),
    ("engine", EngineBenchmark.run),
    ("runs", WholeRunBenchmark.run),
    ("service", ServiceBenchmark.run),
    ("waiting", WaitingBenchmark.run),
    ("flows", FlowBenchmark.run),
    ("validate", ValidateBenchmark.run),
    ("expressions", ExpressionBenchmark.run),
]

let wanted = CommandLine.arguments.dropFirst(2)
var measures: [Measure] = []
for subject in subjects where wanted.isEmpty || wanted.contains(subject.name) {
    measures += try await subject.measure(place)
}
print(Measure.table(measures))
print(
    """

    How to read it: `ratio` is the value over its reference, which ran beside it in the same minute, so that it means the
    same on any machine; absolute values are this machine's. Of rates (/s) more is better, of seconds and megabytes less.
    An aim is for the ratio, a limit for the value.
    """)
