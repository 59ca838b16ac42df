import Expressions
import FoundationEssentials
public import Vendors
import Vocabulary

/// Fetches what vendors hand out, in whichever way each of them does.
public struct ArtifactReader: Sendable {
    public typealias Opening =
        @Sendable (VendorRequest) async throws(ConnectorProblem)
        -> Result<VendorDownload, TransportFailure>
    public typealias Following =
        @Sendable (String) async throws(ConnectorProblem)
        -> Result<VendorDownload, TransportFailure>

    private let open: Opening
    private let follow: Following

    /// - Parameters:
    ///   - open: sends a request of a pack.
    ///   - follow: gets an address without credentials.
    public init(open: @escaping Opening, follow: @escaping Following) {
        self.open = open
        self.follow = follow
    }

    public func read(
        _ evidence: PackEvidence, of pack: Pack, context: CallContext
    ) async throws(ArtifactProblem) -> Artifact {
        let request: VendorRequest
        switch pack.request(evidence.operation, context: context) {
        case .success(let built): request = built
        case .failure(let problem): throw ArtifactProblem(.gone, problem.detail)
        }
        let download = try await Self.result { () async throws(ConnectorProblem) in try await open(request) }
        let beginning = try await download.beginning()
        // A photo or a video, as it is.
        if (200...299).contains(download.status), evidence.kind != .archive,
            let type = Media.contentType(of: beginning, as: evidence.kind.rawValue)
        {
            return .stream(contentType: type, chunks: download.chunks(after: beginning))
        }
        let body = try await download.whole(after: beginning)
        let answer = VendorAnswer(status: download.status, headers: download.headers, body: body)
        switch pack.content(of: evidence, in: .success(answer), context: context) {
        case .failure(let failure): throw ArtifactProblem(failure)
        case .success(.link(let link)): return try await linked(link, evidence)
        case .success(.texts(let texts)): return .files(try Self.files(evidence, in: texts.compactMap(Self.decoded)))
        case .success(.whole):
            if Media.contentType(of: body, as: evidence.kind.rawValue) != nil {
                return .files(try Self.files(evidence, in: [body]))
            }
            // As text, bare or in JSON.
            let texts = (try? JSONText.parse(body))?.texts ?? [String(decoding: body, as: UTF8.self)]
            return .files(try Self.files(evidence, in: texts.compactMap(Self.decoded)))
        }
    }

    /// What stands behind an address that the vendor gave.
    private func linked(_ link: String, _ evidence: PackEvidence) async throws(ArtifactProblem) -> Artifact {
        let download = try await Self.result { () async throws(ConnectorProblem) in try await follow(link) }
        guard (200...299).contains(download.status) else {
            throw ArtifactProblem(.gone, "the vendor's link is answered with HTTP \(download.status)")
        }
        let beginning = try await download.beginning()
        if evidence.kind == .archive {
            return .files(try Self.files(evidence, in: [try await download.whole(after: beginning)]))
        }
        guard let type = Media.contentType(of: beginning, as: evidence.kind.rawValue) else {
            throw ArtifactProblem(.wrongKind, "what the vendor gave is no \(evidence.kind.rawValue)")
        }
        return .stream(contentType: type, chunks: download.chunks(after: beginning))
    }

    private static func result(
        _ call: () async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure>
    ) async throws(ArtifactProblem) -> VendorDownload {
        do throws(ConnectorProblem) {
            switch try await call() {
            case .success(let download): return download
            case .failure(let failure): throw ConnectorProblem(.badRequest, failure.rawValue)
            }
        } catch {
            throw ArtifactProblem(.unavailable, error.detail)
        }
    }

    /// Each looked at; archives taken apart.
    private static func files(
        _ evidence: PackEvidence, in contents: [[UInt8]]
    ) throws(ArtifactProblem) -> [ArtifactFile] {
        var files: [ArtifactFile] = []
        for content in contents {
            if evidence.kind == .archive {
                for var file in try TarArchive.files(of: content) {
                    if files.contains(where: { $0.name == file.name }) { file.name = "\(files.count + 1)-\(file.name)" }
                    files.append(file)
                }
            } else if let type = Media.contentType(of: content, as: evidence.kind.rawValue) {
                files.append(
                    ArtifactFile(
                        name: evidence.name + (contents.count > 1 ? "-\(files.count + 1)" : ""), contentType: type,
                        bytes: content))
            } else {
                throw ArtifactProblem(.wrongKind, "what the vendor gave is no \(evidence.kind.rawValue)")
            }
        }
        guard !files.isEmpty else { throw ArtifactProblem(.gone, "the vendor gave nothing") }
        return files
    }

    /// Base64, or a data URI, with or without its comma.
    static func decoded(_ text: String) -> [UInt8]? {
        var rest = text[...]
        if rest.hasPrefix("data:") {
            if let range = rest.firstRange(of: "base64") {
                rest = rest[range.upperBound...]
                if rest.first == "," { rest.removeFirst() }
            } else if let comma = rest.firstIndex(of: ",") {
                rest = rest[rest.index(after: comma)...]
            }
        }
        guard let data = Data(base64Encoded: String(rest), options: .ignoreUnknownCharacters), !data.isEmpty else {
            return nil
        }
        return Array(data)
    }
}

extension ArtifactProblem {
    init(_ failure: CallFailure) {
        let code: Code =
            switch failure.kind {
            case .gone: .gone
            case .notReady: .notReady
            case .connect, .timeout, .cut, .throttled, .server, .vendorFault: .unavailable
            default: .refused
            }
        self.init(code, failure.detail)
    }
}
