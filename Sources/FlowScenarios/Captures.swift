public import Expressions
public import FlowIR
public import FlowMachine

/// The handles of captures: `selfie#1`, and `selfie#2` for the next one of the same field.
public enum Captures {
    public static func handle(_ field: String, _ version: Int) -> String { "\(field)#\(version)" }

    /// The field and version of a handle; `nil` for another id.
    public static func parts(of handle: String) -> (field: String, version: Int)? {
        guard let mark = handle.lastIndex(of: "#"), let version = Int(handle[handle.index(after: mark)...]) else {
            return nil
        }
        return (String(handle[..<mark]), version)
    }

    /// The same captures given once more, each as the next version; fields that hold no capture keep their value.
    public static func again(_ fields: [String], in applicant: [String: Value]) -> [String: Value] {
        var values: [String: Value] = [:]
        for field in fields {
            guard let value = applicant[field] else { continue }
            guard case .opaque(let old) = value, let parts = parts(of: old.id) else {
                values[field] = value
                continue
            }
            values[field] = .opaque(Opaque(kind: old.kind, id: handle(parts.field, parts.version + 1)))
        }
        return values
    }
}

extension Scenario {
    /// What the applicant gives when the run is created: all but what some step collects.
    public func given(to program: FlowProgram) -> [String: Value] {
        let collected = program.collected
        return applicant.filter { !collected.contains($0.key) }
    }

    /// What the applicant, or the caller, gives when asked; empty for nothing, because there is nothing more.
    public func response(to ask: Ask, in state: RunState) -> [String: Value] {
        let again = ask.fields.filter { state.applicant[$0] != nil }
        let first = applicant.filter { ask.fields.contains($0.key) && state.applicant[$0.key] == nil }
        return Captures.again(again, in: state.applicant).merging(first) { $1 }
    }

    /// Whether the script itself moves the applicant at a step; nothing more happens there by itself then.
    public func movesApplicant(at step: String) -> Bool {
        moves.contains { $0.applicantsStep == step }
    }

    /// The file behind a handle: the one it was given with, or the field's latest given before it.
    public func file(of handle: String) -> MediaFile? {
        if let file = media[handle] { return file }
        guard let parts = Captures.parts(of: handle), parts.version > 1 else { return nil }
        return file(of: Captures.handle(parts.field, parts.version - 1))
    }
}
