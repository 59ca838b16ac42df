import Diagnostics
import FlowIR
import FlowSyntax
import Vocabulary

extension Lowering {
    /// What is opened to requests has to be there, and a range to go with it.
    mutating func checkOverridable() {
        for entry in tree.overridable.entries {
            if entry.path[0] == "flags" {
                guard let flag = tree.flags.first(where: { $0.name.value == entry.path[1] }) else {
                    if tree.unread.contains(entry.text) { continue }
                    findings.report(
                        Finding(
                            "unknown-flag", "`\(entry.path[1])` is no flag of this flow", at: entry.place,
                            help: nameHelp(for: entry.path[1], in: tree.flags.map(\.name.value), known: "its flags")
                                ?? "declare it under `flags`"))
                    continue
                }
                let isNumber = flag.type == .int || flag.type == .double
                if let range = entry.range,
                    !isNumber || [entry.least, entry.most].contains(where: { $0?.isTime == true })
                {
                    findings.report(
                        Finding(
                            "bad-range", "flag `\(flag.name.value)` has no such range", at: range,
                            help: "leave it out: what its declaration allows is allowed",
                            related: [.init("declared here", at: flag.name.place)]))
                }
            } else if !tree.allNodes.contains(where: { $0.id?.value == entry.path[1] }),
                !tree.unread.contains("checks.\(entry.path[1])")
            {
                let ids = tree.allNodes.compactMap(\.id?.value)
                findings.report(
                    Finding(
                        "unknown-step", "`\(entry.path[1])` is no step of this flow", at: entry.place,
                        help: nameHelp(for: entry.path[1], in: ids, known: "its steps") ?? "name a step by its id"))
            }
        }
    }

    /// Every applicant has a profile, or is told what happens without one.
    mutating func checkProfileChoice() {
        guard let choice = tree.profileChoice else { return }
        guard let field = tree.field(choice.field) else {
            if tree.unread.contains("applicant.\(choice.field)") { return }
            findings.report(
                Finding(
                    "unknown-field", "the applicant has no field `\(choice.field)`", at: choice.place,
                    help: nameHelp(for: choice.field, in: tree.applicant.map(\.name.value), known: "the fields")
                        ?? "declare it under `applicant`"))
            return
        }
        reads.insert("applicant.\(choice.field)")
        guard [.string, .country, .language, .bool, .int].contains(field.type) else {
            findings.report(
                Finding(
                    "bad-profile-by", "no profile can be named after \(field.type.described)", at: choice.place,
                    help: "name a field of type string, country, language, bool or int",
                    related: [.init("declared here", at: field.name.place)]))
            return
        }
        let values = field.type == .bool ? ["true", "false"] : field.limits.oneOf?.compactMap(\.profileName)
        if let values {
            for profile in choice.profiles where !values.contains(profile.value) {
                findings.report(
                    Finding(
                        "unused-profile", "`applicant.\(choice.field)` is never `\(profile.value)`", at: profile.place,
                        severity: .warning,
                        help: nameHelp(for: profile.value, in: values, known: "its values"),
                        related: [.init("its values", at: field.name.place)],
                        fix: .rename(profile.value, in: values, at: profile.place)))
            }
        }
        guard choice.otherwise == nil else { return }
        let names = choice.profiles.map(\.value)
        let missing = values?.filter { !names.contains($0) }
        let isOpen = values == nil || field.isOptional && field.defaultValue == nil
        guard isOpen || missing?.isEmpty == false else { return }
        let which = missing.flatMap { $0.isEmpty ? nil : $0.map { "`\($0)`" }.joined(separator: ", ") }
        findings.report(
            Finding(
                "profile-missing",
                which.map { "there is no profile for \($0)" } ?? "not every value of the field has a profile",
                at: choice.place,
                help: "add `otherwise: base` or `otherwise: refuse` to `profiles`",
                related: [.init("declared here", at: field.name.place)],
                // Nobody is let through by it.
                fix: choice.profiles.first.map { .insert("otherwise: refuse, ", before: $0.place) }.flatMap {
                    choice.isOnOneLine ? $0 : nil
                }))
    }
}
