extension RouteTable {
    /// What vendors hand out of a run.
    static func artifacts(_ desk: ArtifactDesk) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/runs/{id}/artifacts", scope: .operate,
                summary: "What vendors may have of a run: photos, videos, reports.",
                answer: .json(Schemas.named("Artifacts")), handle: desk.list),
            Route(
                method: .get, path: "/v1/runs/{id}/artifacts/{check}/{name}", scope: .operate,
                summary: "Fetches one from its vendor. Of several files the names come, and each with `file`.",
                query: [
                    QueryParameter(name: "file", schema: Schemas.word, about: "One of several files, by its name.")
                ],
                answer: .file(Schemas.named("ArtifactFiles")), handle: desk.show),
        ]
    }

    /// What a vendor can do beside flows. A repeat is made again: what it answers is not kept.
    static func vendors(_ desk: OperationDesk) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/vendors/{vendor}/operations", scope: .operateVendors,
                summary: "The calls that a vendor's contract has, and what each takes.",
                answer: .json(Schemas.named("VendorOperations")), handle: desk.list),
            Route(
                method: .post, path: "/v1/vendors/{vendor}/operations/{operation}", scope: .operateVendors,
                summary: "Makes a call of a vendor that belongs to no flow, once.", limit: 1024 * 1024,
                body: .json(Schemas.named("VendorArguments"), isRequired: false),
                answer: .json(Schemas.named("VendorAnswer")), isRepeatable: false, handle: desk.perform),
        ]
    }
}
