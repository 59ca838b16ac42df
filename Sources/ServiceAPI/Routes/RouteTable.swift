import EngineStore

/// Every route of the service.
struct RouteTable: Sendable {
    let routes: [Route]

    private static let mediaLimit = 64 * 1024 * 1024
    private static let textLimit = 1024 * 1024

    init(
        runs: RunDesk, flows: FlowDesk, health: HealthDesk, answers: AnswerShelf, sessions: SessionDesk,
        links: LinkDesk, vendors: VendorDesk, webhooks: WebhookDesk
    ) {
        func once(_ handle: @escaping @Sendable (Call) async throws -> Reply) -> @Sendable (Call) async throws -> Reply
        {
            { call in try await answers.once(call, handle) }
        }
        let run = "/v1/runs/{id}"
        var routes: [Route] = [
            Route(
                method: .post, path: "/v1/runs", scope: .writeRuns, summary: "Starts a run.", limit: Self.mediaLimit,
                success: 201, handle: once { try await runs.start($0, mark: AnswerShelf.mark(of: $0)) }),
            Route(
                method: .get, path: "/v1/runs", scope: .readRuns, summary: "Lists runs, the newest first.",
                handle: runs.list),
            Route(
                method: .get, path: run, scope: .readRuns, summary: "A run: its status, why, and what it waits for.",
                handle: runs.show),
            Route(
                method: .get, path: run + "/events", scope: .readRuns,
                summary: "A run's history; live with `Accept: text/event-stream`.", handle: runs.events),
            Route(
                method: .patch, path: run + "/metadata", scope: .writeRuns, summary: "Sets members of the metadata.",
                limit: Self.textLimit, handle: runs.patchMetadata),
            Route(
                method: .post, path: run + "/steps/{step}/input", scope: .writeRuns,
                summary: "Gives what a step asks the applicant for.", limit: Self.mediaLimit, handle: once(runs.input)),
            Route(
                method: .post, path: run + "/cancel", scope: .writeRuns, summary: "Cancels a run.",
                limit: Self.textLimit,
                handle: once(runs.cancel)),
            Route(
                method: .post, path: run + "/decision", scope: .decideReviews, summary: "Ends a review.",
                limit: Self.textLimit, handle: once(runs.decide)),
            Route(
                method: .post, path: run + "/incidents/{incident}", scope: .operate, summary: "Resolves an incident.",
                limit: Self.textLimit, handle: once(runs.resolve)),
            Route(
                method: .delete, path: run + "/personal-data", scope: .operate,
                summary: "Erases what is personal of a run that has ended.", success: 204, handle: runs.erase),
        ]
        routes += [
            Route(
                method: .get, path: run + "/steps/{step}/session", scope: .readSessions,
                summary: "What an app needs to take the applicant to the vendor's page.", handle: sessions.show),
            Route(
                method: .get, path: LinkDesk.path, scope: nil,
                summary: "The applicant's link: goes on to the vendor's page.", handle: links.show),
            Route(
                method: .post, path: LinkDesk.path, scope: nil,
                summary: "The applicant's button: opens the vendor's page.", limit: 1024, success: 303,
                handle: links.follow),
            Route(
                method: .post, path: "/v1/vendors/{vendor}/webhooks/{route}", scope: nil,
                summary: "What a vendor tells by itself, signed as its pack says.", limit: Self.textLimit,
                handle: vendors.receive),
        ]
        routes += [
            Route(method: .get, path: "/v1/flows", scope: .readFlows, summary: "Lists flows.", handle: flows.list),
            Route(
                method: .post, path: "/v1/flows/validate", scope: .readFlows, summary: "Checks a flow's text.",
                limit: Self.textLimit, handle: flows.validate),
            Route(
                method: .get, path: "/v1/flows/{name}", scope: .readFlows, summary: "The newest text of a flow.",
                handle: flows.text),
            Route(
                method: .get, path: "/v1/flows/{name}/{version}", scope: .readFlows, summary: "The text of a version.",
                handle: flows.text),
            Route(
                method: .put, path: "/v1/flows/{name}/{version}", scope: .writeFlows,
                summary: "Publishes a version, for good.", limit: Self.textLimit, handle: flows.publish),
            Route(
                method: .get, path: "/livez", scope: nil, summary: "Whether the process is alive.", handle: health.live),
            Route(
                method: .get, path: "/metrics", scope: nil, summary: "Counters, as Prometheus reads them.",
                handle: health.metrics),
            Route(
                method: .get, path: "/readyz", scope: nil, summary: "Whether runs can be started.", handle: health.ready
            ),
        ]
        routes += Self.routes(of: webhooks)
        let described = routes
        routes.append(
            Route(method: .get, path: "/openapi.json", scope: nil, summary: "This description.") { _ in
                .text(200, OpenAPIDocument.text(of: described), type: "application/json")
            })
        self.routes = routes
    }
}
