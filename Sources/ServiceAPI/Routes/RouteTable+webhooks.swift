extension RouteTable {
    /// Endpoints that are told of runs. None honours an `Idempotency-Key`: some answers hold a secret, which is not kept.
    static func webhooks(_ desk: WebhookDesk) -> [Route] {
        let webhook = "/v1/webhooks/{id}"
        let limit = 64 * 1024
        let view = AnswerForm.json(Schemas.named("Webhook"))
        let delivery = AnswerForm.json(Schemas.named("Delivery"))
        return [
            Route(
                method: .post, path: "/v1/webhooks", scope: .webhooks,
                summary: "Registers an address that is told of runs; the answer has its secret, once.", limit: limit,
                success: 201, body: .json(Schemas.named("WebhookRequest")), answer: view, isRepeatable: true,
                handle: desk.create),
            Route(
                method: .get, path: "/v1/webhooks", scope: .webhooks, summary: "Lists addresses that are told of runs.",
                answer: .json(Schemas.named("WebhookPage")), handle: desk.list),
            Route(
                method: .get, path: webhook, scope: .webhooks, summary: "An address that is told of runs.",
                answer: view, handle: desk.show),
            Route(
                method: .patch, path: webhook, scope: .webhooks,
                summary: "Changes the address, its events or flows, or whether anything is sent.", limit: limit,
                body: .json(Schemas.named("WebhookPatch")), answer: view, handle: desk.change),
            Route(
                method: .delete, path: webhook, scope: .webhooks, summary: "Forgets an address and its deliveries.",
                success: 204, answer: .nothing, handle: desk.remove),
            Route(
                method: .post, path: webhook + "/rotate", scope: .webhooks,
                summary: "Gives a new secret, once; the one before signs as well for a while.", limit: limit,
                body: .json(Schemas.named("Rotation"), isRequired: false), answer: view, isRepeatable: true,
                handle: desk.rotate),
            Route(
                method: .post, path: webhook + "/test", scope: .webhooks, summary: "Sends a `webhook.test`.",
                success: 202, answer: delivery, isRepeatable: true, handle: desk.test),
            Route(
                method: .get, path: webhook + "/deliveries", scope: .webhooks,
                summary: "What was sent to an address and what became of it, the newest first.",
                query: [
                    QueryParameter(
                        name: "limit", schema: ["type": "integer", "minimum": 1, "maximum": 200, "default": 50],
                        about: "At most so many."),
                    QueryParameter(name: "cursor", schema: Schemas.word, about: "The `next` of the page before."),
                ], answer: .json(Schemas.named("DeliveryPage")), handle: desk.deliveries),
            Route(
                method: .post, path: webhook + "/deliveries/{delivery}/redeliver", scope: .webhooks,
                summary: "Sends a delivery again, under its own id.", success: 202, answer: delivery,
                isRepeatable: true, handle: desk.redeliver),
        ]
    }
}
