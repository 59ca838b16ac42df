import EngineStore
import Foundation
import Testing
import Vocabulary

@testable import ServiceAPI

/// `GET /v1/runs`: what is asked for is what comes, and what cannot be asked for is said.
@Suite struct ListTests {
    @Test func runsAreFoundByWhenTheyWereCreated() async throws {
        let clock = SetClock()
        try await TestService.with(clock: clock) { service in
            var runs: [String] = []
            for day in 1...4 {
                clock.set(Int64(day) * 86_400_000)
                runs.append(try await service.start())
            }
            let second = "1970-01-03T00:00:00Z"
            let cases: [(String, [Int])] = [
                ("", [3, 2, 1, 0]),
                ("created_after=\(second)", [3, 2, 1]),
                ("created_before=\(second)", [0]),
                ("created_after=1970-01-03T00:00:00.001Z", [3, 2]),
                ("created_after=1970-01-03T02:00:00%2B02:00&created_before=1970-01-04T00:00:00Z", [1]),
                ("created_after=2001-01-01T00:00:00Z", []),
                ("created_before=0001-01-01T00:00:00Z", []),
                ("created_after=\(second)&limit=2", [3, 2]),
                ("created_after=\(second)&limit=2&cursor=\(runs[2])", [1]),
                ("created_before=\(second)&cursor=\(runs[3])", [0]),
                ("created_before=1970-01-09T00:00:00Z&cursor=\(runs[1])", [0]),
                ("flow=other", []),
            ]
            for (query, expected) in cases {
                let page = try await service.send("GET", "/v1/runs?\(query)")
                let ids = (page["runs"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
                #expect(ids == expected.map { runs[$0] }, "\(query): \(page.text.prefix(200))")
            }
            // Page by page, with an end.
            var seen: [String] = []
            var cursor = ""
            repeat {
                let page = try await service.send("GET", "/v1/runs?created_after=\(second)&limit=2\(cursor)")
                seen += (page["runs"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
                cursor = (page["next"] as? String).map { "&cursor=\($0)" } ?? ""
            } while !cursor.isEmpty
            #expect(seen == [runs[3], runs[2], runs[1]])
        }
    }

    @Test func aBadFilterIsSaid() async throws {
        try await TestService.with { service in
            let cases = [
                ("created_after=yesterday", "bad-time"), ("created_before=2026-13-01T00:00:00Z", "bad-time"),
                ("created_after=2026-01-01", "bad-time"), ("limit=0", "out-of-range"), ("limit=x", "out-of-range"),
                ("limit=201", "out-of-range"), ("cursor=x", "bad-cursor"), ("status=odd", "unknown-status"),
                ("statu=verified", "unknown-parameter"), ("limit=1&limit=2", "repeated-parameter"),
            ]
            for (query, code) in cases {
                let answer = try await service.send("GET", "/v1/runs?\(query)")
                #expect(answer.status == 400 && answer.code == code, "\(query): \(answer.text)")
            }
            let typo = try await service.send("GET", "/v1/runs?created_befor=x")
            #expect(typo.text.contains("did you mean `created_before`?"))
            #expect(try await service.send("GET", "/v1/flows?x=1").code == "unknown-parameter")
        }
    }
}
