import Diagnostics
import Expressions
import FlowCompiler
import Vendors
import YAMLDecoding
import YAMLTree

/// Prints where the values of a flow come from.
struct FlowExplainer {
    let flow: String
    let path: String?
    let profile: String?
    let settings: [String]
    let packs: String?
    let format: Format

    func run() throws {
        var workspace = try Workspace(packs: packs)
        let document = try FlowArguments.load(flow, into: &workspace)
        var layer = RequestLayer()
        for setting in settings { try layer.add(setting, findings: &workspace.findings) }
        let compiler = workspace.compiler(for: document.node)
        let overrides = Compiler.Overrides(profile: profile, settings: layer.node)
        guard let flow = document.layers,
            let layered = compiler.layered(flow, overrides: overrides, findings: &workspace.findings),
            !workspace.findings.hasErrors
        else { throw CommandFailure.found(workspace.findings, as: format) }
        let explanation = compiler.explanation(of: layered)
        let rows = explanation.rows(under: path)
        if rows.isEmpty, let path {
            let meant = closest(to: path, in: explanation.paths).map { "; did you mean `\($0)`?" }
            throw CommandFailure(.usage, "nothing is said at `\(path)`\(meant ?? "")")
        }
        Output.result(format == .json ? json(rows) : text(rows))
        // Values are shown of a flow that does not compile, too, since that is when one asks.
        _ = compiler.compile(document.node, overrides: overrides, findings: &workspace.findings)
        if workspace.findings.hasErrors {
            Output.talk("the flow does not compile under these layers; `trustflow validate` says why")
            throw CommandFailure(.found, "")
        }
    }

    // MARK: Text

    private func text(_ rows: [FlowExplanation.Row]) -> String {
        let terminal = Terminal.of(1)
        var cells: [[String]] = []
        for row in rows {
            cells.append([row.path] + self.cells(row.value))
            cells += row.overrode.map { [""] + self.cells($0, "over ") }
        }
        let table = terminal.table(cells)
        let isTooWide = terminal.wraps && table.split(separator: "\n").contains { $0.count > terminal.width }
        return isTooWide ? rows.map(stacked).joined() : table
    }

    /// For terminals too narrow for a table: where a value comes from stands below it.
    private func stacked(_ row: FlowExplanation.Row) -> String {
        func from(_ source: FlowExplanation.Source) -> String {
            [source.layer, source.place?.fileAndLine].compactMap(\.self).joined(separator: ", ")
        }
        let lines =
            ["\(row.path): \(short(row.value.text))", "  \(from(row.value))"]
            + row.overrode.map { "  over \(short($0.text)): \(from($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func cells(_ source: FlowExplanation.Source, _ prefix: String = "") -> [String] {
        [prefix + short(source.text), source.layer, source.place?.fileAndLine ?? ""]
    }

    /// Long lists would push the columns out of sight; JSON has them whole.
    private func short(_ text: String) -> String {
        text.count <= 60 ? text : text.prefix(59) + "…"
    }

    // MARK: JSON

    /// One record a line.
    private func json(_ rows: [FlowExplanation.Row]) -> String {
        let lines = rows.map { row -> String in
            var record = members(row.value)
            record["path"] = .string(row.path)
            record["overrode"] = .list(row.overrode.map { .map(keyed(members($0))) })
            return String(decoding: JSONText.encode(.map(keyed(record))), as: UTF8.self)
        }
        return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    }

    private func members(_ source: FlowExplanation.Source) -> [String: Value] {
        var unheard = Findings()
        var members: [String: Value] = ["layer": .string(source.layer)]
        members["value"] = source.node.flatMap { literal($0, findings: &unheard) } ?? .string(source.text)
        members["file"] = source.place.map { .string($0.file.path) } ?? .null
        members["line"] = source.place.map { .int(Int64($0.start.line)) } ?? .null
        return members
    }

    private func keyed(_ members: [String: Value]) -> [MapKey: Value] {
        Dictionary(uniqueKeysWithValues: members.map { (.string($0.key), $0.value) })
    }
}
