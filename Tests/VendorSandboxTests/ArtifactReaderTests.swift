import Diagnostics
import Expressions
import PackCompiler
import Testing
import VendorSandbox
import Vendors
import Vocabulary

@testable import VendorConnectors

/// What vendors hand out, fetched from played ones, and from some that misbehave.
struct ArtifactReaderTests {
    private static let packs: [String: Pack] = {
        var findings = Findings()
        var packs: [String: Pack] = [:]
        for name in ["checkout", "idenfy", "identomat"] { packs[name] = PackLibrary().pack(name, findings: &findings) }
        return packs
    }()

    private func pack(_ name: String) throws -> Pack { try #require(Self.packs[name]) }

    private func context(_ pack: Pack) -> CallContext {
        CallContext(
            settings: pack.readSettings([:]).values, verificationID: "v-1",
            verificationOpenedAt: Moment(milliseconds: 0), runID: "run_1", key: "key-1",
            now: Moment(milliseconds: 3_600_000))
    }

    /// What comes of an answer, given without a network.
    private func read(
        _ name: String, of vendor: String, _ answer: VendorAnswer, behind link: VendorAnswer? = nil
    ) async throws -> Artifact {
        let pack = try pack(vendor)
        let reader = ArtifactReader(
            open: { _ async throws(ConnectorProblem) in .success(VendorDownload(answer)) },
            follow: { _ async throws(ConnectorProblem) in
                link.map { .success(VendorDownload($0)) } ?? .failure(.connect)
            })
        return try await reader.read(try #require(pack.evidence(name)), of: pack, context: context(pack))
    }

    private func bytes(of artifact: Artifact) async throws -> (types: [String], bytes: [[UInt8]]) {
        switch artifact {
        case .files(let files): return (files.map(\.contentType), files.map(\.bytes))
        case .stream(let type, let chunks):
            var all: [UInt8] = []
            for try await chunk in chunks { all += chunk }
            return ([type], [all])
        }
    }

    private func code(_ body: () async throws -> Artifact) async -> ArtifactProblem.Code? {
        do {
            _ = try await body()
            return nil
        } catch { return (error as? ArtifactProblem)?.code }
    }

    @Test func bytesAreStreamed() async throws {
        let large = SampleFile.mp4.bytes + [UInt8](repeating: 5, count: 3_000_000)
        let artifact = try await read("video", of: "identomat", VendorAnswer(status: 200, body: large))
        guard case .stream("video/mp4", _) = artifact else {
            Issue.record("it is held")
            return
        }
        #expect(try await bytes(of: artifact).bytes == [large])
    }

    /// As the vendor's example has it, and as one would expect it.
    @Test(arguments: ["data:text/plain;base64", "data:image/jpeg;base64,", ""])
    func aPortraitIsADataURIOfAnyForm(prefix: String) async throws {
        let text = "\(prefix)/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=="
        let artifact = try await read(
            "portrait", of: "identomat", VendorAnswer(status: 200, body: Array(#"{"result":"\#(text)"}"#.utf8)))
        let read = try await bytes(of: artifact)
        #expect(read.types == ["image/jpeg"])
        #expect(read.bytes == [SampleFile.jpeg.bytes])
    }

    @Test(arguments: ["\"%@\"", "%@", "{\"pdf\":\"%@\"}"])
    func aReportIsBase64BareOrInJSON(form: String) async throws {
        let text = "JVBERi0xLjQK"
        let body = Array(form.replacing("%@", with: text).utf8)
        let artifact = try await read("report", of: "idenfy", VendorAnswer(status: 200, body: body))
        #expect(try await bytes(of: artifact).types == ["application/pdf"])
    }

    @Test func anErrorIsNoPhotoWhateverItsStatus() async throws {
        let refused = VendorAnswer(status: 200, body: Array(#"{"argumentError":"session-not-found"}"#.utf8))
        #expect(await code { try await read("face", of: "identomat", refused) } == .gone)
        let script = VendorAnswer(status: 200, body: Array("<script>alert(1)</script>".utf8))
        #expect(await code { try await read("face", of: "identomat", script) } != nil)
        let other = VendorAnswer(status: 200, body: SampleFile.pdf.bytes)
        #expect(await code { try await read("face", of: "identomat", other) } != nil)
        let broken = VendorAnswer(status: 503, body: Array("{}".utf8))
        #expect(await code { try await read("face", of: "identomat", broken) } == .unavailable)
    }

    @Test func aLinkIsFollowedAndLookedAt() async throws {
        let link = VendorAnswer(status: 200, body: Array(#"{"pdf_report":"https://x.example/r"}"#.utf8))
        let file = VendorAnswer(status: 200, body: SampleFile.pdf.bytes)
        let artifact = try await read("report", of: "checkout", link, behind: file)
        #expect(try await bytes(of: artifact).types == ["application/pdf"])
        let page = VendorAnswer(status: 200, body: Array("<!doctype html>".utf8))
        #expect(await code { try await read("report", of: "checkout", link, behind: page) } == .wrongKind)
        #expect(
            await code { try await read("report", of: "checkout", link, behind: VendorAnswer(status: 403)) } == .gone)
        #expect(await code { try await read("report", of: "checkout", VendorAnswer(status: 404)) } == .notReady)
    }

    @Test func whatIsTooLargeToBeHeldIsRefused() async {
        let body = Array("[\"".utf8) + [UInt8](repeating: 65, count: ArtifactLimits.held)
        // In pieces, as a network has it, it is refused as soon as it is too much.
        let answer = VendorAnswer(status: 200, body: body + body)
        let refused = await code { try await read("report", of: "idenfy", answer) }
        #expect(refused != nil)
    }

    // MARK: Over HTTP

    @Test func everyEvidenceOfEveryPlayedVendorIsThere() async throws {
        for vendor in ["checkout", "idenfy", "identomat"] {
            let pack = try pack(vendor)
            let sandbox = try await Sandbox.start(packs: [pack])
            let names = pack.secrets(in: pack.readSettings([:]).values)
            let connector = VendorConnector(
                secrets: SecretSource.read(
                    names, environment: Dictionary(uniqueKeysWithValues: names.map { ($0, "x") })
                )
                .source,
                addresses: try VendorAddresses(sandbox.addresses.map { "\($0)=\($1)" }))
            let result: Result<Void, any Error>
            do { result = .success(try await fetchAll(pack, connector)) } catch { result = .failure(error) }
            try await connector.shutdown()
            await sandbox.stop()
            try result.get()
        }
    }

    private func fetchAll(_ pack: Pack, _ connector: VendorConnector) async throws {
        var context = context(pack)
        context.session = ["link_for": .duration(CELDuration(clamping: 3_600_000))]
        context.settings["user_journey"] = "usj_sandbox"
        context.objects = ["applicant": "aplt_1"]
        context.input = ["declared": ["first_name": "Hannah", "last_name": "Example"]]
        let create = try #require(pack.verification?.create)
        let opened = try await connector.send(
            try pack.request(create, context: context).get(), media: { _ in throw CancellationError() })
        guard case .succeeded(let success) = pack.judge(opened, to: create, context: context),
            case .string(let id)? = success.result["id"]
        else {
            Issue.record("\(pack.name): \(opened)")
            return
        }
        context.verificationID = id
        let reader = ArtifactReader(
            open: { request async throws(ConnectorProblem) in try await connector.open(request) },
            follow: { link async throws(ConnectorProblem) in try await connector.open(link: link) })
        // Before the applicant was there, this vendor has nothing.
        let isEmpty = pack.name == "checkout"
        for evidence in pack.verification?.evidence ?? [] {
            if isEmpty {
                let refused = await code { try await reader.read(evidence, of: pack, context: context) }
                #expect(refused == .gone || refused == .refused, "\(evidence.name)")
                continue
            }
            let read = try await bytes(of: try await reader.read(evidence, of: pack, context: context))
            let expected: (types: [String], bytes: [[UInt8]]) =
                switch evidence.kind {
                case .image: (["image/jpeg"], [SampleFile.jpeg.bytes])
                case .video: (["video/mp4"], [SampleFile.mp4.bytes])
                case .file: (["application/pdf"], [SampleFile.pdf.bytes])
                case .archive: (["image/jpeg", "image/jpeg"], [SampleFile.jpeg.bytes, SampleFile.jpeg.bytes])
                }
            #expect(read.types == expected.types && read.bytes == expected.bytes, "\(pack.name).\(evidence.name)")
        }
    }
}
