import Foundation

// conformance cel PATH…: runs files, or folders of them, in the encoding of the public conformance suite of CEL.
// conformance time-cel: times compiling and evaluating.

let arguments = CommandLine.arguments.dropFirst()
if arguments == ["time-cel"] {
    print(Benchmark.run())
    exit(0)
}
guard arguments.first == "cel", arguments.count > 1 else {
    print("usage: conformance cel PATH… | time-cel")
    exit(2)
}
do {
    let report = try Report.make(of: arguments.dropFirst().map { URL(fileURLWithPath: $0) })
    print(report.text)
    exit(report.failed == 0 ? 0 : 1)
} catch {
    print("conformance: \(error)")
    exit(2)
}
