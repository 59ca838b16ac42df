import EngineStore
import Vocabulary

/// Every route of the service.
struct RouteTable: Sendable {
    let routes: [Route]

    private static let mediaLimit = 64 * 1024 * 1024
    private static let textLimit = 1024 * 1024

    init(
        runs: RunDesk, flows: FlowDesk, health: HealthDesk, sessions: SessionDesk, links: LinkDesk,
        vendors: VendorDesk, webhooks: WebhookDesk?, tokens: TokenRoutes, operations: OperationDesk,
        artifacts: ArtifactDesk, publicURL: String?
    ) {
        let described =
            Self.runs(runs) + Self.sessions(sessions) + Self.outside(links, vendors) + Self.flows(flows)
            + Self.vendors(operations) + Self.artifacts(artifacts)
            + (webhooks.map(Self.webhooks) ?? []) + Self.tokens(tokens) + Self.health(health)
        let description = OpenAPIDocument(routes: described, publicURL: publicURL).text
        routes =
            described + [
                Route(method: .get, path: "/openapi.json", scope: nil, summary: "This description.") { _ in
                    .text(200, description, type: "application/json")
                }
            ]
    }

    private static func runs(_ desk: RunDesk) -> [Route] {
        let run = "/v1/runs/{id}"
        let view = AnswerForm.json(Schemas.named("Run"))
        return [
            Route(
                method: .post, path: "/v1/runs", scope: .writeRuns, summary: "Starts a run.", limit: mediaLimit,
                success: 201, body: .form(Schemas.named("RunRequest"), part: "run"), answer: view, isRepeatable: true,
                handle: desk.start),
            Route(
                method: .get, path: "/v1/runs", scope: .readRuns, summary: "Lists runs, the newest first.",
                query: listing, answer: .json(Schemas.named("RunPage")), handle: desk.list),
            Route(
                method: .get, path: run, scope: .readRuns, summary: "A run: its status, why, and what it waits for.",
                answer: view, handle: desk.show),
            Route(
                method: .get, path: run + "/events", scope: .readRuns,
                summary: "A run's history; live with `Accept: text/event-stream`.",
                answer: .events(Schemas.named("History")), handle: desk.events),
            Route(
                method: .patch, path: run + "/metadata", scope: .writeRuns, summary: "Sets members of the metadata.",
                limit: textLimit, body: .json(Schemas.named("Metadata")), answer: view, isRepeatable: true,
                handle: desk.patchMetadata),
            Route(
                method: .post, path: run + "/steps/{step}/input", scope: .writeRuns,
                summary: "Gives what a step asks the applicant for.", limit: mediaLimit,
                body: .form(Schemas.named("StepInput"), part: "input"), answer: view, isRepeatable: true,
                handle: desk.input),
            Route(
                method: .post, path: run + "/cancel", scope: .writeRuns, summary: "Cancels a run.", limit: textLimit,
                body: .json(Schemas.named("Cancellation"), isRequired: false), answer: view, isRepeatable: true,
                handle: desk.cancel),
            Route(
                method: .post, path: run + "/finalize", scope: .writeRuns,
                summary: "Lets verifications be closed, where the flow waits for its caller.", limit: textLimit,
                body: .json(Schemas.named("Cancellation"), isRequired: false), answer: view, isRepeatable: true,
                handle: desk.finalize),
            Route(
                method: .post, path: run + "/decision", scope: .decideReviews, summary: "Ends a review.",
                limit: textLimit, body: .json(Schemas.named("Decision")), answer: view, isRepeatable: true,
                handle: desk.decide),
            Route(
                method: .post, path: run + "/incidents/{incident}", scope: .operate, summary: "Resolves an incident.",
                limit: textLimit, body: .json(Schemas.named("Resolution")), answer: view, isRepeatable: true,
                handle: desk.resolve),
            Route(
                method: .delete, path: run + "/personal-data", scope: .operate,
                summary: "Erases what is personal of a run that has ended, here and at its vendors.",
                answer: .json(Schemas.named("Erasure")),
                handle: desk.erase),
        ]
    }

    private static func sessions(_ desk: SessionDesk) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/runs/{id}/steps/{step}/session", scope: .readSessions,
                summary: "What an app needs to take the applicant to the vendor's page.",
                answer: .json(Schemas.named("Session")), handle: desk.show)
        ]
    }

    /// For those who have no token: applicants and vendors.
    static func outside(_ links: LinkDesk, _ vendors: VendorDesk) -> [Route] {
        [
            Route(
                method: .get, path: LinkDesk.path, scope: nil,
                summary: "The applicant's link: goes on to the vendor's page.", answer: .page,
                handle: links.show),
            Route(
                method: .post, path: LinkDesk.path, scope: nil,
                summary: "The applicant's button: opens the vendor's page.", limit: 1024, answer: .page,
                handle: links.follow),
            Route(
                method: .post, path: "/v1/vendors/{vendor}/webhooks/{route}", scope: nil,
                summary: "What a vendor tells by itself, signed as its pack says.", limit: textLimit,
                answer: .text("text/plain"), handle: vendors.receive),
        ]
    }

    private static let listing = [
        QueryParameter(name: "status", schema: Schemas.status, about: "Only runs with this status."),
        QueryParameter(name: "flow", schema: Schemas.word, about: "Only runs of this flow."),
        QueryParameter(name: "created_after", schema: Schemas.moment, about: "Only runs created then or later."),
        QueryParameter(name: "created_before", schema: Schemas.moment, about: "Only runs created earlier."),
        QueryParameter(
            name: "limit", schema: ["type": "integer", "minimum": 1, "maximum": 200, "default": 50],
            about: "At most so many."),
        QueryParameter(name: "cursor", schema: Schemas.word, about: "The `next` of the page before."),
    ]

    private static func flows(_ desk: FlowDesk) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/flows", scope: .readFlows, summary: "Lists flows.",
                answer: .json(Schemas.named("FlowList")), handle: desk.list),
            Route(
                method: .post, path: "/v1/flows/validate", scope: .readFlows, summary: "Checks a flow's text.",
                limit: textLimit, body: .yaml, answer: .json(Schemas.named("FlowReport")), isRepeatable: true,
                handle: desk.validate),
            Route(
                method: .get, path: "/v1/flows/{name}", scope: .readFlows, summary: "The newest text of a flow.",
                answer: .text("application/yaml"), handle: desk.text),
            Route(
                method: .get, path: "/v1/flows/{name}/{version}", scope: .readFlows, summary: "The text of a version.",
                answer: .text("application/yaml"), handle: desk.text),
            Route(
                method: .put, path: "/v1/flows/{name}/{version}", scope: .writeFlows,
                summary: "Publishes a version, for good.", limit: textLimit, body: .yaml,
                answer: .json(Schemas.named("Flow")), handle: desk.publish),
        ]
    }

    private static func health(_ desk: HealthDesk) -> [Route] {
        [
            Route(
                method: .get, path: "/livez", scope: nil, summary: "Whether the process is alive.",
                answer: .text("text/plain"), handle: desk.live),
            Route(
                method: .get, path: "/metrics", scope: nil, summary: "Counters, as Prometheus reads them.",
                answer: .text("text/plain"), handle: desk.metrics),
            Route(
                method: .get, path: "/readyz", scope: nil, summary: "Whether runs can be started.",
                answer: .text("text/plain"), handle: desk.ready),
        ]
    }
}
