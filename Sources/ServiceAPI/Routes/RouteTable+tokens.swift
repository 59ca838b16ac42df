extension RouteTable {
    static func tokens(_ desk: TokenRoutes) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/tokens", scope: .operate, summary: "Lists tokens.",
                answer: .json(Schemas.named("TokenPage")), handle: desk.list),
            Route(
                method: .post, path: "/v1/tokens", scope: .operate,
                summary: "Makes a token with scopes that the caller has; the answer has it, once.", limit: 64 * 1024,
                success: 201, body: .json(Schemas.named("TokenRequest")), answer: .json(Schemas.named("Token")),
                isRepeatable: true, handle: desk.create),
            Route(
                method: .delete, path: "/v1/tokens/{id}", scope: .operate, summary: "Revokes a token, at once.",
                success: 204, answer: .nothing, handle: desk.revoke),
        ]
    }
}
