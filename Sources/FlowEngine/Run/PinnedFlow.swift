import Crypto
import EngineStore
import FlowIR
import FoundationEssentials
import Vendors

/// A flow and its packs as a run is pinned to them: read from what the store keeps, never from what a caller holds.
///
/// What the flow leaves to the environment is filled in, so this program is not the text of the digest.
/// One object for all of its runs, which are copied at each turn.
final class PinnedFlow: Sendable {
    let digest: String
    let program: FlowProgram
    /// By the flow's vendor name.
    let packs: [String: Pack]

    init(_ flow: StoredFlow, packs stored: [StoredPack], with parts: EngineParts) throws(EngineError) {
        digest = flow.digest
        var program = try Self.program(of: flow)
        var packs: [String: Pack] = [:]
        for use in program.vendors {
            guard let files = stored.first(where: { $0.digest == use.packDigest }) else {
                throw EngineError(.badPack, "the flow `\(program.flow)` has no pack `\(use.pack)` with its digest")
            }
            guard let pack = try? parts.packOf(files) else {
                throw EngineError(.badPack, "the pack `\(use.pack)` of the flow `\(program.flow)` cannot be compiled")
            }
            guard pack.digest == use.packDigest else {
                throw EngineError(.badPack, "the pack `\(use.pack)` is not the one that `\(program.flow)` is bound to")
            }
            packs[use.name] = pack
            let reading = pack.settle(use.settings, variable: parts.variable)
            if let problem = reading.problems.first {
                throw EngineError(.badSetting, "the vendor `\(use.name)` of `\(program.flow)`: \(problem.message)")
            }
            program.set(reading.values, of: use.name)
        }
        self.program = program
        self.packs = packs
    }

    /// The two numbers that say whether the rest can be read at all.
    private struct Header: Decodable {
        var format: Int
        var semantics: Int
    }

    private static func program(of flow: StoredFlow) throws(EngineError) -> FlowProgram {
        let hash = SHA256.hash(data: flow.bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard hash == flow.digest else {
            throw EngineError(.badFlow, "the flow `\(flow.digest)` is not what its digest says")
        }
        guard let header = try? JSONDecoder().decode(Header.self, from: flow.bytes) else {
            throw EngineError(.badFlow, "the flow `\(flow.digest)` cannot be read")
        }
        guard header.format == FlowProgram.currentFormat, header.semantics == FlowProgram.currentSemantics else {
            throw EngineError(
                .unknownSemantics,
                "the flow `\(flow.digest)` has format \(header.format) and semantics \(header.semantics); this program "
                    + "has \(FlowProgram.currentFormat) and \(FlowProgram.currentSemantics)")
        }
        guard let program = try? JSONDecoder().decode(FlowProgram.self, from: flow.bytes) else {
            throw EngineError(.badFlow, "the flow `\(flow.digest)` cannot be read")
        }
        return program
    }
}
