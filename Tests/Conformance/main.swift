import Foundation

// conformance cel PATH…: runs files, or folders of them, in the encoding of the public conformance suite of CEL.
// conformance yaml PATH…: the same for the YAML test suite.
// conformance webhooks PATH…: files of signed webhooks, or folders of them.

let arguments = CommandLine.arguments.dropFirst()
let suites = [
    "cel": Report.Suite(files: "jsonl", results: CELRunner.results),
    "yaml": Report.Suite(files: "jsonl", results: YAMLRunner.results),
    "webhooks": Report.Suite(files: "json", results: WebhookRunner.results),
]
guard let suite = suites[arguments.first ?? ""], arguments.count > 1 else {
    print("usage: conformance cel PATH… | yaml PATH… | webhooks PATH…")
    exit(2)
}
for path in arguments.dropFirst() where !FileManager.default.fileExists(atPath: path) {
    print("conformance: there is no file or folder `\(path)`")
    exit(2)
}
do {
    let report = try Report.make(of: arguments.dropFirst().map { URL(fileURLWithPath: $0) }, running: suite)
    guard !report.rows.isEmpty else {
        print("conformance: there is no .\(suite.files) file below \(arguments.dropFirst().joined(separator: ", "))")
        exit(2)
    }
    print(report.text)
    exit(report.failed == 0 ? 0 : 1)
} catch {
    print("conformance: \(error)")
    exit(2)
}
