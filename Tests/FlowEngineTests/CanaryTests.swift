import EngineSamples
import EngineStore
import EngineStoreSQLite
import Expressions
import FlowMachine
import Foundation
import StoreSamples
import Testing
import VendorCalls
import VendorConnectors
import VendorSandbox
import Vendors
import Vocabulary

@testable import FlowEngine

/// What vendors were told, photos included.
final class Heard: @unchecked Sendable {
    // Sendable because the lock guards the text.
    private let lock = NSLock()
    private var all = ""

    func add(_ text: String) { lock.withLock { all += text } }
    var text: String { lock.withLock { all } }
}

private struct ListeningSender: VendorSender {
    let connector: VendorConnector
    let heard: Heard

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        if let body = request.body, let json = try? JSONEncoder().encode(body) {
            heard.add(String(decoding: json, as: UTF8.self))
        }
        return try await connector.send(
            request,
            media: { name in
                let medium = try await media(name)
                heard.add(String(decoding: medium.bytes, as: UTF8.self))
                return medium
            }, timeout: timeout)
    }
}

/// What is personal or secret, as strings that cannot be missed, is looked for wherever it must not be.
@Suite struct CanaryTests {
    static let personal = ["Zitronenfalter-11", "Zitronenfalter-12", "Zitronenfalter-13", "Zitronenfalter-14"]
    static let secret = "1|Zitronenfalter-Geheimnis"

    @Test func nothingPersonalIsWrittenInClear() async throws {
        let script = VendorScript(answers: [
            "document": [.failure(.throttled)], "biometrics": [.reason("face_cropped")],
            "watchlist": [.lost, .story("review", values: [:])],
        ])
        let sandbox = try await Sandbox.start(packs: [try idmeta()], script: script)
        let connector = VendorConnector(
            secrets: SecretSource.read(["IDMETA_API_TOKEN"], environment: ["IDMETA_API_TOKEN": Self.secret]).source,
            addresses: try VendorAddresses(["idmeta=\(try #require(sandbox.addresses["idmeta"]))"]))
        let heard = Heard()
        let sender = ListeningSender(connector: connector, heard: heard)
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            let flow = try SampleFlow.onboarding()
            let (clock, seen) = (ManualClock(), Seen())
            let engine = Engine(
                EngineParts(
                    store: store, sender: sender, masterKey: .generate(), clock: clock, chance: .fixed,
                    packOf: { try $0.compiled() }, progress: { seen.add($0) }))
            var applicant = SampleFlow.applicant
            for (field, value) in zip(["first_name", "last_name", "country"], Self.personal) {
                applicant[field] = .string(value)
            }
            let photo = VendorConnectors.Media(
                bytes: [0xFF, 0xD8, 0xFF] + Array(Self.personal[3].utf8), contentType: "image/jpeg")
            let run = try await engine.start(
                flow.stored, packs: flow.packs, applicant: applicant,
                media: ["id_front#1": photo, "selfie#1": photo])
            var errors: [String] = []
            while true {
                let standing = try await engine.standing(of: run, .idle)
                if standing.isBackingOff, let due = standing.due {
                    clock.move(to: due)
                } else if let ask = standing.state.asks.values.first {
                    do {
                        try await engine.take(
                            .inputReceived(step: ask.step, values: ["first_name": .string(Self.personal[1])]), of: run)
                    } catch { errors.append("\(error)") }
                    let values = SampleFlow.again(ask.fields, in: standing.state.applicant).values
                    try await engine.take(
                        .inputReceived(step: ask.step, values: values), of: run, media: ["selfie#2": photo])
                } else {
                    break
                }
            }
            // A person's own words are personal too.
            #expect(try await engine.rest(of: run).status == .reviewNeeded)
            try await engine.take(
                .reviewDecided(ReviewDecision(answer: .reject, by: Self.personal[0], reason: Self.personal[1])), of: run
            )
            let state = try await engine.rest(of: run)
            #expect(state.status == .rejected && state.reason == Self.personal[1])

            // The canaries are really there: in what was sent, and behind the seals.
            for canary in Self.personal { #expect(heard.text.contains(canary), "\(canary) was never sent") }
            let history = String(decoding: try JSONEncoder().encode(try await engine.history(of: run)), as: UTF8.self)
            #expect(history.contains(Self.personal[2]))

            var places: [String: String] = ["errors": errors.joined()]
            for (index, progress) in seen.all.enumerated() {
                var dumped = ""
                dump(progress, to: &dumped)
                places["progress \(index)"] = "\(progress) \(String(reflecting: progress)) \(progress.content)" + dumped
            }
            places["row"] = "\(try await store.load(run).row)"
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).contains("store.sqlite-wal"))
            places.merge(try files(in: folder)) { $1 }
            await engine.shutdown()
            try await store.close()
            places.merge(try files(in: folder).mapValues { $0 }) { "\($0)\($1)" }
            #expect(places.count > 20 && errors.count == 1)
            for (place, text) in places {
                for canary in Self.personal + Self.personal.map(\.base64) + [Self.secret] {
                    #expect(!text.contains(canary), "\(canary) is in \(place)")
                }
                if place.contains("sqlite") || place == "errors" { #expect(!text.isEmpty) }
            }
        }
        try await connector.shutdown()
        await sandbox.stop()
    }

    /// Latin 1 keeps every byte, so that text in binary files is found.
    private func files(in folder: String) throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
                return (name, String(data: bytes, encoding: .isoLatin1) ?? "")
            })
    }
}

extension String {
    /// As the text stands in base 64 after three bytes of something else.
    fileprivate var base64: String { String(Data(utf8).base64EncodedString().prefix(20)) }
}
