import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
public import YAMLTree

/// What a step has to know of the flow that it starts.
public struct FlowSignature: Sendable {
    public let name: String
    public let version: Int
    let applicant: [FieldTree]
    let flags: [FieldTree]
    /// The packs at which the run that starts it has to have a verification.
    let parentPacks: [String]
    /// What rules may read of it, by name; a type that is known where it runs only is `dyn`.
    let outputs: [String: ExpressionType]

    /// Of a flow as written; `nil` for one that cannot be read, which is said elsewhere.
    public init?(of flow: YAMLNode) {
        var unseen = Findings()
        guard let tree = FlowReader.read(flow, findings: &unseen) else { return nil }
        name = tree.name.value
        version = tree.version.value
        let collected = Set(
            tree.allNodes.flatMap { node -> [String] in
                guard case .collect(let step) = node else { return [] }
                return step.fields.map(\.value)
            })
        // What a step of the child collects need not be given.
        applicant = tree.applicant.map { field in
            var field = field
            if collected.contains(field.name.value) { field.isOptional = true }
            return field
        }
        flags = tree.flags
        parentPacks = tree.vendors.filter { $0.parent?.value == .required }.map { ($0.pack ?? $0.name).value }
        outputs = Self.outputs(of: tree)
    }

    private static func outputs(of tree: FlowTree) -> [String: ExpressionType] {
        guard !tree.outputs.isEmpty else { return [:] }
        let kinds = tree.steps.compactMap { step in CheckKind.named(step.check.value).map { (step.id.value, $0) } }
        let environments = Environments(
            tree: tree, kinds: Dictionary(kinds, uniquingKeysWith: { first, _ in first }), flows: [], packs: [:])
        var outputs: [String: ExpressionType] = [:]
        var unseen = Findings()
        for entry in tree.outputs {
            guard let name = entry.key.text else { continue }
            let type = expression(entry.value, in: environments.flow, findings: &unseen)?.type
            outputs[name] = type.map(\.portable) ?? .dyn
        }
        return outputs
    }

    /// The names of the flows that a flow's steps start.
    public static func names(in flow: YAMLNode) -> [String] {
        var names: Set<String> = []
        func look(_ node: YAMLNode, isStep: Bool) {
            if isStep, let name = node.member("flow")?.text?.split(separator: "@").first { names.insert(String(name)) }
            for entry in node.entries ?? [] where ["steps", "parallel", "choose", "otherwise"].contains(entry.key.text)
            {
                look(entry.value, isStep: false)
            }
            for item in node.items ?? [] { look(item, isStep: true) }
        }
        look(flow, isStep: false)
        return names.sorted()
    }
}

extension ExpressionType {
    /// The type as another flow can know it, where this one's records have no names.
    fileprivate var portable: ExpressionType {
        switch self {
        case .bool, .int, .uint, .double, .string, .timestamp, .duration: self
        case .list(let element): .list(element.portable)
        case .optional(let wrapped): wrapped.portable
        default: .dyn
        }
    }
}
