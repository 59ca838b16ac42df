import ArgumentParser
import Diagnostics
import FlowFormat
import Foundation

/// `trustflow fmt PATH…`
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Lays YAML files out in one form; comments and meaning stay.",
        discussion: """
            Indents by two blanks, takes away blanks at ends of lines and all but one of several blank lines, ends the \
            last line, and quotes expressions that YAML would misread. Before a file is replaced, the new text is read \
            and compared with the old; when it does not say the same, the file stays as it is. Below a folder every \
            YAML file is formatted. Exit status 1 when a file cannot be read, or with `--check` when one would change.
            """)

    @Argument(help: "Files and folders.", completion: .file())
    var paths: [String]

    @Flag(help: "Changes nothing and names the files that would change.")
    var check = false

    @Flag(help: "Changes nothing and prints what would change, as `diff -u` does.")
    var diff = false

    func run() throws {
        var files: [String] = []
        for path in paths {
            switch Input.kind(of: path) {
            case .missing: throw CommandFailure(.usage, "there is no file or folder `\(path)`")
            case .folder: files += Input.yamlFiles(below: path)
            case .file: files.append(path)
            }
        }
        var seen: Set<String> = []
        files = files.filter { seen.insert($0).inserted }
        guard !files.isEmpty else {
            throw CommandFailure(.usage, "there is no YAML file below \(paths.joined(separator: ", "))")
        }
        var findings = Findings()
        var changed = 0
        var hasRefused = false
        for path in files {
            let file = try Input.file(path)
            switch YAMLFormatter.format(file, findings: &findings) {
            case .unreadable: break
            case .refused:
                hasRefused = true
                Output.talk("trustflow: `\(path)` stays as it is: another layout would change what it says")
            case .formatted(let bytes):
                guard bytes != file.bytes else { continue }
                changed += 1
                if diff { Output.result(LineDifference(path: path, from: file.bytes, to: bytes).rendered()) }
                if check, !diff { Output.result(path + "\n") }
                if !check, !diff { try Input.replace(path, with: bytes) }
            }
        }
        if !findings.all.isEmpty { Output.talk(findings.rendered(Format.text)) }
        let verb = check || diff ? "would change" : "changed"
        Output.talk("\(files.count) file\(files.count == 1 ? "" : "s"), \(changed) \(verb)")
        if hasRefused || findings.hasErrors || check && changed > 0 { throw CommandFailure(.found, "") }
    }
}
