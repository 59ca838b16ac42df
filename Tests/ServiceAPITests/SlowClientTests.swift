import EngineStore
import EngineStoreSQLite
import Foundation
import Testing
import Vendors

@testable import ServiceAPI

/// Who is slow, or gone, costs a connection for a while and nothing else.
@Suite struct SlowClientTests {
    private static let brief = {
        var patience = ServicePatience()
        patience.idle = .milliseconds(300)
        patience.heartbeat = .milliseconds(100)
        return patience
    }()

    @Test(arguments: [
        "", "GET /livez HTT", "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
    ]) func aClientThatHangsIsLetGo(_ beginning: String) async throws {
        try await TestService.with(patience: Self.brief) { service in
            let connection = try RawConnection(port: service.port)
            await connection.send(beginning)
            // Returns when the service closes; a service that waits for ever would never end this test.
            _ = await connection.read()
            #expect(try await service.send("GET", "/livez", token: "").status == 200)
        }
    }

    /// Never idle, and never done.
    @Test func aBodyThatDripsIsEnded() async throws {
        var patience = ServicePatience()
        patience.body = .milliseconds(200)
        try await TestService.with(patience: patience) { service in
            let connection = try RawConnection(port: service.port)
            await connection.send(
                """
                POST /v1/runs HTTP/1.1\r
                Host: x\r
                Authorization: Bearer \(service.token)\r
                Transfer-Encoding: chunked\r
                \r

                """)
            async let answer = connection.read(until: "too-slow")
            while await connection.send("1\r\nx\r\n") {}
            #expect(await answer.hasPrefix("HTTP/1.1 408 "))
        }
    }

    /// The answer does not fit what the kernel takes, and nobody reads it.
    @Test func aClientThatDoesNotReadIsLetGo() async throws {
        try await TestService.with(patience: Self.brief) { service in
            let connection = try RawConnection(port: service.port)
            let request = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
            // Requests behind each other until the service takes no more, then until it has closed.
            let text = Array(String(repeating: request, count: 1000).utf8)
            var hasEnded = false
            for _ in 0..<1000 where !hasEnded { hasEnded = await !connection.send(text) }
            #expect(hasEnded)
            #expect(try await service.send("GET", "/livez", token: "").status == 200)
        }
    }

    @Test func liveEventsGoOnWhileNothingHappens() async throws {
        let script = VendorScript(answers: ["biometrics": [.reason("face_too_small")]])
        try await TestService.with(script, patience: Self.brief) { service in
            let run = try await service.startAndRest()
            let connection = try RawConnection(port: service.port)
            await connection.send(Self.follow(run, service))
            let start = ContinuousClock.now
            // Longer than an idle connection lives.
            var heartbeats = 0
            while heartbeats < 5 {
                heartbeats += await connection.read(until: ": nothing new").contains(": nothing new") ? 1 : 100
            }
            #expect(heartbeats == 5 && start.duration(to: .now) >= .milliseconds(400))
            #expect(try await service.send("POST", "/v1/runs/\(run)/cancel").status == 200)
            let rest = await connection.read(until: "0\r\n\r\n")
            #expect(rest.contains("event: cancelled"), "what happens comes at once, then the stream ends")
        }
    }

    @Test func aReaderThatComesBackMissesNothingAndGetsNothingTwice() async throws {
        try await TestService.with { service in
            let run = try await service.startAndRest()
            func ids(after last: String?) async throws -> [Int] {
                var headers = ["accept": "text/event-stream"]
                headers["last-event-id"] = last
                let answer = try await service.send("GET", "/v1/runs/\(run)/events", headers: headers)
                #expect(answer.status == 200 && answer.headers["content-type"] == "text/event-stream")
                return answer.text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap {
                    Int($0.dropFirst(4))
                }
            }
            let all = try await ids(after: nil)
            #expect(all == Array(1...all.count) && all.count > 5)
            #expect(try await ids(after: "0") == all)
            #expect(try await ids(after: "4") == Array(all.dropFirst(4)))
            func raw(_ last: String) async throws -> Answer {
                try await service.send(
                    "GET", "/v1/runs/\(run)/events", headers: ["accept": "text/event-stream", "last-event-id": last])
            }
            #expect(try await raw("\(all.count)").status == 204, "there is nothing to come back for")
            #expect(try await raw("999").status == 204)
            for bad in ["x", "-1", "99999999999999999999"] {
                #expect(try await raw(bad).code == "bad-last-event-id")
            }
        }
    }

    /// A reader that takes nothing is not written to: events wait in the store, not in memory.
    @Test func eventsAreReadWhenTheyAreTaken() async throws {
        try await TestService.with { service in
            let run = try #require(RunID(try await service.startAndRest()))
            func feed(after last: Int) -> AsyncStream<String> {
                EventFeed(
                    run, engine: service.engine, store: service.store, hub: service.hub, heartbeat: .seconds(60),
                    after: last
                ).stream
            }
            var pieces = feed(after: 0).makeAsyncIterator()
            #expect(await pieces.next() == "retry: 2000\n\n")
            // Nothing has been read of the run yet: what is erased now is not sent later.
            try await service.store.erase(run, at: SystemMoment.now)
            #expect(await pieces.next() == nil)
        }
    }

    /// What is done once the status is final is followed too, or nobody would see it fail.
    @Test func aRunIsFollowedToWhatComesAfterItsStatus() async throws {
        try await TestService.with { service in
            let after = "after: [ { act: link_make, by: idmeta, when: \"status == 'verified'\" } ]\n"
            try await service.publish("small", Requests.flow + after)
            let body = Data(#"{"flow":"small","applicant":{"name":"Ada"}}"#.utf8)
            let run = try await service.start(body)
            let answer = try await service.send(
                "GET", "/v1/runs/\(run)/events", headers: ["accept": "text/event-stream"])
            let end = try #require(answer.text.firstRange(of: "\"finalize/idmeta\""))
            #expect(answer.text[end.upperBound...].contains("\"act/after/1/idmeta/1\""))
        }
    }

    @Test func nobodyIsFollowedWhoHasGone() async throws {
        let script = VendorScript(answers: ["biometrics": [.reason("face_too_small")]])
        try await TestService.with(script, patience: Self.brief) { service in
            let run = try await service.startAndRest()
            do {
                let connection = try RawConnection(port: service.port)
                await connection.send(Self.follow(run, service))
                _ = await connection.read(until: "event: created")
                #expect(service.hub.count == 1)
            }
            // A heartbeat finds that the connection is closed.
            while service.hub.count > 0 { await Task.yield() }
        }
    }

    private static func follow(_ run: String, _ service: TestService) -> String {
        """
        GET /v1/runs/\(run)/events HTTP/1.1\r
        Host: x\r
        Authorization: Bearer \(service.token)\r
        Accept: text/event-stream\r
        \r

        """
    }
}
