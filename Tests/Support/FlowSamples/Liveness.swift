public import Expressions

/// A flow of one liveness check, with the lines that a test is about.
public struct Liveness: Sendable {
    public var by = "idmeta"
    public var image = "${applicant.selfie}"
    /// Further lines of the step.
    public var step: [String]
    /// Lines of `vendors`.
    public var vendors = ["idmeta: { trust_flow: \"1708\" }"]
    /// Further lines of the flow.
    public var more: [String]
    public var status = ["verify: checks.liveness.passed", "reject: checks.liveness.failed", "otherwise: review"]

    public init(_ step: String..., more: String...) {
        self.step = step
        self.more = more
    }

    /// Two accounts of one vendor: the second is asked when the first gives no answer.
    public static func failover(_ step: String..., more: String...) -> Liveness {
        var flow = Liveness()
        flow.by = "[idmeta, spare]"
        flow.vendors.append("spare: { pack: idmeta, trust_flow: \"1709\" }")
        flow.step = step
        flow.more = more
        return flow
    }

    public func with<Part>(_ part: WritableKeyPath<Liveness, Part>, _ value: Part) -> Liveness {
        var flow = self
        flow[keyPath: part] = value
        return flow
    }

    public func compiled() throws -> Flow {
        try Flow(
            """
            flow: bench
            version: 1
            applicant: { selfie: image, name: string, age: int }
            flags: { least: { type: double, default: 0.7, min: 0, max: 1 } }
            vendors:
            \(Self.indented(vendors, 2))
            steps:
              - id: liveness
                check: biometrics
                by: \(by)
                input: { image: "\(image)" }
            \(Self.indented(step, 4))
            status:
            \(Self.indented(status.map { "- " + $0 }, 2))
            \(more.joined(separator: "\n"))
            """)
    }

    private static func indented(_ lines: [String], _ depth: Int) -> String {
        lines.map { String(repeating: " ", count: depth) + $0 }.joined(separator: "\n")
    }

    /// What its applicant gives.
    public static let applicant: [String: Value] = [
        "selfie": photo("selfie", 1), "name": .string("Hannah Example"), "age": .int(40),
    ]

    public static func photo(_ field: String, _ version: Int) -> Value {
        .opaque(Opaque(kind: "image", id: "\(field)#\(version)"))
    }
}
