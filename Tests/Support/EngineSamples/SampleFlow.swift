import Crypto
import Diagnostics
public import EngineStore
public import Expressions
import FlowCompiler
public import FlowIR
import FlowScenarios
public import Foundation
public import PackCompiler
public import VendorConnectors
import Vendors
import YAMLTree

/// A flow compiled from its text, with all that an engine is given to start a run of it.
public struct SampleFlow: Sendable {
    public let program: FlowProgram
    public let stored: StoredFlow
    public let packs: [StoredPack]

    public init(_ program: FlowProgram, library: PackLibrary = PackLibrary()) throws {
        self.program = program
        packs = try Set(program.vendors.map(\.pack)).sorted().map { name in
            guard let files = library.files(of: name) else { throw SampleProblem("there is no pack \(name)") }
            return try StoredPack(files)
        }
        let canonical = try CanonicalProgram(program)
        stored = StoredFlow(digest: canonical.digest, bytes: Data(canonical.json), packs: packs.map(\.digest))
    }

    public init(_ text: String, pack name: String = "idmeta") throws {
        var findings = Findings()
        guard let pack = PackLibrary().pack(name, findings: &findings),
            let node = YAMLReader.read(
                SourceFile(path: "flow.yaml", bytes: Array(text.utf8)), findings: &findings
            ).first, let program = Compiler(packs: [name: pack]).compile(node, findings: &findings)
        else { throw SampleProblem(findings.sorted.map(\.message).joined(separator: "; ")) }
        try self.init(program)
    }

    /// A flow from its canonical bytes.
    public init(stored bytes: Data) throws { try self.init(JSONDecoder().decode(FlowProgram.self, from: bytes)) }

    /// SHA-256 in hexadecimal, which names a flow.
    public static func digest(of bytes: Data) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// What an applicant of ``onboarding(orphans:)`` gives.
    public static let applicant: [String: Value] = [
        "first_name": .string("Hannah"), "last_name": .string("Bret"), "country": .string("US"),
        "id_front": .opaque(Opaque(kind: "image", id: "id_front#1")),
        "selfie": .opaque(Opaque(kind: "image", id: "selfie#1")),
    ]

    /// The photos behind its handles.
    public static let media: [String: VendorConnectors.Media] = [
        "id_front#1": Media(bytes: [0xFF, 0xD8, 1], contentType: "image/jpeg"),
        "selfie#1": Media(bytes: [0xFF, 0xD8, 2], contentType: "image/jpeg"),
    ]

    /// Captures given once more.
    public static func again(
        _ fields: [String], in applicant: [String: Value]
    ) -> (values: [String: Value], media: [String: VendorConnectors.Media]) {
        let values = Captures.again(fields, in: applicant)
        var media: [String: VendorConnectors.Media] = [:]
        for case .opaque(let handle) in values.values {
            media[handle.id] = Media(bytes: [0xFF, 0xD8, 3], contentType: "image/jpeg")
        }
        return (values, media)
    }

    /// Two checks that are charged each time, one that may be repeated, metadata in a call of its own, finalize.
    ///
    /// - Parameter orphans: whether a call whose answer was lost may be sent again by itself.
    public static func onboarding(
        orphans: Bool = false, expiresAfter: String = "30d", initial: String = "500ms"
    ) throws -> SampleFlow {
        try SampleFlow(
            """
            flow: onboarding
            version: 1
            applicant:
              first_name: string
              last_name: string
              country: string
              id_front: image
              selfie: image
            vendors:
              idmeta:
                trust_flow: "1708"
                metadata_path: /api/v1/verification/metadata-placeholder
                orphans: \(orphans ? "allow" : "refuse")
            defaults:
              retry: { calls: 3, initial: \(initial), jitter: none\(orphans ? ", on_lost: repeat" : "") }
            steps:
              - id: document
                check: document
                by: idmeta
                input: { image_front: "${applicant.id_front}" }
              - id: liveness
                check: biometrics
                by: idmeta
                input: { image: "${applicant.selfie}" }
                attempts: { max: 3, on: [face], ask: [selfie], within: 2d }
              - id: aml
                check: watchlist
                by: idmeta
                input: { full_name: "${applicant.first_name} ${applicant.last_name}" }
            metadata:
              country: "${applicant.country}"
            status:
              - verify: checks.document.passed && checks.liveness.passed && checks.aml.passed
              - otherwise: review
            expires_after: \(expiresAfter)
            """)
    }
}

/// What is wrong with a sample.
public struct SampleProblem: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
