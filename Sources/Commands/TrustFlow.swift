public import ArgumentParser

/// The command line.
public struct TrustFlow: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "trustflow",
        abstract: "Runs identity checks as flows that can be read, tested and run.",
        version: "0.1.0",
        subcommands: [
            ValidateCommand.self, DryRunCommand.self, RunCommand.self, SandboxCommand.self, DemoCommand.self,
            ServeCommand.self, RunsCommand.self, WebhooksCommand.self, TokensCommand.self, VendorCommand.self,
            PackCommand.self,
            CompileCommand.self, FormatCommand.self, GraphCommand.self, ExplainCommand.self,
            SchemaCommand.self, EvalCommand.self,
        ])

    public init() {}

    /// Runs a command and gives its exit code: 0 clean, 1 findings, 2 wrong usage, 3 our own failure.
    public static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch let failure as CommandFailure {
            if !failure.description.isEmpty { Output.talk("trustflow: \(failure.description)") }
            return failure.exit.rawValue
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code == .success { Output.result(message + "\n") } else { Output.talk(message) }
            return code == .success ? 0 : code == .validationFailure ? 2 : 3
        }
    }
}
