import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Many applicants at once, who never give up: a request that was not answered is sent again under the same key.
final class Crowd: Sendable {
    /// One that stops at a call in doubt, and one that sends it again and says so.
    static let flows = ["crowd-strict", "crowd-lenient"]
    /// Calls that may be repeated at the vendor as often as one likes.
    static let repeatable: Set = ["metadata", "finalize"]

    let daemon: Daemon
    private let effectLog: String
    private let calmVerifications = Shelf()
    private let acknowledged = Shelf()

    init(daemon: Daemon, effectLog: String) {
        self.daemon = daemon
        self.effectLog = effectLog
    }

    /// The verifications of runs that were posted with a key that begins with `calm`.
    var calm: Set<String> { calmVerifications.all }

    static func writeFlows(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in flows {
            let isLenient = name == flows[1]
            let text = """
                flow: \(name)
                version: 1
                applicant:
                  first_name: string
                  last_name: string
                  id_front: image
                  selfie: image
                vendors:
                  idmeta:
                    trust_flow: "1708"
                    metadata_path: /api/v1/verification/metadata-placeholder
                    orphans: \(isLenient ? "allow" : "refuse")
                defaults:
                  retry: { calls: 12, initial: 20ms, jitter: full\(isLenient ? ", on_lost: repeat" : "") }
                steps:
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.first_name} ${applicant.last_name}" }
                metadata:
                  name: "${applicant.last_name}"
                status:
                  - verify: checks.document.passed && checks.liveness.passed && checks.aml.passed
                  - otherwise: review
                expires_after: 30d
                """
            try text.write(toFile: "\(folder)/\(name).yaml", atomically: true, encoding: .utf8)
        }
    }

    // MARK: Clients

    /// The run of a key.
    func post(_ flow: String, key: String) async throws -> String {
        let photo = "data:image/jpeg;base64,/9j/4AAQ"
        let body = try JSONSerialization.data(
            withJSONObject: [
                "flow": flow,
                "applicant": ["first_name": "Ada", "last_name": key, "id_front": photo, "selfie": photo],
            ])
        while true {
            let service = await daemon.current()
            guard
                let answer = try? await service.send("POST", "/v1/runs", body: body, headers: ["Idempotency-Key": key])
            else { continue }
            try #require(answer.status == 201, "\(answer.status) \(answer.code ?? "")")
            let run = try #require(answer.json["id"] as? String)
            acknowledged.add(run)
            return run
        }
    }

    /// The runs of so many keys, posted sixteen at a time.
    func postAll(_ count: Int) async throws -> [String: String] {
        try await withThrowingTaskGroup(of: [(String, String)].self) { group in
            for client in 0..<16 {
                group.addTask {
                    var own: [(String, String)] = []
                    for number in stride(from: client, to: count, by: 16) {
                        let key = "key-\(number)"
                        own.append((key, try await self.post(Self.flows[number % 2], key: key)))
                    }
                    return own
                }
            }
            return try await group.reduce(into: [:]) { all, own in for (key, run) in own { all[key] = run } }
        }
    }

    // MARK: What came of it

    struct Row: Decodable {
        var id: String
        var status: String
        var incident: String?
    }

    /// Every run that there is, once all of these have ended or have an incident.
    func settled(_ runs: [String]) async throws -> [Row] {
        let awaited = Set(runs)
        while true {
            let rows = try await all()
            let open = rows.filter { awaited.contains($0.id) && $0.incident == nil && $0.status != "verified" }
            if open.isEmpty { return rows }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func all() async throws -> [Row] {
        struct Page: Decodable {
            var runs: [Row]
            var next: String?
        }
        var rows: [Row] = []
        var next: String?
        repeat {
            let page: Page = try await get("/v1/runs?limit=200" + (next.map { "&cursor=\($0)" } ?? ""))
            rows += page.runs
            next = page.next
        } while next != nil
        return rows
    }

    /// A run as its owner sees it.
    struct Seen: Decodable {
        struct Vendor: Decodable { var verification: String? }
        struct Doubt: Decodable { var at: String }

        var id: String
        var flow: String
        var status: String
        private var vendors: [Vendor]
        private var openIncidents: [Doubt]
        private var possibleOrphans: [Doubt]

        enum CodingKeys: String, CodingKey {
            case id, flow, status, vendors
            case openIncidents = "incidents"
            case possibleOrphans = "possible_orphans"
        }

        var verification: String? { vendors.first?.verification }
        var incidents: [String] { openIncidents.map(\.at) }
        var orphans: [String] { possibleOrphans.map(\.at) }
    }

    func seen(_ run: String) async throws -> Seen {
        let seen: Seen = try await get("/v1/runs/\(run)")
        // Asked for one by one, it is a calm one.
        if let verification = seen.verification { calmVerifications.add(verification) }
        return seen
    }

    func seen(_ runs: [String]) async throws -> [Seen] {
        try await withThrowingTaskGroup(of: [Seen].self) { group in
            for client in 0..<8 {
                group.addTask {
                    var own: [Seen] = []
                    for index in stride(from: client, to: runs.count, by: 8) {
                        own.append(try await self.get("/v1/runs/\(runs[index])"))
                    }
                    return own
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func get<Answer: Decodable>(_ path: String) async throws -> Answer {
        while true {
            let service = await daemon.current()
            guard let answer = try? await service.send("GET", path) else { continue }
            try #require(answer.status == 200, "\(path): \(answer.status) \(answer.code ?? "")")
            return try JSONDecoder().decode(Answer.self, from: answer.body)
        }
    }

    // MARK: The vendor

    /// Makes the vendor behave otherwise from now on.
    func play(_ story: String, at vendor: String) async throws {
        var request = URLRequest(url: try #require(URL(string: vendor + "/_sandbox/script")))
        request.httpMethod = "PUT"
        request.httpBody = try JSONSerialization.data(withJSONObject: ["story": story])
        let (_, response) = try await URLSession.shared.data(for: request)
        try #require((response as? HTTPURLResponse)?.statusCode == 200)
    }

    /// Acknowledged runs that have not ended, those with an incident among them.
    var inFlight: Int {
        let closed = (try? effects().values.count { $0.contains("finalize") }) ?? 0
        return acknowledged.all.count - closed
    }

    var logSize: Int { (try? FileManager.default.attributesOfItem(atPath: effectLog)[.size] as? Int) ?? 0 }

    /// What was done for each verification, in order.
    func effects() throws -> [String: [String]] {
        struct Effect: Decodable {
            var operation: String
            var verification: String
        }
        let text = try String(contentsOfFile: effectLog, encoding: .utf8)
        return try text.split(separator: "\n").reduce(into: [:]) { all, line in
            let effect = try JSONDecoder().decode(Effect.self, from: Data(line.utf8))
            all[effect.verification, default: []].append(effect.operation)
        }
    }
}

/// A set between tasks; the lock protects it.
private final class Shelf: @unchecked Sendable {
    private let lock = NSLock()
    private var items: Set<String> = []

    var all: Set<String> { lock.withLock { items } }

    func add(_ item: String) { lock.withLock { _ = items.insert(item) } }
}
