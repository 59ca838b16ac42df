internal import Diagnostics

/// Builds nodes out of events, with a stack of its own: nesting is the file's choice, the call stack is not.
struct TreeBuilder {
    let file: SourceFile
    let limits: YAMLLimits
    var findings = Findings()
    private(set) var documents: [YAMLNode] = []
    private(set) var isDone = false

    /// A collection that is still open.
    struct Frame {
        var isMapping: Bool
        var flow: Bool
        var start: Int
        var end: Int
        var tag: String?
        var anchor: String?
        var items: [YAMLNode] = []
        var key: YAMLNode?
        var entries: [YAMLEntry] = []
        /// Nodes below, aliases expanded.
        var size = 1
        /// Levels below.
        var height = 0

        mutating func add(_ node: YAMLNode, size: Int, height: Int, end: Int) {
            self.end = max(self.end, end)
            self.size += size
            self.height = max(self.height, height + 1)
            if !isMapping {
                items.append(node)
            } else if let key {
                entries.append(YAMLEntry(key: key, value: node))
                self.key = nil
            } else {
                key = node
            }
        }
    }

    private struct Anchored {
        var node: YAMLNode
        var size: Int
        var height: Int
    }

    private var frames: [Frame] = []
    private var anchors: [String: Anchored] = [:]
    private var nodes = 0
    /// Where the last token with bytes ended.
    private var lastEnd = 0

    init(file: SourceFile, limits: YAMLLimits) {
        self.file = file
        self.limits = limits
    }

    mutating func take(_ event: Event) {
        switch event.kind {
        case .streamStart, .documentEnd: break
        case .streamEnd: isDone = true
        case .documentStart:
            anchors = [:]
            if documents.count >= limits.documents {
                stop("too-many-documents", "more than \(limits.documents) documents in one file", event.range)
            }
        case .alias(let name): expand(name, event.range)
        case .scalar(let value, let style): scalar(value, style, event)
        case .sequenceStart(let flow): open(event, isMapping: false, flow: flow)
        case .mappingStart(let flow): open(event, isMapping: true, flow: flow)
        case .sequenceEnd, .mappingEnd: close(event.range)
        }
    }

    private mutating func stop(_ code: String, _ message: String, _ range: Range<Int>, help: String? = nil) {
        findings.report(Finding(code, message, at: Place(file: file, range: range), help: help))
        isDone = true
    }

    private mutating func open(_ event: Event, isMapping: Bool, flow: Bool) {
        let properties = properties(of: event)
        // The mark of a block collection with an anchor or a tag ends with them, otherwise it is empty.
        var frame = Frame(
            isMapping: isMapping, flow: flow, start: event.range.lowerBound, end: event.range.upperBound,
            tag: properties.tag, anchor: event.anchor)
        if isMapping { frame.entries.reserveCapacity(4) }
        frames.append(frame)
        lastEnd = max(lastEnd, event.range.upperBound)
        if frames.count > limits.depth {
            let start = event.range.lowerBound
            stop("too-deep", "nested deeper than \(limits.depth) levels", start..<min(start + 1, file.bytes.count))
        }
    }

    private mutating func close(_ range: Range<Int>) {
        guard var frame = frames.popLast() else { return }
        if frame.flow {
            frame.end = range.upperBound
            lastEnd = max(lastEnd, frame.end)
        }
        if frame.flow { SwallowedExpression(file: file).mend(&frame, findings: &findings) }
        let place = Place(file: file, range: frame.start..<max(frame.start, frame.end))
        let content: YAMLNode.Content
        if frame.isMapping {
            content = .mapping(MappingRules(file: file).apply(to: frame.entries, findings: &findings))
        } else {
            content = .sequence(frame.items)
        }
        let node = YAMLNode(content: content, place: place, tag: frame.tag, anchor: frame.anchor)
        add(node, size: frame.size, height: frame.height)
    }

    private mutating func scalar(_ value: String, _ style: YAMLScalar.Style, _ event: Event) {
        var range = event.range
        let properties = properties(of: event)
        if range.isEmpty {
            let offset = emptyPlace(range.lowerBound)
            range = offset..<offset
        }
        let content = min(max(properties.content, range.lowerBound), range.upperBound)
        let scalar = ScalarLifting.lift(value, style: style, range: content..<range.upperBound, file: file)
        let place = Place(
            file: file, range: range.lowerBound..<max(range.lowerBound, scalar.text.whole.range.upperBound))
        if !range.isEmpty { lastEnd = max(lastEnd, place.range.upperBound) }
        if style == .plain {
            CutExpression(file: file).check(scalar.text.string, place: scalar.text.whole, findings: &findings)
        }
        add(
            YAMLNode(content: .scalar(scalar), place: place, tag: properties.tag, anchor: event.anchor), size: 1,
            height: 0)
    }

    /// A value that is not there stands behind what asked for it, not before the next thing in the file.
    private func emptyPlace(_ mark: Int) -> Int {
        var offset = min(mark, file.bytes.count)
        while offset > lastEnd, [0x20, 0x09, 0x0A, 0x0D].contains(file.bytes[offset - 1]) { offset -= 1 }
        return offset
    }

    private func properties(of event: Event) -> NodeProperties {
        let count = (event.anchor == nil ? 0 : 1) + (event.tag == nil ? 0 : 1)
        return NodeProperties(in: event.range, count: count, file: file)
    }

    private mutating func expand(_ name: String, _ range: Range<Int>) {
        lastEnd = max(lastEnd, range.upperBound)
        if frames.contains(where: { $0.anchor == name }) {
            stop("unknown-alias", "`*\(name)` stands inside the node that it names", range)
        } else if let anchored = anchors[name] {
            guard frames.count + anchored.height <= limits.depth else {
                return stop("too-deep", "`*\(name)` nests deeper than \(limits.depth) levels", range)
            }
            var node = anchored.node
            node.anchor = nil
            // Its own end is elsewhere in the file, so the parent's end follows the alias.
            add(node, size: anchored.size, height: anchored.height, end: range.upperBound)
        } else {
            let nearest = closest(to: name, in: anchors.keys.sorted())
            stop(
                "unknown-alias", "no anchor `&\(name)` stands before `*\(name)`", range,
                help: nearest.map { "write `*\($0)`, or quote the text" } ?? "quote the text if it is no alias")
        }
    }

    private mutating func add(_ node: YAMLNode, size: Int, height: Int, end: Int? = nil) {
        nodes += end == nil ? 1 : size
        if nodes > limits.nodes {
            return stop(
                "too-many-nodes", "more than \(limits.nodes) nodes, with aliases expanded",
                end.map { min(node.place.range.lowerBound, $0)..<$0 } ?? node.place.range)
        }
        if let anchor = node.anchor { anchors[anchor] = Anchored(node: node, size: size, height: height) }
        guard !frames.isEmpty else {
            documents.append(node)
            return
        }
        frames[frames.count - 1].add(node, size: size, height: height, end: end ?? node.place.range.upperBound)
    }
}
