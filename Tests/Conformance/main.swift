import Foundation

// conformance cel PATH…: runs files, or folders of them, in the encoding of the public conformance suite of CEL.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.first == "cel", arguments.count > 1 else {
    print("usage: conformance cel PATH…")
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
