import FlowIR
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    private static let permitted = Liveness("retry: { on_lost: repeat }")
        .with(\.vendors, ["idmeta: { trust_flow: \"1708\", orphans: allow }"])

    /// Answers that were lost.
    static let lost: [Walk] = [
        Walk("a lost create, created again by an operator") {
            try $0.lose("create/idmeta")
            try $0.operate(.retry)
            try $0.open(activity: "create/idmeta/2")
        },
        Walk("a lost create, skipped by an operator") {
            try $0.lose("create/idmeta")
            try $0.operate(.skip)
        },
        Walk("a lost create, created again with leave", permitted) {
            try $0.lose("create/idmeta", permit: "vendors.idmeta.orphans: allow")
        },
        Walk("a lost check, sent again with leave", asked: permitted) {
            try $0.lose(Bench.check, permit: "retry.on_lost: repeat")
        },
        Walk("a lost check", asked: Liveness()) { try $0.lose(Bench.check) },
    ]

    /// The next vendor.
    static let failovers: [Walk] = [
        Walk("no create here, so one there", .failover()) { try $0.fail("create/idmeta", .connect) },
        Walk(
            "no create here, and none needed there",
            several: {
                var run = try Bench(Liveness.failover()) { $0.vendors[1].create = nil }
                try run.fail("create/idmeta", .connect)
                return [run]
            }),
        Walk("no answer here, so there; what was left is abandoned", asked: .failover()) {
            try $0.fail(Bench.check, .connect)
            try $0.open("spare")
            try $0.pass("check/liveness/spare/1")
            try $0.close("spare")
        },
        Walk(
            "no answer here, and no verification there",
            several: {
                var run = try Bench.asked(Liveness.failover()) { $0.vendors[1].create = nil }
                try run.fail(Bench.check, .connect)
                return [run]
            }),
        Walk("a lost create is left behind", .failover()) {
            try $0.lose("create/idmeta")
            try $0.open("spare")
            try $0.pass("check/liveness/spare/1")
            try $0.close("spare")
        },
    ]

    private static let withMetadata = Liveness(more: "metadata: { tier: gold }")
        .with(\.vendors, ["idmeta: { trust_flow: \"1708\", metadata_path: /api/v1/metadata }"])

    /// How verifications are closed.
    static let closings: [Walk] = [
        Walk("metadata, then finalize", asked: withMetadata) {
            try $0.pass()
            try $0.end("metadata/idmeta", .answered(.init()))
            try $0.close()
        },
        Walk(
            "no metadata: an operator retries, skips, fails",
            several: {
                try IncidentVerb.allCases.map {
                    var run = try Bench.asked(withMetadata)
                    try run.pass()
                    try run.fail("metadata/idmeta", .connect)
                    try run.operate($0)
                    return run
                }
            }),
        Walk("finalize gives no answer", asked: Liveness()) {
            try $0.pass()
            try $0.fail("finalize/idmeta", .connect)
        },
        Walk(
            "nothing to finalize",
            several: {
                let open = try Bench.asked(Liveness()) { $0.vendors[0].finalize = nil }
                let sending = try Bench.asked(withMetadata) { $0.vendors[0].finalize = nil }
                return try [open, sending, sending].enumerated().map { index, run in
                    var run = run
                    try run.pass()
                    if index == 1 { try run.end("metadata/idmeta", .answered(.init())) }
                    if index == 2 {
                        try run.fail("metadata/idmeta", .connect)
                        try run.operate(.skip)
                    }
                    return run
                }
            }),
    ]
}
