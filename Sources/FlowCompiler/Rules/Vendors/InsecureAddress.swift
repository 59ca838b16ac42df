import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// The applicant's browser would be sent on in the clear.
    static let insecureAddress = Rule("insecure-address") { context in
        let sessions = context.tree.steps.flatMap { step in
            [step.session].compactMap(\.self) + step.by.compactMap(\.session)
        }
        return sessions.compactMap(\.returnTo).compactMap { address in
            guard address.value.hasPrefix("http://"), !address.value.hasPrefix("http://localhost") else { return nil }
            let secure = "https" + address.value.dropFirst(4)
            let written = String(decoding: address.place.file.bytes[address.place.range], as: UTF8.self)
            return Problem(
                "`return_to` is not encrypted", at: address.place, help: "write `\(secure)`",
                fix: Fix("write `\(secure)`", [.init(address.place, written.replacingFirst("http:", with: "https:"))]))
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
