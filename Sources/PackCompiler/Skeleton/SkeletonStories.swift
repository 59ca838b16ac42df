import Expressions
import Vendors

/// Writes `stories.yaml` of a skeleton: every operation answers what the contract allows, and every common story is there.
struct SkeletonStories {
    private let source: SkeletonSource
    private var lines = SkeletonLines()

    init(source: SkeletonSource) { self.source = source }

    var text: String {
        var writing = self
        writing.write()
        return writing.lines.text
    }

    private mutating func write() {
        lines.comment("How \(source.name) behaves when the sandbox, a scenario or a dry run plays it.")
        lines.comment("The values are samples that fit the contract: put in what the vendor would really say.")
        lines.add("version: 1")
        lines.add()
        lines.comment("How the vendor says that something is wrong, by kind of failure.")
        lines.comment("failures:")
        lines.comment("  throttled: { http: 429, headers: { Retry-After: \"1\" }, body: { error: slow down } }")
        lines.add()
        lines.add("operations:")
        if source.operations.isEmpty { lines.add("{}", 1) }
        for operation in source.operations { write(operation) }
        lines.add()
        writeStories()
    }

    private mutating func write(_ operation: SkeletonSource.Operation) {
        lines.add("\(SkeletonText.key(operation.name)):", 1)
        let code = operation.call.answers.compactMap { answer -> Int? in
            guard case .code(let code) = answer.status, (200...299).contains(code) else { return nil }
            return code
        }.min()
        if let code, code != 200 { lines.add("http: \(code)", 2) }
        guard let schema = operation.call.answer(code ?? 200)?.schema else { return lines.add("values: {}", 2) }
        let sample = schema.sample()
        guard case .map(let members) = sample else { return lines.add("body: \(SkeletonText.scalar(sample))", 2) }
        let sorted = members.sorted { $0.key < $1.key }
        let plain = sorted.filter { $0.value.isPlain }
        if !plain.isEmpty { lines.add("values:", 2) }
        for (name, value) in plain { lines.add("\(SkeletonText.key(name.shown)): \(SkeletonText.scalar(value))", 3) }
        lines.add(sorted.isEmpty ? "body: {}" : "body:", 2)
        for (name, value) in sorted {
            let key = SkeletonText.key(name.shown)
            // A value that a template can name; others stand as they are.
            let isName = key == name.shown && !key.contains("-")
            let written = value.isPlain && isName ? "\"${values.\(name.shown)}\"" : SkeletonText.scalar(value)
            lines.add("\(key): \(written)", 3)
        }
        lines.comment("answers: { declined: { … }, review: { … } }   # the values that differ", 2)
    }

    private mutating func writeStories() {
        let first = source.operations.first.map { SkeletonText.key($0.name) } ?? "score"
        lines.comment(
            "Named alike in every pack. `answers` names what every operation gives: one of its own `answers`, else `approved`."
        )
        lines.add("stories:")
        lines.add("approved: { answers: approved }", 1)
        for name in ["declined", "review", "inconclusive"] {
            lines.add("\(name): { answers: \(PackSkeleton.gap) }", 1)
        }
        lines.add("bad_photo_then_approved: { answers: approved }", 1)
        lines.add("outage: { answers: approved, each: { \(first): 503 } }", 1)
        lines.add("flaky: { answers: approved, first: { \(first): [503] } }", 1)
        lines.add("slow: { answers: approved, after: 2s }", 1)
    }
}

extension MapKey {
    fileprivate var shown: String { value.shown }
}

extension Value {
    /// Neither a list nor a map.
    fileprivate var isPlain: Bool {
        switch self {
        case .list, .map: false
        default: true
        }
    }
}
