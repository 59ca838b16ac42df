import ArgumentParser
import FlowCompiler
import FlowSyntax
import Foundation
import PackCompiler
import Vendors
import YAMLDecoding

/// `trustflow schema [flow|scenarios|binding]`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of flows, scenario files or bindings, for editors.",
        discussion: """
            With it an editor completes and explains every key. Keep it in a file and begin a flow with \
            `# yaml-language-server: $schema=flow.schema.json`. The schema knows keys and shapes; what a flow means, \
            only `validate` knows.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case flow, scenarios, binding }

    @Argument(help: "The kind of file: flow, scenarios or binding.")
    var kind: Kind = .flow

    func run() throws {
        let bytes = JSONText.encode(Self.schema(of: kind).document)
        let object = try JSONSerialization.jsonObject(with: Data(bytes))
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        Output.result(String(decoding: data, as: UTF8.self) + "\n")
    }

    /// Said to whoever reads the file with another tool than ours.
    private static let comment = """
        For YAML 1.2 (core schema). Tools that read YAML 1.1 take the key `on` for true, and `NO`, `yes` and `off` for \
        true or false; quote them there.
        """

    static func schema(of kind: Kind) -> FormSchema {
        switch kind {
        case .flow: FormSchema(title: "trustflow flow", comment: comment, forms: FlowForms.all)
        case .scenarios: FormSchema(title: "trustflow scenarios", comment: comment, forms: ScenarioForms.all)
        case .binding: FormSchema(title: "trustflow binding", comment: comment, forms: BindingForms.all)
        }
    }
}
