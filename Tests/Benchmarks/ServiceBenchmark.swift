import Diagnostics
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import Hummingbird
import Logging
import NIOCore
import PackCompiler
import ServiceAPI
import VendorConnectors
import Vendors
import Vocabulary

/// Runs accepted durably over HTTP, beside a route of the same server that does nothing but keep the body in one durable
/// row, with the same group commit. The vendor never answers, so that taking a run in is all that happens.
enum ServiceBenchmark {
    private static let connections = 64
    private static let requests = 6000

    static func run(in folder: String) async throws -> [Measure] {
        let store = try SQLiteStore(path: folder + "/service.sqlite")
        let sender = ParkedSender()
        let engine = Engine(EngineParts(store: store, sender: sender, masterKey: .generate()))
        let catalogue = FlowCatalogue(store: store, library: PackLibrary())
        var findings = Findings()
        for flow in [plain, photographed] {
            findings = await catalogue.adding(SourceFile(path: "flow.yaml", bytes: Array(flow.utf8)), to: findings)
        }
        guard !findings.hasErrors else { throw LoadFailure(answer: findings.sorted.map(\.message).joined()) }
        let token = try await TokenDesk(store).create("bench", scopes: Scope.allCases, at: SystemClock().now).token

        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let service = APIService(
            engine: engine, store: store, catalogue: catalogue, hub: ProgressHub(), metrics: Metrics(),
            readiness: Readiness(),
            host: "127.0.0.1", port: 0, logger: quiet, onReady: { ready.yield($0) })
        let router = Router()
        router.post("/v1/runs") { request, context in try await keep(request, in: store) }
        let bare = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ready.yield($0.localAddress?.port ?? 0) }, logger: quiet)

        let serving = Task { try await service.run() }
        var port = ports.makeAsyncIterator()
        let own = await port.next() ?? 0
        let referring = Task { try await bare.run() }
        let other = await port.next() ?? 0
        defer {
            serving.cancel()
            referring.cancel()
        }

        var measures: [Measure] = []
        for (name, body) in [("JSON of 200 bytes", smallBody), ("21 kB with a photo", photoBody)] {
            let bytes = Array(try JSONSerialization.data(withJSONObject: body))
            let authorization = ["Authorization": "Bearer \(token)"]
            func load(_ port: Int, keyed: Bool) async throws -> KeepAliveLoad.Result {
                let series = UUID().uuidString
                return try await KeepAliveLoad.run(port: port, connections: connections, requests: requests) { number in
                    var headers = authorization
                    if keyed { headers["Idempotency-Key"] = "\(series)-\(number)" }
                    return KeepAliveLoad.post("/v1/runs", bytes, headers: headers)
                }
            }
            _ = try await load(own, keyed: false)
            for keyed in [false, true] {
                let start = processorTime
                let reference = try await load(other, keyed: keyed)
                let middle = processorTime
                let result = try await load(own, keyed: keyed)
                let (bare, full) = (middle - start, processorTime - middle)
                measures.append(
                    Measure(
                        name: "runs accepted over HTTP, \(name)" + (keyed ? ", with a key" : ""),
                        value: result.perSecond, reference: ("a bare route, one durable row", reference.perSecond),
                        note: String(
                            format: "%d connections, p99 %@ ms; %.2f and %.2f ms of processor time; aim: 0.33",
                            connections, result.p99.milliseconds, full / Double(requests), bare / Double(requests))))
            }
        }
        await engine.shutdown()
        try await store.close()
        return measures
    }

    private struct Body: Decodable {
        var flow: String
        var applicant: [String: String]
    }

    private static func keep(_ request: Request, in store: SQLiteStore) async throws -> Response {
        let bytes = Data((try await request.body.collect(upTo: 1 << 20)).readableBytesView)
        _ = try JSONDecoder().decode(Body.self, from: bytes)
        let name = UUID().uuidString
        try await store.putDocument(StoredDocument(kind: "bare", name: name, bytes: bytes), over: nil)
        return Response(
            status: .created, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"id":"\#(name)"}"#)))
    }

    // MARK: What is sent

    private static var smallBody: [String: Any] {
        [
            "flow": "plain",
            "applicant": ["first_name": "Hannah", "last_name": "Bret", "birth_date": "1990-10-02", "country": "US"],
        ]
    }

    private static var photoBody: [String: Any] {
        let photo = Data([0xFF, 0xD8, 0xFF, 0xE0] + (0..<15_500).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        return [
            "flow": "photographed",
            "applicant": [
                "first_name": "Hannah", "last_name": "Bret", "birth_date": "1990-10-02", "country": "US",
                "selfie": "data:image/jpeg;base64," + photo.base64EncodedString(),
            ],
        ]
    }

    private static let plain = flow("plain", photo: "", step: "")
    private static let photographed = flow(
        "photographed", photo: "selfie: image",
        step: """
            - id: liveness
                check: biometrics
                by: idmeta
                input: { image: "${applicant.selfie}" }
            """)

    private static func flow(_ name: String, photo: String, step: String) -> String {
        """
        flow: \(name)
        version: 1
        applicant:
          first_name: string
          last_name: string
          birth_date: date
          country: string
          \(photo)
        vendors:
          idmeta: { trust_flow: "1708" }
        steps:
          - id: aml
            check: watchlist
            by: idmeta
            input: { full_name: "${applicant.first_name} ${applicant.last_name}" }
          \(step)
        status:
          - verify: checks.aml.passed
          - otherwise: review
        expires_after: 30d
        """
    }
}

extension Duration {
    fileprivate var milliseconds: String { String(format: "%.1f", self / .milliseconds(1)) }
}

/// A vendor that takes every call and answers none.
private struct ParkedSender: VendorSender {
    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        try? await Task.sleep(for: .seconds(86_400))
        return .failure(.timeout)
    }
}
