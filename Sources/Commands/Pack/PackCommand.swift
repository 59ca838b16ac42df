import ArgumentParser

/// `trustflow pack check|new`
struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Begins and checks vendor packs of your own.",
        discussion: """
            A pack is a folder with a vendor's OpenAPI document, a binding and stories. `new` begins one, `check` says what \
            is wrong with it, and `--packs DIR` of the other commands lets flows use it.
            """,
        subcommands: [PackCheckCommand.self, PackNewCommand.self])
}
