import FlowEngine
import Foundation
import Vocabulary

/// Tokens by the API: nobody gives away more than they have.
struct TokenRoutes: Sendable {
    let tokens: TokenDesk
    let clock: any EngineClock

    func list(_ call: Call) async throws -> Reply {
        try .json(TokenPage(tokens: try await tokens.all().map { TokenView($0) }))
    }

    func create(_ call: Call) async throws -> Reply {
        var (members, reader) = try BodyReader.object(call.body, keys: ["label", "scopes"])
        let label = reader.text(members, "label", required: true)
        let names = reader.texts(members, "scopes")
        if names?.isEmpty ?? !members.keys.contains("scopes") {
            reader.report("missing-key", "`scopes` is missing", at: "/scopes", help: Self.known)
        }
        var scopes: [Scope] = []
        for (index, name) in (names ?? []).enumerated() {
            guard let scope = Scope(rawValue: name) else {
                reader.report("unknown-choice", "there is no such scope", at: "/scopes/\(index)", help: Self.known)
                continue
            }
            scopes.append(scope)
        }
        try reader.finish()
        guard let label else { throw Problem.invalid(reader.errors) }
        if let missing = scopes.first(where: { call.token?.scopes.contains($0) != true }) {
            throw Problem(403, "forbidden", "the token lacks the scope `\(missing.rawValue)` and cannot give it")
        }
        let made = try await tokens.create(label, scopes: scopes, at: clock.now)
        return try .json(TokenView(made.entry, token: made.token), status: 201)
    }

    func revoke(_ call: Call) async throws -> Reply {
        try await tokens.revoke(call.parameter("id"))
        return .json(204, Data())
    }

    private static let known = "known are \(Scope.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))"
}

/// A token, without what it is checked by.
public struct TokenView: Codable, Sendable {
    public var id: String
    public var label: String
    public var scopes: [String]
    public var createdAt: String
    /// Only in the answer that made it.
    public var token: String?

    init(_ entry: TokenDesk.Entry, token: String? = nil) {
        id = entry.id
        label = entry.label
        scopes = entry.scopes.map(\.rawValue)
        createdAt = entry.createdAt.rfc3339
        self.token = token
    }
}

public struct TokenPage: Codable, Sendable {
    public var tokens: [TokenView]
}
