import Diagnostics
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Who uses which operation, known before the operations are read: it says what their templates may name.
struct OperationUses {
    /// By operation, the inputs of the checks and acts that use it.
    private(set) var inputs: [String: [Field]] = [:]
    /// By operation, those whose answer it reads as `made`: it takes back, ends or reads what they did.
    private(set) var makers: [String: Set<String>] = [:]

    init(checks: YAMLNode?, kinds: [CheckKind], acts: YAMLNode?, actKinds: [ActKind]) {
        for entry in checks?.entries ?? [] {
            guard let kind = kinds.first(where: { $0.name == entry.key.text }) else { continue }
            add(entry.value.member("operation"), kind.input)
            add(entry.value.member("hosted")?.member("attempt"), kind.input)
            add(
                entry.value.member("deferred")?.member("attempt"), kind.input,
                makers: entry.value.member("operation"))
            guard let monitor = entry.value.member("monitor") else { continue }
            add(monitor.member("start"), kind.input)
            let later = [monitor.member("stop"), monitor.member("read")?.member("operation")]
            for node in later { add(node, kind.input, makers: monitor.member("start")) }
        }
        for entry in acts?.entries ?? [] {
            guard let kind = actKinds.first(where: { $0.name == entry.key.text }) else { continue }
            add(entry.value.member("operation"), kind.input)
            add(entry.value.member("undo"), kind.input, makers: entry.value.member("operation"))
        }
    }

    private mutating func add(_ node: YAMLNode?, _ fields: [Field], makers: YAMLNode? = nil) {
        guard let operation = node?.text else { return }
        for field in fields where inputs[operation]?.contains(where: { $0.name == field.name }) != true {
            inputs[operation, default: []].append(field)
        }
        if inputs[operation] == nil { inputs[operation] = [] }
        if let maker = makers?.text { self.makers[operation, default: []].insert(maker) }
    }

    /// What is read to clear up a lost call sees what that call saw.
    mutating func addRecoveries(_ operations: YAMLNode) {
        for entry in operations.entries ?? [] {
            guard let fields = entry.key.text.flatMap({ inputs[$0] }) else { continue }
            add(entry.value.member("recover")?.member("operation"), fields)
        }
    }

    /// What `made` has is what the makers answer.
    func check(_ operations: [ReadOperation], findings: inout Findings) {
        for read in operations {
            let name = read.operation.name
            for reference in read.references {
                guard reference.path.first == "made" else { continue }
                guard let makers = makers[name] else {
                    findings.report(
                        Finding(
                            "made-by-nothing", "`\(name)` takes back, ends or reads nothing that was made",
                            at: reference.place,
                            help:
                                "`made` is for the `undo` of an act, the `stop` and `read` of a monitor, and the "
                                + "`attempt` of what is deferred"))
                    break
                }
                guard let member = reference.member(of: "made") else { continue }
                for maker in operations where makers.contains(maker.operation.name) {
                    let given = maker.operation.result.map(\.name)
                    if given.contains(member) { continue }
                    findings.report(
                        .unknownName(
                            "unknown-result-field", "`\(maker.operation.name)` has no result `\(member)`", member,
                            of: given, at: reference.place))
                }
            }
        }
    }
}

extension OperationUses {
    /// The operations that open a session and give its link, where no other one opens its tries.
    static func sessions(_ checks: YAMLNode?) -> Set<String> {
        Set(
            (checks?.entries ?? []).compactMap { entry in
                guard let hosted = entry.value.member("hosted"), hosted.member("attempt") == nil else { return nil }
                return entry.value.member("operation")?.text
            })
    }
}
