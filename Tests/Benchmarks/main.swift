// Measures, each as a ratio to a reference that ran beside it in the same minute: ratios travel between machines,
// absolute figures do not.
//
// benchmarks [FOLDER] — where the database files go; the figures are those of that folder's disk.
import Foundation

let folder = CommandLine.arguments.dropFirst().first ?? FileManager.default.temporaryDirectory.path
let place = URL(filePath: folder).appending(path: "trustflow-benchmarks-\(UUID().uuidString)").path
try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: place) }

/// One line of `benchmarks` is one of these; a new subject is a new file and a line here.
let subjects: [(String) async throws -> [Measure]] = [
    StoreBenchmark.run,
    SealingBenchmark.run,
    EngineBenchmark.run,
    FlowBenchmark.run,
    ExpressionBenchmark.run,
]

var measures: [Measure] = []
for subject in subjects { measures += try await subject(place) }
print(Measure.table(measures))
