import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import YAMLTree

extension Rule {
    /// Another photo is asked for, and nothing ends the waiting for it.
    static let unboundedWait = Rule("unbounded-wait") { context in
        guard context.tree.expiresAfter == nil else { return [] }
        return context.tree.steps.compactMap { step in
            guard let attempts = step.attempts, attempts.maximum.value > 1, attempts.within == nil,
                !context.offers(step).contains(where: { $0.offer.hasPage })
            else { return nil }
            return Problem(
                "nothing ends the wait for another attempt", at: attempts.maximum.place,
                help: "add `expires_after: 30d` to the flow, or `within` to the attempts",
                fix: context.appending("expires_after: 30d"))
        }
    }
}

extension RuleContext {
    /// A line of its own at the end of a flow that is written in block style.
    fileprivate func appending(_ line: String) -> Fix? {
        let file = flow.place.file
        guard file.bytes[flow.place.range].first != UInt8(ascii: "{"),
            let end = file.bytes.lastIndex(where: { ![0x0A, 0x0D, 0x20, 0x09].contains($0) }),
            flow.place.range.upperBound > end - 200, flow.entries?.first?.key.place.start.column == 1
        else { return nil }
        let after = file.bytes[(end + 1)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? file.bytes.count
        let isLast =
            flow.place.range.upperBound >= end
            || !file.bytes[flow.place.range.upperBound...end].contains(UInt8(ascii: "-"))
        guard isLast else { return nil }
        let start = after == file.bytes.count && file.bytes.last != 0x0A ? "\n" : ""
        return Fix("add `\(line)`", [.init(Place(file: file, range: after..<after), "\(start)\(line)\n")])
    }
}
