import Expressions
import Vendors

/// Writes `binding.yaml` of a skeleton.
struct SkeletonBinding {
    private let source: SkeletonSource
    private var lines = SkeletonLines()

    init(source: SkeletonSource) { self.source = source }

    var text: String {
        var writing = self
        writing.write()
        return writing.lines.text
    }

    private mutating func write() {
        let title = SkeletonText.line(source.title).map { " (\($0))" } ?? ""
        lines.comment("Begun from \(source.contractName)\(title).")
        lines.comment(
            "Each \(PackSkeleton.gap) stands for what the document does not say: `trustflow pack check` names them all."
        )
        lines.comment("Lines in comments may be needed; those that are not can go.")
        lines.add("pack: \(source.name)")
        lines.add("binding: 1")
        lines.add("contract: \(source.contractName)")
        lines.add()
        let auth = SkeletonAuth(source: source)
        writeSettings(auth)
        lines.add("servers:")
        lines.add("api: \"${settings.host}\"", 1)
        lines.add()
        auth.write(into: &lines)
        lines.comment(
            "What answers mean whatever was asked, the first line that fits. Without a line the HTTP status decides.")
        lines.comment("errors:")
        lines.comment("  - { http: 402, as: out_of_credit }")
        lines.comment("  - { http: 4xx, at: /error, is: no_such_person, as: refused }")
        lines.add()
        lines.add("operations:")
        if source.operations.isEmpty { lines.add("{}", 1) }
        for operation in source.operations { write(operation) }
        for call in source.unnamed {
            lines.comment("\(call) has no `operationId` in the document: give it one there, then add it here.", 1)
        }
        lines.add()
        writeChecks()
    }

    private mutating func writeSettings(_ auth: SkeletonAuth) {
        lines.comment("What a flow gives under `vendors: { \(source.name): { … } }`.")
        lines.add("settings:")
        let address = source.servers.first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
        let given = address.map { ", default: \(SkeletonText.scalar(.string($0)))" } ?? ""
        lines.add("host: { type: url\(given) }", 1, note: given.isEmpty ? "the document names no address" : nil)
        for setting in auth.settings { lines.add(setting, 1) }
        lines.comment("template: { type: string, optional: true }", 1)
        lines.add()
    }

    // MARK: Operations

    private mutating func write(_ operation: SkeletonSource.Operation) {
        let call = operation.call
        let summary = SkeletonText.line(operation.summary).map { ": \($0)" } ?? ""
        lines.comment("\(call.method) \(call.path)\(summary)", 1)
        lines.add("\(SkeletonText.key(operation.name)):", 1)
        lines.add("call: api.\(call.id)", 2)
        switch call.method {
        case "GET", "HEAD", "OPTIONS": lines.add("effect: read", 2)
        case "PUT", "DELETE": lines.add("effect: repeatable", 2, note: "sent again, it does the same")
        default:
            lines.add("effect: \(PackSkeleton.gap)", 2, note: "read, repeatable, or once: acts each time it is sent")
            lines.comment("recover: none", 2)
        }
        for (key, location) in [("path", ContractParameter.Location.path), ("query", .query), ("headers", .header)] {
            write(parameters: call.parameters.filter { $0.location == location }, as: key)
        }
        writeBody(of: call)
        lines.add("success: { http: \(Self.success(of: call)) }", 2)
        if let members = call.answerSchema(among: HTTPCodes(classes: [2]))?.propertyNames, !members.isEmpty {
            lines.comment("its answer has " + members.prefix(12).joined(separator: ", "), 2)
        }
    }

    private mutating func write(parameters: [ContractParameter], as key: String) {
        guard !parameters.isEmpty else { return }
        let required = parameters.filter(\.isRequired)
        if required.isEmpty { lines.comment("\(key):", 2) } else { lines.add("\(key):", 2) }
        for parameter in parameters {
            let name = SkeletonText.key(parameter.name)
            let note = SkeletonText.description(of: parameter.schema)
            if parameter.isRequired {
                lines.add("\(name): \(PackSkeleton.gap)", 3, note: note)
            } else {
                lines.comment("\(name): \"${…}\"  # \(note)", 3)
            }
        }
    }

    private mutating func writeBody(of call: ContractOperation) {
        let types = call.requestBody.keys.sorted()
        guard let type = types.first(where: { $0 == "application/json" }) ?? types.first,
            let schema = call.requestBody[type]
        else { return }
        let way = schema.ways.first ?? schema
        guard !way.propertyNames.isEmpty, way.canBe(.object) else {
            lines.add("body: \(PackSkeleton.gap)", 2, note: SkeletonText.description(of: way))
            return
        }
        let note = schema.hasAlternatives ? "the first of \(schema.ways.count) forms that the document allows" : nil
        if way.requiredNames.isEmpty {
            if call.requestRequired { lines.add("body: {}", 2, note: note) } else { lines.comment("body:", 2) }
        } else {
            lines.add("body:", 2, note: note)
        }
        write(members: way, depth: 3)
    }

    private mutating func write(members schema: Schema, depth: Int) {
        let required = schema.requiredNames
        for name in required {
            let property = schema.property(name)
            let key = SkeletonText.key(name)
            if let only = property?.listedValues, only.count == 1, let value = only.first {
                lines.add("\(key): \(SkeletonText.scalar(value))", depth)
            } else if let property, property.canBe(.object), !property.requiredNames.isEmpty, depth < 8 {
                lines.add("\(key):", depth)
                write(members: property, depth: depth + 1)
            } else {
                lines.add("\(key): \(PackSkeleton.gap)", depth, note: SkeletonText.description(of: property))
            }
        }
        for name in schema.propertyNames where !required.contains(name) {
            let note = SkeletonText.description(of: schema.property(name))
            lines.comment("\(SkeletonText.key(name)): \"${…}\"  # \(note)", depth)
        }
    }

    private static func success(of call: ContractOperation) -> String {
        let codes = call.answers.compactMap { answer -> Int? in
            guard case .code(let code) = answer.status, (200...299).contains(code) else { return nil }
            return code
        }
        return codes.min().map { String($0) } ?? "2xx"
    }

    // MARK: Checks

    private mutating func writeChecks() {
        let operation = source.operations.first
        let schema = operation?.call.answerSchema(among: HTTPCodes(classes: [2]))
        let member = schema?.requiredNames.first ?? "score"
        lines.comment("What flows may ask of the vendor: a kind that all packs share, or one of `kinds`.")
        lines.add("checks: \(PackSkeleton.gap)")
        for line in [
            "checks:",
            "  score:",
            "    within: nothing                     # verification, where one is opened before (see below)",
            "    operation: \(operation?.name ?? "score")",
            "    judge: pack                         # vendor: a flow may only worsen the verdict; flow: a flow has to judge",
            "    result: { score: body.\(member) }",
            "    verdict:",
            "      - { review: result.score >= 0.5 }",
            "      - { otherwise: pass }",
        ] { lines.comment(line) }
        lines.add()
        for line in [
            "A kind of check that only this vendor has; flows write `\(source.name).score`.",
            "kinds:", "  score:", "    input:  { email: email, amount: double? }",
            "    result: { score: double, labels: { list: string, optional: true } }",
        ] { lines.comment(line) }
        lines.add()
        for line in [
            "Where checks belong to a verification that is opened before them and closed after them:",
            "verification: { create: …, finalize: … }", "statuses:", "  from: ….status",
            "  done: { status: verified }", "  unknown: { status: review_needed, incident: true }",
        ] { lines.comment(line) }
    }
}
