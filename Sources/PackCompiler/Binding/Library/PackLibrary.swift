public import Diagnostics
import FoundationEssentials
public import Vendors
import YAMLTree

/// The packs that flows may name: those in the binary, and those of `--packs DIR`.
///
/// A pack is compiled when it is first asked for. One from a folder replaces the shipped one of its name.
public struct PackLibrary: Sendable {
    private var files: [String: PackFiles]

    /// The shipped packs alone.
    public init() {
        files = Dictionary(ShippedPacks.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The shipped packs, and those below a folder: each folder in it that has a `binding.yaml`.
    public init(folder: String?, findings: inout Findings) {
        self.init()
        guard let folder else { return }
        for pack in PackFolder.packs(below: folder, findings: &findings) { files[pack.name] = pack }
    }

    public var names: [String] { files.keys.sorted() }

    /// Adds a pack, in the place of one of its name.
    public mutating func add(_ pack: PackFiles) { files[pack.name] = pack }

    /// The files of a pack, to be pinned or kept; `nil` for an unknown name.
    public func files(of name: String) -> PackFiles? { files[name] }

    /// Compiles a pack; `nil` for an unknown name, or with findings when it has errors.
    public func pack(_ name: String, findings: inout Findings) -> Pack? {
        files[name].flatMap { PackCompiler.compile($0, findings: &findings) }
    }
}

/// Packs as folders of files.
public enum PackFolder {
    /// Every folder directly below that has a `binding.yaml`.
    public static func packs(below folder: String, findings: inout Findings) -> [PackFiles] {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: folder) else {
            let place = Place(file: SourceFile(path: folder, bytes: []), range: 0..<0)
            findings.report(
                Finding(
                    "packs-unreadable", "`\(folder)` is no folder that can be read", at: place,
                    help: "give a folder whose folders hold packs"))
            return []
        }
        return names.sorted().compactMap { read("\(folder)/\($0)", findings: &findings) }
    }

    /// The pack in a folder; `nil` when there is no `binding.yaml`.
    public static func read(_ folder: String, findings: inout Findings) -> PackFiles? {
        guard let binding = file("\(folder)/binding.yaml") else { return nil }
        // `.` is a folder with a name too.
        let name = URL(filePath: folder).standardizedFileURL.lastPathComponent
        return PackFiles(
            name: name, binding: binding, contract: file("\(folder)/\(contractName(binding))"),
            stories: file("\(folder)/stories.yaml"))
    }

    /// What `contract:` of the binding names; a plain file name beside it.
    private static func contractName(_ binding: SourceFile) -> String {
        var ignored = Findings()
        let node = YAMLReader.read(binding, findings: &ignored).first
        let name = node?.entry("contract")?.value.text ?? "openapi.yaml"
        return name.contains("/") ? "openapi.yaml" : name
    }

    private static func file(_ path: String) -> SourceFile? {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return SourceFile(path: path, bytes: Array(data))
    }
}
