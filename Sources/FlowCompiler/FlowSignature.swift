import Diagnostics
import FlowSyntax
public import YAMLTree

/// What a step has to know of the flow that it starts.
public struct FlowSignature: Sendable {
    public let name: String
    public let version: Int
    let applicant: [FieldTree]
    let flags: [FieldTree]
    let outputs: [String]

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
        outputs = tree.outputs.compactMap(\.key.text)
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
