import Diagnostics
public import EngineStore
public import FlowIR
import Foundation
public import PackCompiler
public import Vendors

extension StoredPack {
    private enum Name {
        static let binding = "binding.yaml"
        static let contract = "openapi.yaml"
        static let stories = "stories.yaml"
    }

    /// A pack's files as a store keeps them.
    public init(_ pack: Pack, _ files: PackFiles) {
        var kept = [Name.binding: Data(files.binding.bytes)]
        kept[Name.contract] = files.contract.map { Data($0.bytes) }
        kept[Name.stories] = files.stories.map { Data($0.bytes) }
        self.init(digest: pack.digest, name: pack.name, files: kept)
    }

    /// The packs that runs of a program are bound to, by name.
    public static func all(
        of program: FlowProgram, compiled packs: [String: Pack], library: PackLibrary
    ) -> [StoredPack] {
        Set(program.vendors.map(\.pack)).sorted().compactMap { name in
            guard let pack = packs[name], let files = library.files(of: name) else { return nil }
            return StoredPack(pack, files)
        }
    }

    /// The pack, compiled from what was kept.
    ///
    /// - Throws: `badPack` when it does not compile any more, which a newer version of this program may say.
    public func pack() throws(EngineError) -> Pack {
        func file(_ name: String) -> SourceFile? {
            files[name].map { SourceFile(path: "packs/\(self.name)/\(name)", bytes: Array($0)) }
        }
        var findings = Findings()
        guard let binding = file(Name.binding),
            let pack = PackCompiler.compile(
                PackFiles(name: name, binding: binding, contract: file(Name.contract), stories: file(Name.stories)),
                findings: &findings)
        else { throw EngineError(.badPack, "the pack `\(name)` that a run is bound to does not compile") }
        return pack
    }
}
