import Diagnostics

extension Finding {
    static func notInLayer(_ key: String, allowed: [String], origin: Layer.Origin, at place: Place) -> Finding {
        let what =
            switch origin {
            case .request: "a request"
            case .setting: "`--set`"
            case .flow, .profile: "a profile"
            }
        return Finding(
            "not-overridable", "\(what) cannot set `\(key)`", at: place,
            help: (closest(to: key, in: allowed).map { "did you mean `\($0)`? " } ?? "")
                + "it may set \(allowed.map { "`\($0)`" }.joined(separator: ", "))",
            fix: .rename(key, in: allowed, at: place))
    }

    static func stepsAreAMap(at place: Place) -> Finding {
        Finding(
            "wrong-kind", "`steps` of a layer is a map by step id", at: place,
            help: "write `steps: { aml: { by: idmeta } }`")
    }

    static func layerNeedsAMap(_ what: String, at place: Place) -> Finding {
        Finding(
            "wrong-kind", "\(what) of a layer is a map of what to change", at: place,
            help: "write a map that names only what changes")
    }

    static func unknownStep(_ id: String, among ids: [String], at place: Place, base: Place? = nil) -> Finding {
        Finding(
            "unknown-step", "`\(id)` is no step of this flow", at: place, label: "no such step",
            help: nameHelp(for: id, in: ids, known: "its steps") ?? "a layer redefines steps, and adds none",
            related: base.map { [.init("the steps that there are", at: $0)] } ?? [],
            fix: .rename(id, in: ids, at: place))
    }

    static func unknownFlag(_ name: String, among names: [String], at place: Place, base: Place? = nil) -> Finding {
        Finding(
            "unknown-flag", "`\(name)` is no flag of this flow", at: place,
            help: nameHelp(for: name, in: names, known: "its flags"),
            related: base.map { [.init("the flags that there are", at: $0)] } ?? [],
            fix: .rename(name, in: names, at: place))
    }

    static func fixedField(_ name: String, at place: Place, base: Place? = nil) -> Finding {
        Finding(
            "not-overridable", "a step's `\(name)` never changes by an override", at: place,
            help: "write a step of its own, or another flow",
            related: base.map { [.init("the step that it would change", at: $0)] } ?? [])
    }

    static func applicantInherited(at place: Place, base: Place) -> Finding {
        Finding(
            "not-overridable", "a flow that extends another asks for the same of the applicant", at: place,
            help: "leave `applicant` out; it is that of the parent", related: [.init("the parent's", at: base)])
    }
}
