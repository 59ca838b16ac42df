import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding

extension Lowering {
    /// Holds what is known of an input before any run against the vendor's contract: a value that is written, and the
    /// values and lengths that a field of the applicant may have.
    mutating func checkContract(
        _ template: Template, as input: String, of vendor: LoweredVendor, _ operation: String, at place: Place
    ) {
        for known in known(template) {
            let value = known.at.reversed().reduce(known.value) { .map([.string($1): $0]) }
            let settings = vendor.use.settings
            let usual = vendor.pack.breaches(of: operation, input: [:], settings: settings)
            guard
                let breach = vendor.pack.breaches(of: operation, input: [input: value], settings: settings)
                    .first(where: { !usual.contains($0) })
            else { continue }
            let name = ([input] + known.at).joined(separator: ".")
            findings.report(
                Finding(
                    "contract-forbids",
                    "the contract of \(vendor.pack.name) forbids \(known.what) as `\(name)`: \(breach)", at: place,
                    severity: known.isLimit ? .warning : .error,
                    help: known.isLimit
                        ? "narrow the field, so that the vendor takes whatever is given" : "give what the vendor takes",
                    related: known.field.map { [.init("the field", at: $0)] } ?? []))
            return
        }
    }

    private struct Known {
        var value: Value
        /// The way to it in a record.
        var at: [String] = []
        var what: String
        var isLimit = false
        var field: Place?
    }

    private func known(_ template: Template) -> [Known] {
        switch template {
        case .literal(let value): return [Known(value: value, what: "this value")]
        case .map(let entries):
            return entries.flatMap { entry -> [Known] in
                guard case .string(let name) = entry.key else { return [] }
                return known(entry.value).map { known in
                    var known = known
                    known.at.insert(name, at: 0)
                    return known
                }
            }
        case .expression(let expression):
            guard let path = Reasoner(expression).wholePath, path.count == 2, path[0] == "applicant",
                let field = tree.field(path[1])
            else { return [] }
            return known(field)
        case .text, .list: return []
        }
    }

    private func known(_ field: FieldTree) -> [Known] {
        let name = "`applicant.\(field.name.value)`"
        var known = (field.limits.oneOf ?? []).map { value in
            Known(value: value, what: "a value of \(name)", isLimit: true, field: field.name.place)
        }
        if let length = field.limits.maximumLength, field.type == .string, field.limits.pattern == nil {
            let longest = Value.string(String(repeating: "a", count: min(length, 10_000)))
            known.append(
                Known(value: longest, what: "the longest \(name)", isLimit: true, field: field.name.place))
        }
        return known
    }
}
