import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension FlowReader {
    /// The addresses under `notify`.
    mutating func notify(_ node: YAMLNode) -> [NotifyTarget] {
        guard let items = node.list("`notify`", findings: &findings) else { return [] }
        var targets: [NotifyTarget] = []
        for item in items {
            guard let target = target(item) else { continue }
            let told = targets.filter { $0.address == target.address }.flatMap(\.events)
            if let twice = target.events.first(where: told.contains) {
                findings.report(.toldTwice(twice, at: item.headPlace))
            }
            targets.append(target)
        }
        return targets
    }

    private mutating func target(_ node: YAMLNode) -> NotifyTarget? {
        guard
            let record = Record(
                node, as: "an address of `notify`", keys: FlowForms.notify.names, findings: &findings)
        else { return nil }
        let address = record.require("url", findings: &findings).flatMap { self.address($0) }
        let events = record.require("on", findings: &findings).map { self.events($0) }
        let secret: String?
        if let entry = record["secret"] {
            secret = self.secret(entry.value)
        } else {
            findings.report(.unsigned(at: node.headPlace))
            secret = nil
        }
        guard let address, let events, !events.isEmpty, let secret else { return nil }
        return NotifyTarget(address: address, events: events, secret: secret)
    }

    private mutating func address(_ node: YAMLNode) -> NotifyTarget.Address? {
        guard let text = located(node, "`url`") else { return nil }
        if text.value.contains("${") { return variable(text, such: "HOOK_URL").map(NotifyTarget.Address.variable) }
        let scheme = "https://"
        let rest = text.value.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let problem: String? =
            if !text.value.hasPrefix(scheme) {
                "does not begin with `https://`"
            } else if authority.contains("@") {
                "holds a name or a password, which do not belong in a flow"
            } else if authority.isEmpty || authority.first == ":" || text.value.contains(where: { $0.isWhitespace }) {
                "is no address with a host"
            } else {
                nil
            }
        guard let problem else { return .url(text.value) }
        let isOpen = text.value.hasPrefix("http://")
        findings.report(
            .badAddress(
                problem, at: text.place, fix: isOpen ? .replacing("http:", with: "https:", within: text.place) : nil)
        )
        return nil
    }

    private mutating func events(_ node: YAMLNode) -> [NoticeKind] {
        let choices = NoticeKind.allCases.map { (name: $0.rawValue, value: $0) }
        guard let items = node.list("`on`", findings: &findings) else { return [] }
        if items.isEmpty { findings.report(.noEvent(at: node.place)) }
        var events: [NoticeKind] = []
        for (index, item) in items.enumerated() {
            guard let event = item.choice("`on`", of: choices, findings: &findings) else { continue }
            if events.contains(event) {
                findings.report(.toldTwice(event, at: item.place, fix: .removing([.item(index)], from: node)))
            }
            events.append(event)
        }
        return Set(events).sorted { $0.rawValue < $1.rawValue }
    }

    private mutating func secret(_ node: YAMLNode) -> String? {
        guard let text = located(node, "`secret`") else { return nil }
        if text.value.contains("${") { return variable(text, such: "HOOK_SECRET") }
        findings.report(.secretInFlow(at: text.place))
        return nil
    }

    /// `${env.NAME}` and nothing around it.
    private mutating func variable(_ text: Located<String>, such example: String) -> String? {
        if let name = Self.variable(in: text.value) { return name }
        let fix = Self.meantVariable(in: text.value).map { Fix.replace(text.place, with: "\"${env.\($0)}\"") }
        findings.report(.notAVariable(such: example, at: text.place, fix: fix))
        return nil
    }

    /// The name in `${env.NAME}`; `nil` for any other text.
    public static func variable(in text: String) -> String? {
        let opening = "${env."
        let name = text.dropFirst(opening.utf8.count).dropLast()
        let isName =
            name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return text.hasPrefix(opening) && text.hasSuffix("}") && isName ? String(name) : nil
    }

    /// `HOOK` in `${HOOK}`.
    static func meantVariable(in text: String) -> String? {
        let bare = text.trimmingPrefix("$").drop { $0 == "{" }.prefix { $0 != "}" }
        let isMeant = bare.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") } && !bare.isEmpty
        return isMeant ? String(bare) : nil
    }
}

extension Finding {
    fileprivate static func toldTwice(_ event: NoticeKind, at place: Place, fix: Fix? = nil) -> Finding {
        Finding(
            "told-twice", "the same address is told of `\(event.rawValue)` twice", at: place,
            help: "name each event once for an address", fix: fix)
    }

    fileprivate static func unsigned(at place: Place) -> Finding {
        Finding(
            "unsigned-notify", "an address of `notify` has no `secret` to sign with", at: place,
            label: "anybody could forge what it is sent",
            help: "add `secret: \"${env.HOOK_SECRET}\"`; the variable holds `whsec_` and 24 to 64 bytes in base 64")
    }

    fileprivate static func badAddress(_ problem: String, at place: Place, fix: Fix?) -> Finding {
        Finding(
            "bad-notify-url", "the address \(problem)", at: place,
            help: "write `url: https://example.com/hook`, or `url: \"${env.HOOK_URL}\"`", fix: fix)
    }

    fileprivate static func noEvent(at place: Place) -> Finding {
        Finding(
            "no-event", "`on` names no event", at: place,
            help: "name what to tell: \(NoticeKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))")
    }

    fileprivate static func secretInFlow(at place: Place) -> Finding {
        Finding(
            "secret-in-flow", "a secret does not belong in a flow", at: place,
            help: "name the environment variable that holds it: `secret: \"${env.HOOK_SECRET}\"`")
    }

    static func notAVariable(such example: String, at place: Place, fix: Fix?) -> Finding {
        Finding(
            "not-a-variable", "only one variable of the environment can stand here, with nothing around it", at: place,
            help: "write `\"${env.\(example)}\"`", fix: fix)
    }
}
