public import EngineStore
public import FlowMachine

/// Why an engine did not do what it was asked.
///
/// The description is safe to log and to show: words of the flow and names of runs, never what a record says.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// There is no such run.
        case unknownRun = "unknown-run"
        /// The run's personal data was destroyed.
        case erased
        /// The run does not take that fact in its present state; nothing changed.
        case refused
        /// The fact was taken in before; nothing changed.
        case duplicate
        /// Others changed the run each time that this engine tried.
        case conflict
        /// The stored flow cannot be read, or is not what its digest says.
        case badFlow = "bad-flow"
        /// The flow was compiled for a machine that this program does not have; use the version that compiled it.
        case unknownSemantics = "unknown-semantics"
        /// A pack that the flow is bound to is missing, cannot be compiled, or is another one.
        case badPack = "bad-pack"
        /// A setting that the flow leaves to the environment is not there, or does not fit.
        case badSetting = "bad-setting"
        /// A stored record does not fit the flow or does not open; repeating does not help.
        case badRecord = "bad-record"
        /// The store failed; ``EngineError/store`` says how.
        case store
        /// The engine was shut down.
        case shutDown = "shut-down"
    }

    public let code: Code
    public let message: String
    /// For `refused`.
    public var refusal: RefusedEvent?
    /// For whatever the store said.
    public var store: StoreError.Code?

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ refusal: RefusedEvent) {
        self.init(.refused, "\(refusal)")
        self.refusal = refusal
    }

    init(_ error: StoreError) {
        let code: Code =
            switch error.code {
            case .notFound: .unknownRun
            case .erased: .erased
            case .duplicate: .duplicate
            case .conflict: .conflict
            case .wrongKey, .corrupt: .badRecord
            default: .store
            }
        self.init(code, error.message)
        store = error.code
    }

    public var description: String { "\(message) [\(code.rawValue)]" }

    /// Whether the same may go well a little later.
    var isPassing: Bool { code == .conflict || code == .store && store != .invalid && store != .newer }
}
