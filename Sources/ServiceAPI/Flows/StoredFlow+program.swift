public import EngineStore
import FlowCompiler
public import FlowIR
import Foundation

extension StoredFlow {
    /// A program as a store keeps it.
    public init(_ program: FlowProgram) throws {
        let canonical = try CanonicalProgram(program)
        self.init(
            digest: canonical.digest, bytes: Data(canonical.json),
            packs: Set(program.vendors.map(\.packDigest)).sorted())
    }
}
