import Foundation
import Testing
import Vendors

@testable import ServiceAPI

/// What Prometheus reads.
@Suite struct MetricsTests {
    @Test func whatHappenedIsCounted() async throws {
        try await TestService.with(VendorScript(answers: ["watchlist": [.story("inconclusive", values: [:])]])) {
            service in
            let run = try await service.startAndRest()
            _ = try await service.send("GET", "/v1/runs/\(run)")
            _ = try await service.send("GET", "/v1/runs/Canarypath")
            let text = try await service.send("GET", "/metrics", token: "").text
            let expected = [
                #"trustflow_runs{status="review_needed"} 1"#, #"trustflow_runs{status="verified"} 0"#,
                #"trustflow_vendor_calls_total{vendor="idmeta",operation="create",outcome="200"} 1"#,
                #"trustflow_http_requests_total{method="GET",route="/v1/runs/{id}",status="404"} 1"#,
                #"trustflow_http_request_duration_seconds_count{method="GET",route="/v1/runs/{id}"} 2"#,
                #"trustflow_http_request_duration_seconds_bucket{method="GET",route="/v1/runs/{id}",le="+Inf"} 2"#,
            ]
            for line in expected { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
            #expect(!text.contains("Canary") && !text.contains(run))
            try Exposition(text).check()
        }
    }

    @Test func bucketsHoldAllThatIsBelow() {
        var histogram = Histogram()
        for value in [0.001, 0.005, 0.03, 99] { histogram.add(value) }
        let lines = histogram.lines("x_seconds", labels: "a=\"b\"")
        #expect(lines.contains("x_seconds_bucket{a=\"b\",le=\"0.005\"} 2\n"))
        #expect(lines.contains("x_seconds_bucket{a=\"b\",le=\"0.05\"} 3\n"))
        #expect(lines.contains("x_seconds_bucket{a=\"b\",le=\"10\"} 3\n"))
        #expect(
            lines.hasSuffix(
                "x_seconds_bucket{a=\"b\",le=\"+Inf\"} 4\nx_seconds_sum{a=\"b\"} 99.036\nx_seconds_count{a=\"b\"} 4\n"))
    }
}

/// The text format, held to what Prometheus' documentation asks of it.
private struct Exposition {
    let lines: [Substring]

    init(_ text: String) {
        #expect(text.hasSuffix("\n"))
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { $0 }
    }

    func check() throws {
        var types: [String: String] = [:]
        var current = ""
        var seen: Set<Substring> = []
        for line in lines {
            if let match = line.wholeMatch(of: /# HELP (\w+) \S.*/) {
                current = String(match.output.1)
                #expect(types[current] == nil, "all lines of \(current) stand together")
            } else if let match = line.wholeMatch(of: /# TYPE (\w+) (counter|gauge|histogram)/) {
                #expect(match.output.1 == current)
                types[current] = String(match.output.2)
                #expect((match.output.2 == "counter") == current.hasSuffix("_total"), "\(current)")
            } else {
                let match = try #require(
                    line.wholeMatch(of: /([a-z_]+)(\{(?:\w+="[^"\n]*",?)*\})? ([0-9.e+-]+)/), "\(line)")
                let name = String(match.output.1)
                let isOfHistogram =
                    types[current] == "histogram"
                    && ["_bucket", "_sum", "_count"].contains { name == current + $0 }
                #expect(name == current && !isOfHistogram || isOfHistogram, "\(line)")
                #expect(seen.insert(line.prefix { $0 != " " }).inserted, "\(line) is there twice")
            }
        }
        #expect(types.count >= 6)
    }
}
