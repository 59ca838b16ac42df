import Foundation

/// The description of the API (OpenAPI 3.1), made of the table of routes, so that it cannot forget one.
struct OpenAPIDocument {
    var routes: [Route]
    var publicURL: String?

    var text: String {
        var paths: [String: [String: JSON]] = [:]
        for route in routes { paths[route.path, default: [:]][route.method.rawValue] = Self.operation(route) }
        let document: JSON = [
            "openapi": "3.1.0",
            "info": ["title": "trustflow", "version": "1", "description": "Trust flows as a service."],
            "servers": [["url": .text(publicURL ?? "/")]],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": "`trustflow tokens create`"]
                ],
                "schemas": .object(Schemas.all),
            ],
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: (try? encoder.encode(document)) ?? Data(), as: UTF8.self)
    }

    private static func operation(_ route: Route) -> JSON {
        var operation: [String: JSON] = [
            "operationId": .text(identifier(of: route)), "summary": .text(route.summary),
            "responses": responses(of: route),
            "security": route.scope == nil ? [] : [["token": []]],
        ]
        let parameters = parameters(of: route)
        if !parameters.isEmpty { operation["parameters"] = .list(parameters) }
        if let body = route.body {
            operation["requestBody"] = requestBody(body)
        } else if route.limit > 0 {
            operation["requestBody"] = ["content": ["application/json": ["schema": Schemas.anything]]]
        }
        if let scope = route.scope { operation["x-scope"] = .text(scope.rawValue) }
        if route.limit > 0 { operation["x-max-bytes"] = .int(route.limit) }
        return .object(operation)
    }

    // MARK: What is sent

    private static func parameters(of route: Route) -> [JSON] {
        var parameters = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment -> JSON in
            let name = String(segment.dropFirst().dropLast())
            let schema = pathSchemas[name] ?? Schemas.word
            return ["name": .text(name), "in": "path", "required": true, "schema": schema]
        }
        parameters += route.query.map { parameter in
            [
                "name": .text(parameter.name), "in": "query", "schema": parameter.schema,
                "description": .text(parameter.about),
            ]
        }
        if route.isRepeatable {
            parameters.append(
                header("Idempotency-Key", limit: 255, "A repeat with the same key and body is answered as the first."))
        }
        if case .events = route.answer {
            parameters.append(header("Last-Event-ID", "Live events go on after this one."))
        }
        parameters.append(
            header("X-Request-Id", limit: 128, "The caller's name for the request, in logs and in the answer."))
        return parameters
    }

    private static let pathSchemas: [String: JSON] = [
        "id": Schemas.run, "version": ["type": "integer", "minimum": 1],
    ]

    private static func header(_ name: String, limit: Int? = nil, _ about: String) -> JSON {
        let schema = limit.map { Schemas.word.with(["maxLength": .int($0)]) } ?? Schemas.word
        return ["name": .text(name), "in": "header", "schema": schema, "description": .text(about)]
    }

    private static func requestBody(_ body: BodyForm) -> JSON {
        var content: [String: JSON] = [:]
        for type in body.types {
            content[type] = ["schema": type.hasPrefix("multipart") ? form(body) : body.schema]
        }
        return ["required": .bool(body.isRequired), "content": .object(content)]
    }

    /// JSON in a part, and a photo in each other part.
    private static func form(_ body: BodyForm) -> JSON {
        [
            "type": "object", "properties": .object([body.part ?? "run": body.schema]),
            "additionalProperties": ["type": "string", "contentMediaType": "image/jpeg"],
        ]
    }

    // MARK: What comes

    private static func responses(of route: Route) -> JSON {
        let headers: JSON = ["X-Request-Id": ["schema": Schemas.word, "description": "The request's name in logs."]]
        var done: [String: JSON] = ["description": "Done.", "headers": headers]
        var responses: [String: JSON] = [
            "default": [
                "description": "Refused; the problem says why.", "headers": headers,
                "content": ["application/problem+json": ["schema": Schemas.named("Problem")]],
            ]
        ]
        switch route.answer {
        case .json(let schema): done["content"] = ["application/json": ["schema": schema]]
        case .text(let type): done["content"] = .object([type: ["schema": Schemas.word]])
        case .events(let schema):
            done["content"] = [
                "application/json": ["schema": schema],
                "text/event-stream": [
                    "schema": Schemas.word.with([
                        "description": "Each `data` is an Event, its `id` the event's sequence number."
                    ])
                ],
            ]
            responses["204"] = ["description": "The run is over and the reader has all of it.", "headers": headers]
        case .file(let schema):
            done["content"] = [
                "*/*": ["schema": ["type": "string", "contentMediaType": "application/octet-stream"]],
                "application/json": ["schema": schema],
            ]
        case .page:
            let page: JSON = ["text/html": ["schema": Schemas.word]]
            done["content"] = page
            responses["303"] = [
                "description": "The applicant goes on to another page.",
                "headers": ["Location": ["schema": Schemas.word]],
            ]
            responses["404"] = ["description": "This link was never given.", "content": page]
            responses["410"] = ["description": "The link has run out.", "content": page]
        case .nothing, .untold: break
        }
        responses[String(route.success)] = .object(done)
        return .object(responses)
    }

    /// `POST /v1/runs/{id}/cancel` is `postRunsIdCancel`.
    private static func identifier(of route: Route) -> String {
        route.path.split(whereSeparator: { "/{}.-".contains($0) }).filter { $0 != "v1" }
            .reduce(route.method.rawValue) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
