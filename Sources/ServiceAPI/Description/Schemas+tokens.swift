/// Tokens of the API.
extension Schemas {
    private static let label = text("What its owner calls it.", limit: 200, example: "backoffice")
    private static let scopes = list("What it allows.", of: choice("A scope.", Scope.allCases.map(\.rawValue)))

    static let tokens: [String: JSON] = [
        "TokenRequest": closed(
            object("A token to be made.", required: ["label", "scopes"], ["label": label, "scopes": scopes])),
        "Token": object(
            "A token of the API.", required: ["id", "label", "scopes", "created_at"],
            [
                "id": word, "label": label, "scopes": scopes, "created_at": moment,
                "token": text("`tf_…`; only in the answer that made it."),
            ]),
        "TokenPage": whole("Tokens of the API.", ["tokens": list("", of: named("Token"))]),
    ]
}
