import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    /// Checks on a vendor's page.
    static let sessions: [Walk] = [
        Walk(onPage: "answered at once") { try $0.hear(.passed, .verified) },
        Walk(onPage: "looked at by people, then answered") {
            try $0.hear(.pending(.vendorReviewer))
            try $0.hear(.passed, .verified)
        },
        Walk("the link is followed", several: { [try Bench.onPage(Hosted(open: "on_click"))] }),
        Walk(onPage: "a bad photo, a second session", Hosted("attempts: 2")) {
            try $0.hear(.unusable(reason: "document_blurry", field: nil))
        },
        Walk(onPage: "a bad photo seen by people, a second session", Hosted("attempts: 2")) {
            try $0.hear(.pending(.vendor))
            try $0.hear(.unusable(reason: "document_blurry", field: nil))
        },
        Walk(onPage: "a bad photo, the link again", Hosted("attempts: 2", open: "on_click")) {
            try $0.hear(.unusable(reason: "document_blurry", field: nil))
        },
        Walk(onPage: "a bad photo seen by people, the link again", Hosted("attempts: 2", open: "on_click")) {
            try $0.hear(.pending(.vendor))
            try $0.hear(.unusable(reason: "document_blurry", field: nil))
        },
        Walk(onPage: "no other photo") { try $0.hear(.unusable(reason: "document_blurry", field: nil)) },
        Walk(onPage: "no other photo, seen by people") {
            try $0.hear(.pending(.vendor))
            try $0.hear(.unusable(reason: "document_blurry", field: nil))
        },
        Walk(onPage: "an answer that breaks the contract, for an operator", Hosted("on_exhausted: incident")) {
            try $0.hear(.exhausted(CallProblem(kind: .contract)))
        },
        Walk(onPage: "people's answer breaks the contract, for an operator", Hosted("on_exhausted: incident")) {
            try $0.hear(.pending(.vendor))
            try $0.hear(.exhausted(CallProblem(kind: .contract)))
        },
        Walk(onPage: "halted, and the answer comes after all", Hosted("on_exhausted: incident")) {
            try $0.hear(.exhausted(CallProblem(kind: .contract)))
            try $0.hear(.passed, .verified)
        },
        Walk(onPage: "halted, and the answer asks for another session", again(.atOnce)) { try haltThenAgain(&$0) },
        Walk(onPage: "halted, and the answer asks for another link", again(.onClick)) { try haltThenAgain(&$0) },
        Walk(onPage: "halted, then the link again", Hosted("on_exhausted: incident", open: "on_click")) {
            try $0.hear(.exhausted(CallProblem(kind: .contract)))
            try $0.operate(.retry)
        },
        Walk(
            onPage: "a verdict without a value, after people",
            Hosted("verdict: [{ fail: 1 / (result.risk_labels.size()) > 0 }, { otherwise: pass }]")
        ) {
            try $0.hear(.pending(.vendor))
            try $0.hear(.passed, .verified, result: ["risk_labels": .list([])])
        },
        Walk(onPage: "people are too slow") { try tooSlow(&$0) },
        Walk(onPage: "people are too slow, for an operator", Hosted("on_exhausted: incident")) { try tooSlow(&$0) },
        Walk(onPage: "cancelled while people look") {
            try $0.hear(.pending(.vendor))
            try $0.take(.cancelled(by: "caller"))
        },
        Walk(
            "papers are sent, and one of them again",
            several: {
                var run = try Bench.sent()
                try run.read(.unusable(reason: "document_blurry", field: nil))
                try run.submit("document", ["front": Liveness.photo("front", 2)])
                return [run]
            }),
        Walk(
            "a paper is refused as soon as it is sent",
            several: {
                var run = try Bench(Deferred.program(), applicant: Deferred.applicant)
                try run.end("object/papers/applicant", Deferred.opened("aplt_1"))
                try run.end("create/papers", Deferred.opened("v-papers"))
                try run.unusable("attempt/document/papers/1", "document_not_found")
                return [run]
            }),
        Walk("another page is refused, so the status is read", several: { [try overtaken()] }),
        Walk(
            "no page, on to another one",
            several: { [try failedOver(fromCall: false), try failedOver(fromCall: true)] }),
        Walk("begun, and on to another vendor", several: { try Next.allCases.flatMap { try begunAgain(at: $0) } }),
    ]

    /// Where an applicant who had begun elsewhere begins again.
    private enum Next: String, CaseIterable {
        case link = "{ identomat: { session: { open: on_click } } }"
        case page = "{ identomat: { session: { open: at_once } } }"
        /// A photo of the document, which needs no page.
        case call = "{ identomat: { input: { types: [passport] } } }"
    }

    /// The vendor of the first page breaks down, before and after the applicant is through.
    private static func begunAgain(at next: Next) throws -> [Bench] {
        let program = try Flow(
            """
            flow: begun
            version: 1
            applicant: { id_front: image }
            vendors: { idenfy: {}, identomat: {} }
            steps:
              - id: first
                check: \(next == .call ? "document" : "identity")
                by: [{ idenfy: { session: { open: at_once } } }, \(next.rawValue)]
                failover: { on: [vendor_fault], after_start: true }
                \(next == .call ? "input: { image_front: \"${applicant.id_front}\" }" : "")
            status: [ { verify: checks.first.passed }, { otherwise: review } ]
            """
        ).program
        return try [false, true].map { isThrough in
            var run = try Bench(program, applicant: ["id_front": Liveness.photo("id_front", 1)])
            try run.openPage()
            if isThrough { try run.hear(.pending(.vendor)) }
            // Free sessions are given up first.
            for _ in 0...10 where run.state.steps["first"]?.vendorIndex == 0 {
                if run.inFlight.contains(where: { $0.hasPrefix("create/idenfy") }) { try run.openPage() }
                try run.hear(.exhausted(CallProblem(kind: .vendorFault)))
            }
            return run
        }
    }

    private init(
        onPage name: String, _ flow: Hosted = Hosted(), _ events: @escaping @Sendable (inout Bench) throws -> Void
    ) {
        self.init(name) {
            var run = try Bench.onPage(flow)
            try events(&run)
            return [run]
        }
    }

    private static func again(_ opening: HostedSession.Opening) -> Hosted {
        Hosted(
            "attempts: { max: 2, again_if: result.risk_labels.size() > 0 }\n    on_exhausted: incident",
            open: opening.rawValue)
    }

    private static func haltThenAgain(_ run: inout Bench) throws {
        try run.hear(.exhausted(CallProblem(kind: .contract)))
        try run.hear(.passed, .verified, result: ["risk_labels": .list(["X"])])
    }

    private static func tooSlow(_ run: inout Bench) throws {
        try run.hear(.pending(.vendor))
        run.wait(.seconds(86_400))
        try run.sessionOverdue()
        try run.end("read/identity/idenfy/1/1", .pending(.vendor))
    }

    private static func overtaken() throws -> Bench {
        var run = try Bench.onPage(Hosted.severalTries)
        try run.read(.unusable(reason: "face_obscured", field: nil))
        try run.follow()
        try run.fail("attempt/identity/checkout/2", .conflict)
        return run
    }

    /// IDmeta gives no answer, or cannot even open; the applicant is shown our link to the next vendor.
    private static func failedOver(fromCall: Bool) throws -> Bench {
        let program = try Flow(
            """
            flow: failover
            version: 1
            applicant: { id_front: image }
            vendors: { idmeta: { trust_flow: "1" }, idenfy: {} }
            steps:
              - id: document
                check: document
                by: [idmeta, { idenfy: { session: { open: on_click } } }]
                input: { image_front: "${applicant.id_front}" }
            status: [ { verify: checks.document.passed }, { otherwise: review } ]
            """
        ).program
        var run = try Bench(program, applicant: ["id_front": Liveness.photo("id_front", 1)])
        guard fromCall else {
            try run.fail("create/idmeta", .connect)
            return run
        }
        try run.open()
        try run.fail("check/document/idmeta/1", .throttled)
        return run
    }
}
