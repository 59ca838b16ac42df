import Diagnostics
import Expressions
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// `"face_blury" in checks.a.reasons`
    static let unknownReasonRead = Rule("no-such-reason") { context in
        let known = ApplicantReason.all.map(\.name)
        return context.calls(to: [Operator.membership]).compactMap { compiled, _, sides in
            guard case .constant(.string(let word)) = sides[0].kind, case .select(_, "reasons") = sides[1].kind,
                !known.contains(word), let meant = closest(to: word, in: known)
            else { return nil }
            let place = compiled.place(of: sides[0])
            return Problem(
                "`\(word)` is no reason", at: place, help: "write `\(meant)`",
                fix: .rename(word, quotedIn: known, at: place))
        }
    }
}
