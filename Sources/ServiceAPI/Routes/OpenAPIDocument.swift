import Foundation

/// The description of the API (OpenAPI 3.1), made of the table of routes, so that it cannot forget one.
enum OpenAPIDocument {
    static func text(of routes: [Route]) -> String {
        var paths: [String: Any] = [:]
        for route in routes {
            var path = paths[route.path] as? [String: Any] ?? [:]
            path[route.method.rawValue] = operation(route)
            paths[route.path] = path
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": ["title": "trustflow", "version": "1"],
            "paths": paths,
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problem],
            ],
        ]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: document, options: options)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    private static func operation(_ route: Route) -> [String: Any] {
        var operation: [String: Any] = [
            "operationId": identifier(of: route), "summary": route.summary,
            "responses": responses(of: route),
            "security": route.scope == nil ? [] : [["token": [String]()]],
        ]
        let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            String($0.dropFirst().dropLast())
        }
        var parameters: [[String: Any]] = names.map {
            ["name": $0, "in": "path", "required": true, "schema": ["type": "string"]]
        }
        if route.method == .post, route.scope != nil {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "schema": ["type": "string", "maxLength": 255],
            ])
        }
        if !parameters.isEmpty { operation["parameters"] = parameters }
        if route.limit > 0 {
            let isText = route.path.hasPrefix("/v1/flows")
            operation["requestBody"] = [
                "content": [
                    isText ? "application/yaml" : "application/json": ["schema": ["type": isText ? "string" : "object"]]
                ]
            ]
        }
        if let scope = route.scope { operation["x-scope"] = scope.rawValue }
        return operation
    }

    private static func responses(of route: Route) -> [String: Any] {
        let refused: [String: Any] = [
            "description": "Refused; the problem says why.",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
        return [String(route.success): ["description": "Done."], "default": refused]
    }

    /// `POST /v1/runs/{id}/cancel` is `postRunsIdCancel`.
    private static func identifier(of route: Route) -> String {
        route.path.split(whereSeparator: { "/{}.-".contains($0) }).filter { $0 != "v1" }
            .reduce(route.method.rawValue) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    private static var problem: [String: Any] {
        [
            "type": "object", "required": ["type", "status", "code", "title"],
            "properties": [
                "type": ["type": "string"], "status": ["type": "integer"],
                "code": [
                    "type": "string", "description": "Stable; of the findings of `trustflow validate` where it is one.",
                ],
                "title": ["type": "string"], "detail": ["type": "string"],
                "errors": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["code", "detail"],
                        "properties": [
                            "code": ["type": "string"], "detail": ["type": "string"],
                            "pointer": ["type": "string", "description": "A place in the body (RFC 6901)."],
                            "help": ["type": "string"], "place": ["type": "string"],
                        ],
                    ],
                ],
            ],
        ]
    }
}
