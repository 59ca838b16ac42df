import EngineStore
import Vocabulary

/// Endpoints that are told of runs, and what was sent to them.
extension Schemas {
    private static let events = list(
        "What is told.", of: choice("An event.", NoticeKind.allCases.map(\.rawValue)))
    private static let flows = list("Names of flows; all without it.", of: word)
    private static let anyFlows: JSON = [
        "type": ["array", "null"], "items": word, "description": "Names of flows; `null` for all.",
    ]
    private static let url = text("Where it is sent, `https://…`.", limit: 2000, example: "https://example.com/hook")

    static let webhooks: [String: JSON] = [
        "WebhookRequest": closed(
            object(
                "An address to be told of runs.", required: ["url", "events"],
                ["url": url, "events": events, "flows": flows])),
        "WebhookPatch": closed(
            object(
                "What changes; what is not named stays.",
                ["url": url, "events": events, "flows": anyFlows, "enabled": ["type": "boolean"]])),
        "Rotation": closed(
            object(
                "How the secret is changed.",
                ["keep_hours": number("How long the old secret signs as well, in hours; 24 without it, 720 at most.")])),
        "Webhook": object(
            "An address that is told of runs.", required: ["id", "url", "events", "enabled", "created_at"],
            [
                "id": word, "url": url, "events": events, "flows": flows, "enabled": ["type": "boolean"],
                "disabled_by": choice("`gone`: it answered 410; `owner`: its owner said so.", ["gone", "owner"]),
                "disabled_since": moment, "rotates_until": moment, "created_at": moment,
                "secret": text("`whsec_…`; only in the answer that made it."),
            ]),
        "WebhookPage": whole("Addresses that are told of runs.", ["webhooks": list("", of: named("Webhook"))]),
        "Delivery": object(
            "A message to one address, and what became of it.",
            required: ["id", "type", "state", "attempts", "created_at"],
            [
                "id": text("The `webhook-id` of every try."), "type": text("`run.verified` and the like."), "run": run,
                "state": choice("How far it is.", DeliveryState.allCases.map(\.rawValue)),
                "attempts": list(
                    "The latest tries, the oldest first.",
                    of: object("", required: ["at"], ["at": moment, "status": number("HTTP."), "problem": word])),
                "next_at": moment, "created_at": moment,
            ]),
        "DeliveryPage": object(
            "A page of an address's log.", required: ["deliveries"],
            ["deliveries": list("", of: named("Delivery")), "next": word]),
    ]
}
