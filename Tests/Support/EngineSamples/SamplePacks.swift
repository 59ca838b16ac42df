import Diagnostics
public import EngineStore
import Foundation
public import PackCompiler
public import Vendors

extension StoredPack {
    /// A pack's files as a store keeps them.
    public init(_ files: PackFiles) throws {
        var kept = ["binding.yaml": Data(files.binding.bytes)]
        if let contract = files.contract { kept["openapi.yaml"] = Data(contract.bytes) }
        if let stories = files.stories { kept["stories.yaml"] = Data(stories.bytes) }
        let pack = try CompiledPacks.shared.pack(files)
        self.init(digest: pack.digest, name: files.name, files: kept)
    }

    /// The pack compiled from what the store kept.
    public func compiled() throws -> Pack {
        func file(_ name: String) -> SourceFile? {
            files[name].map { SourceFile(path: "packs/\(self.name)/\(name)", bytes: Array($0)) }
        }
        guard let binding = file("binding.yaml") else { throw SampleProblem("\(name) has no binding") }
        return try CompiledPacks.shared.pack(
            PackFiles(name: name, binding: binding, contract: file("openapi.yaml"), stories: file("stories.yaml")))
    }
}

/// Packs compiled once: engines come and go by the hundred in tests.
private final class CompiledPacks: @unchecked Sendable {
    static let shared = CompiledPacks()

    // Sendable because the lock guards the list.
    private let lock = NSLock()
    private var known: [[[UInt8]]: Pack] = [:]

    func pack(_ files: PackFiles) throws -> Pack {
        let content = [files.binding.bytes, files.contract?.bytes ?? [], files.stories?.bytes ?? []]
        return try lock.withLock {
            if let pack = known[content] { return pack }
            var findings = Findings()
            guard let pack = PackCompiler.compile(files, findings: &findings) else {
                throw SampleProblem("the pack \(files.name) does not compile")
            }
            known[content] = pack
            return pack
        }
    }
}
