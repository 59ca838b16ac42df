import Vocabulary

/// What the JSON of the API looks like (JSON Schema 2020-12), by the names that the description gives it.
enum Schemas {
    static let all: [String: JSON] = answers.merging(requests) { $1 }.merging(webhooks) { $1 }
        .merging(tokens) { $1 }.merging(vendors) { $1 }

    static func named(_ name: String) -> JSON { ["$ref": .text("#/components/schemas/\(name)")] }

    // MARK: Pieces

    static func text(_ about: String, limit: Int? = nil, example: String? = nil) -> JSON {
        var members: [String: JSON] = ["type": "string", "description": .text(about)]
        if let limit { members["maxLength"] = .int(limit) }
        if let example { members["examples"] = [.text(example)] }
        return .object(members)
    }

    static func number(_ about: String, least: Int = 0) -> JSON {
        ["type": "integer", "minimum": .int(least), "description": .text(about)]
    }

    static func choice(_ about: String, _ words: [String]) -> JSON {
        ["type": "string", "enum": .list(words.map { .text($0) }), "description": .text(about)]
    }

    static func list(_ about: String, of items: JSON) -> JSON {
        ["type": "array", "items": items, "description": .text(about)]
    }

    static func object(_ about: String, required: [String] = [], _ members: [String: JSON]) -> JSON {
        var object: [String: JSON] = [
            "type": "object", "description": .text(about), "properties": .object(members),
        ]
        if !required.isEmpty { object["required"] = .list(required.sorted().map { .text($0) }) }
        return .object(object)
    }

    /// An object all of whose members are always there.
    static func whole(_ about: String, _ members: [String: JSON]) -> JSON {
        object(about, required: Array(members.keys), members)
    }

    /// What is sent is refused when it has a member that is not known.
    static func closed(_ object: JSON) -> JSON { object.with(["additionalProperties": false]) }

    static let run: JSON = [
        "type": "string", "pattern": "^run_[0-9a-hjkmnp-tv-z]{26}$", "examples": ["run_01m7ynej6e5n42vncmyqg5fv3c"],
    ]
    static let moment: JSON = ["type": "string", "format": "date-time", "examples": ["2026-01-31T09:30:00Z"]]
    static let word: JSON = ["type": "string"]
    static let words: JSON = ["type": "array", "items": ["type": "string"]]
    static let anything: JSON = ["type": "object"]
    static let status = choice("Where a run is.", RunStatus.allCases.map(\.rawValue))
}
