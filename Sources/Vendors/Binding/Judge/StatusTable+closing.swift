public import Expressions
import Vocabulary

extension StatusTable {
    struct Closing {
        var status: VendorStatus
        var verdict: Verdict?
    }

    /// What the vendor's status means; a status that is not in the list is a breach that names its code.
    func closing(_ found: Value?, in received: Received) throws(CallFailure) -> Closing {
        guard let found else { throw CallFailure(.contract, "the answer has no status") }
        guard let arm = arm(for: found) else { throw unknown(found) }
        switch arm.meaning {
        case .status(let status, let verdict):
            return Closing(status: VendorStatus(code: arm.value.plainText, status: status), verdict: verdict)
        case .failure(let kind): throw CallFailure(kind, "status \(arm.value.plainText)")
        case .open, .ended: throw CallFailure(.contract, "status \(arm.value.plainText) closes nothing")
        case .incomplete(let detail):
            throw .incomplete("status \(arm.value.plainText)", missing: received.names(at: detail))
        }
    }

    /// The line of a status, as the vendor says it; `nil` for one that is not listed.
    public func arm(for found: Value) -> Arm? {
        arms.first { arm in ([arm.value] + arm.also).contains { isSame($0, found) } }
    }

    /// Named, never guessed at.
    func unknown(_ found: Value) -> CallFailure {
        CallFailure(.contract, "unknown status\(Self.code(found).map { " \($0)" } ?? "")")
    }

    private func isSame(_ expected: Value, _ found: Value) -> Bool {
        guard fold else { return expected.isSameJSON(as: found) }
        return Self.folded(expected) == Self.folded(found)
    }

    private static func folded(_ value: Value) -> String {
        String(value.plainText.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }

    /// The code of an unknown status, where it is short and plain enough to be one.
    private static func code(_ value: Value) -> String? {
        let text = value.plainText
        let isCode = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F || byte == 0x2D
        }
        return !text.isEmpty && text.utf8.count <= 32 && isCode ? text : nil
    }
}

extension Value {
    /// A status as text: `3`, `VERIFIED`; empty for what cannot be one.
    var plainText: String {
        switch self {
        case .int(let value): String(value)
        case .uint(let value): String(value)
        case .double(let value): Int64(exactly: value).map { String($0) } ?? String(value)
        case .bool(let value): String(value)
        case .string(let value): value
        default: ""
        }
    }
}
