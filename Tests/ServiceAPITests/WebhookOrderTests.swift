import Crypto
import EngineStore
import FlowEngine
import FlowMachine
import Foundation
import Testing
import Vocabulary

/// Six webhooks of one session over HTTP, signed, in many of their 720 orders, with repeats and forgeries between them:
/// one final status, which nothing stale changes.
///
/// A third of them, drawn by a fixed seed, takes a third of 40 s; `TRUSTFLOW_ALL_ORDERS` plays all.
@Suite struct WebhookOrderTests {
    private struct Event: Sendable {
        var name: String
        var kind = "IDENTIFICATION_AUTO_FINISHED"
        var overall: String
        var isFinal = false
    }

    /// The vendor's machine, its people at work, what it thought in between, and its last word.
    private static func events(_ word: String) -> [Event] {
        [
            Event(name: "reviewing", overall: "REVIEWING"), Event(name: "approved so far", overall: "APPROVED"),
            Event(name: "suspected so far", overall: "SUSPECTED"), Event(name: "denied so far", overall: "DENIED"),
            Event(name: "begun", kind: "IDENTIFICATION", overall: "ACTIVE"),
            Event(name: "final", kind: "IDENTIFICATION_MANUAL_FINISHED", overall: word, isFinal: true),
        ]
    }

    private static func orders(_ items: [Int]) -> [[Int]] {
        guard !items.isEmpty else { return [[]] }
        return items.flatMap { first in orders(items.filter { $0 != first }).map { [first] + $0 } }
    }

    private static func body(_ event: Event, session: String, run: String) throws -> Data {
        let isApproved = event.overall == "APPROVED"
        return try Requests.json([
            "final": event.isFinal, "scanRef": session, "externalRef": run, "clientId": "c",
            "status": [
                "overall": event.overall, "fraudTags": [String](), "mismatchTags": [String](),
                "autoDocument": isApproved ? "DOC_VALIDATED" : "DOC_FAKE", "manualDocument": NSNull(),
                "autoFace": "FACE_MATCH", "manualFace": NSNull(),
            ] as [String: Any],
        ])
    }

    private static func signature(_ body: Data, _ key: String) -> String {
        HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(key.utf8)))
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func post(
        _ event: Event, session: String, run: String, key: String = "sandbox", to service: TestService
    ) async throws -> Int {
        let body = try body(event, session: session, run: run)
        let headers = ["Idenfy-Signature": signature(body, key), "Idenfy-Event-Type": event.kind]
        return try await service.send(
            "POST", "/v1/vendors/idenfy/webhooks/identification", body, token: "", headers: headers
        ).status
    }

    /// Even orders end approved and odd ones denied; one event is sent twice, and somebody else says the contrary.
    private static func play(_ number: Int, _ order: [Int], on service: TestService) async throws {
        let (word, contrary) = number.isMultiple(of: 2) ? ("APPROVED", "DENIED") : ("DENIED", "APPROVED")
        let run = try await service.startAndRest(
            try Requests.json(["flow": "hosted", "applicant": ["name": "Ada"]]))
        let id = try #require(RunID(run))
        let session = try #require(try await service.engine.state(of: id).verifications["idenfy"]?.id)
        let events = events(word)
        for (place, index) in order.enumerated() {
            #expect(try await post(events[index], session: session, run: run, to: service) == 200)
            if place == number % 6 {
                #expect(try await post(events[index], session: session, run: run, to: service) == 200)
                let forged = Event(
                    name: "forged", kind: "IDENTIFICATION_MANUAL_FINISHED", overall: contrary, isFinal: true)
                #expect(try await post(forged, session: session, run: run, key: "mine", to: service) == 401)
            }
        }
        _ = try await service.engine.rest(of: id)
        let status = try await service.engine.state(of: id).status
        let names = order.map { events[$0].name }
        #expect(status == (word == "APPROVED" ? .verified : .reviewNeeded), "\(names)")
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test func everyOrderComesToTheSame() async throws {
        let all = Self.orders(Array(0..<6))
        #expect(all.count == 720)
        let isWhole = ProcessInfo.processInfo.environment["TRUSTFLOW_ALL_ORDERS"] != nil
        var dice = Dice(state: 720)
        let played = isWhole ? all : Array(all.shuffled(using: &dice).prefix(240))
        // Each event stands at each place, and each follows each other one at once, many times.
        for event in 0..<6 {
            for place in 0..<6 { #expect(played.count { $0[place] == event } >= 20) }
            for next in 0..<6 where next != event {
                #expect(played.count { $0[($0.firstIndex(of: event) ?? 5)...].dropFirst().first == next } >= 20)
            }
        }
        try await TestService.with(vendors: ["idmeta", "idenfy"]) { service in
            try await service.publish("hosted", Requests.hosted)
            // A few at a time, as vendors do.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, order) in played.enumerated() {
                    if number >= 4 { try await group.next() }
                    group.addTask { try await Self.play(number, order, on: service) }
                }
                try await group.waitForAll()
            }
        }
    }
}
