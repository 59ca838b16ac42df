extension RouteTable {
    /// Endpoints that are told of runs. None is answered from the shelf of repeated requests: some answers hold a secret.
    static func routes(of desk: WebhookDesk) -> [Route] {
        let webhook = "/v1/webhooks/{id}"
        let limit = 64 * 1024
        return [
            Route(
                method: .post, path: "/v1/webhooks", scope: .webhooks,
                summary: "Registers an address that is told of runs; the answer has its secret, once.", limit: limit,
                success: 201, handle: desk.create),
            Route(
                method: .get, path: "/v1/webhooks", scope: .webhooks, summary: "Lists addresses that are told of runs.",
                handle: desk.list),
            Route(
                method: .get, path: webhook, scope: .webhooks, summary: "An address that is told of runs.",
                handle: desk.show),
            Route(
                method: .patch, path: webhook, scope: .webhooks,
                summary: "Changes the address, its events or flows, or whether anything is sent.", limit: limit,
                handle: desk.change),
            Route(
                method: .delete, path: webhook, scope: .webhooks, summary: "Forgets an address and its deliveries.",
                success: 204, handle: desk.remove),
            Route(
                method: .post, path: webhook + "/rotate", scope: .webhooks,
                summary: "Gives a new secret, once; the one before signs as well for `keep_hours` (24).", limit: limit,
                handle: desk.rotate),
            Route(
                method: .post, path: webhook + "/test", scope: .webhooks, summary: "Sends a `webhook.test`.",
                limit: limit, success: 202, handle: desk.test),
            Route(
                method: .get, path: webhook + "/deliveries", scope: .webhooks,
                summary: "What was sent to an address and what became of it, the newest first.",
                handle: desk.deliveries),
            Route(
                method: .post, path: webhook + "/deliveries/{delivery}/redeliver", scope: .webhooks,
                summary: "Sends a delivery again, under its own id.", limit: limit, success: 202,
                handle: desk.redeliver),
        ]
    }
}
