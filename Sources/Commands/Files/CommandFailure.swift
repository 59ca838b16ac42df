/// Why a command stopped, with its exit code. The text is for the person at the terminal and quotes no personal value.
public struct CommandFailure: Error, Sendable, CustomStringConvertible {
    public enum Exit: Int32, Sendable {
        /// Findings, an unmet expectation, a run without a decision.
        case found = 1
        /// Wrong usage: a flag, a path, a port.
        case usage = 2
        /// Our own failure.
        case own = 3
    }

    public var exit: Exit
    public var description: String

    public init(_ exit: Exit, _ description: String) {
        self.exit = exit
        self.description = description
    }
}
