extension RouteTable {
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
