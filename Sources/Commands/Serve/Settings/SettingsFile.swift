import Diagnostics
import YAMLDecoding
import YAMLTree

/// `trustflow.yaml`: the service's settings as a file has them.
struct SettingsFile {
    struct Entry {
        var value: String
        /// `trustflow.yaml:3`
        var origin: String
    }

    /// By option.
    private(set) var entries: [String: Entry] = [:]

    static let name = "trustflow.yaml"

    init() {}

    init(_ file: SourceFile, findings: inout Findings) {
        // A file that has nothing in it sets nothing.
        guard file.bytes.contains(where: { ![0x20, 0x0A, 0x0D].contains($0) }),
            let node = YAMLReader.read(file, findings: &findings).first,
            let record = Record(node, as: "the settings", keys: SettingKind.all.map(\.key), findings: &findings)
        else { return }
        for kind in SettingKind.all {
            guard let node = record[kind.key]?.value, let value = Self.value(node, of: kind, findings: &findings) else {
                continue
            }
            if let problem = kind.problem(of: value) {
                findings.report(Finding("bad-setting", "`\(kind.key)`: \(problem)", at: node.place))
                continue
            }
            entries[kind.option] = Entry(value: value, origin: "\(file.name):\(node.place.start.line)")
        }
    }

    private static func value(_ node: YAMLNode, of kind: SettingKind, findings: inout Findings) -> String? {
        let what = "`\(kind.key)`"
        switch kind.form {
        case .text, .url, .choice, .blocks: return node.string(what, findings: &findings)
        case .port: return node.int(what, findings: &findings).map(String.init)
        case .path:
            guard let path = node.string(what, findings: &findings) else { return nil }
            let folder = Input.folder(of: node.place.file.path)
            if folder == "." || path.hasPrefix("/") { return path }
            return path == "." ? folder : "\(folder)/\(path)"
        case .addresses:
            guard let record = Record(node, as: what, findings: &findings) else { return nil }
            let pairs = zip(record.names, record.entries).compactMap { name, entry in
                entry.value.string("the address of `\(name)`", findings: &findings).map { "\(name)=\($0)" }
            }
            return pairs.joined(separator: " ")
        }
    }
}
