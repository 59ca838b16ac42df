import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import YAMLDecoding
import YAMLTree

/// The vendor's own switches, held against its contract.
///
/// They are the same in every run but where the pack takes a value for harmless: one that switches a check off would be
/// seen by no invariant.
extension Lowering {
    struct LoweredOptions {
        /// `nil` for none.
        var fixed: [String: Value]?
        /// Those that a run puts something of its own into; `nil` for none.
        var varied: [InputEntry]?
    }

    mutating func options(_ by: ByTree, _ offer: CheckOffer) -> LoweredOptions {
        guard !by.options.isEmpty else { return LoweredOptions() }
        var options: [String: Value] = [:]
        var varied: [InputEntry] = []
        for entry in by.options {
            guard let name = entry.key.text else { continue }
            guard let option = offer.options.first(where: { $0.name == name }) else {
                findings.report(
                    Finding(
                        "unknown-option", "\(by.vendor.value) has no option `\(name)` here", at: entry.key.place,
                        help: nameHelp(for: name, in: offer.options.map(\.name), known: "its options")
                            ?? "leave `options` out: it has none",
                        fix: .rename(name, in: offer.options.map(\.name), at: entry.key.place)))
                continue
            }
            let node = entry.value.listed(as: option.schema)
            guard let read = YAMLDecoding.template(node, in: environments.flow, findings: &findings) else { continue }
            let template = read.template
            let places = template.filledPlaces()
            if let place = places.first(where: { !offer.mayVary([name] + $0) }) {
                findings.report(.fixedOption(([name] + place).joined(separator: "."), offer, at: entry.value.place))
                continue
            }
            let open = Set(places.map { JSONPointer(tokens: $0).description })
            if let breach = option.schema.breaches(of: template.skeleton).first(where: { !open.contains($0.pointer) }) {
                findings.report(
                    Finding(
                        "wrong-option", "`\(name)` \(breach.message)", at: entry.value.place,
                        help: "the vendor's contract says what it takes"))
                continue
            }
            checkNames(of: entry.value, option.schema, name)
            if case .literal(let value) = template {
                options[name] = value
            } else {
                filled[entry.value.place] = read.expressions
                checkOrder(read.references)
                varied.append(InputEntry(name: name, value: template))
            }
        }
        return LoweredOptions(fixed: options, varied: varied.isEmpty ? nil : varied)
    }
}

extension Lowering {
    /// A contract may let members through that it does not declare; one that is nearly another is most often that one.
    private mutating func checkNames(of node: YAMLNode, _ schema: Schema, _ path: String) {
        let names = schema.propertyNames
        for entry in node.entries ?? [] {
            guard let name = entry.key.text else { continue }
            if names.contains(name) {
                if let inside = schema.property(name) { checkNames(of: entry.value, inside, "\(path).\(name)") }
                continue
            }
            guard let meant = closest(to: name, in: names) else { continue }
            findings.report(
                Finding(
                    "unknown-option", "the vendor's contract does not declare `\(path).\(name)`", at: entry.key.place,
                    severity: .warning, help: "did you mean `\(meant)`?",
                    fix: .rename(name, in: names, at: entry.key.place)))
        }
    }
}

extension CheckOffer {
    /// Whether the pack takes what stands at a way into the options for harmless.
    fileprivate func mayVary(_ path: [String]) -> Bool {
        requestsMay.contains { open in
            let names = open.split(separator: ".")
            return names.count == path.count && zip(names, path).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }
}

extension Template {
    /// The ways to what is filled in when a run is there.
    fileprivate func filledPlaces(_ path: [String] = []) -> [[String]] {
        switch self {
        case .literal: []
        case .expression, .text: [path]
        case .list(let items):
            items.enumerated().flatMap { $0.element.filledPlaces(path + ["\($0.offset)"]) }
        case .map(let entries):
            entries.flatMap { entry -> [[String]] in
                guard case .string(let name) = entry.key else { return [] }
                return entry.value.filledPlaces(path + [name])
            }
        }
    }

    /// The value with nothing where a run fills something in.
    fileprivate var skeleton: Value {
        switch self {
        case .literal(let value): value
        case .expression, .text: .null
        case .list(let items): .list(items.map(\.skeleton))
        case .map(let entries):
            .map(Dictionary(entries.map { ($0.key, $0.value.skeleton) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}

extension Finding {
    fileprivate static func fixedOption(_ path: String, _ offer: CheckOffer, at place: Place) -> Finding {
        let open = offer.requestsMay.map { "`\($0)`" }.joined(separator: ", ")
        return Finding(
            "option-not-literal", "`\(path)` is the same in every run", at: place,
            help: open.isEmpty ? "write the value itself" : "write the value itself; what may vary here is \(open)")
    }
}
