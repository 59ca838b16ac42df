public import Diagnostics
public import YAMLTree

/// A flow with the layers that lie over it, each stage kept, so that every value can be told by where it comes from.
public struct LayeredFlow: Sendable {
    public struct Stage: Sendable {
        public var origin: Layer.Origin
        /// The flow with this layer and all below.
        public var node: YAMLNode
    }

    /// The lowest first; never empty.
    public private(set) var stages: [Stage]
    /// The flow under all its layers.
    public private(set) var node: YAMLNode

    public init(_ flow: YAMLNode) {
        node = flow
        stages = [Stage(origin: .flow, node: flow)]
    }

    public mutating func lay(_ layer: Layer, findings: inout Findings) {
        node = layer.laid(over: node, findings: &findings)
        stages.append(Stage(origin: layer.origin, node: node))
    }

    /// Lays what a request sets, as far as the flow opens it.
    public mutating func layRequest(
        _ request: YAMLNode, alsoOpen paths: [[String]] = [], findings: inout Findings
    ) {
        var layer = Layer(.request, request)
        var unheard = Findings()
        layer.open = Overridable(of: node, findings: &unheard)
        layer.open.add(paths)
        lay(layer, findings: &findings)
    }
}
