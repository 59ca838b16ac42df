import Diagnostics
import Expressions
import FlowCompiler
import FlowSyntax
import Foundation
import PackCompiler
import Testing
import YAMLDecoding
import YAMLTree

/// The JSON Schemas for editors: what is shipped fits them, and they know the keys that the readers know.
struct SchemaTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    enum Kind: String, CaseIterable { case flow, scenarios, binding }

    private static func document(_ kind: Kind) -> Value {
        let forms =
            switch kind {
            case .flow: FlowForms.all
            case .scenarios: ScenarioForms.all
            case .binding: BindingForms.all
            }
        return FormSchema(title: kind.rawValue, comment: "", forms: forms).document
    }

    private static func files(below folder: String, _ isWanted: (String) -> Bool) -> [String] {
        let place = root.appending(path: folder).resolvingSymlinksInPath().path
        return (FileManager.default.subpaths(atPath: place) ?? []).sorted()
            .filter { $0.hasSuffix(".yaml") && isWanted($0) }.map { "\(folder)/\($0)" }
    }

    static let shipped =
        files(below: "Flows") { _ in true }
        + files(below: "Examples") { path in
            let isOther = path.hasPrefix("packs/") && !path.hasSuffix("/binding.yaml")
            return !path.hasPrefix("applicants/") && !path.hasPrefix("broken/") && !isOther
        }
        + files(below: "Sources/CPackFiles/files") { $0.hasSuffix("/binding.yaml") }
        + files(below: "Tests/FlowCompilerTests/Golden") { path in
            // Those with findings may be amiss in form, too.
            let text = root.appending(path: "Tests/FlowCompilerTests/Golden/" + path.replacing(".yaml", with: ".txt"))
            return !path.hasPrefix("applicant/") && !path.hasPrefix("request/") && !path.contains("/parents/")
                && !FileManager.default.fileExists(atPath: text.path)
        }

    private static func value(_ text: String) throws -> Value {
        var findings = Findings()
        let node = try #require(YAMLReader.read(SourceFile(path: "a.yaml", text: text), findings: &findings).first)
        return try #require(literal(node, findings: &findings))
    }

    private static func kind(of value: Value) -> Kind {
        if value["pack"] != nil { return .binding }
        return value["scenarios"] == nil ? .flow : .scenarios
    }

    @Test(arguments: shipped) func whatIsShippedFits(_ path: String) throws {
        let value = try Self.value(String(contentsOf: Self.root.appending(path: path), encoding: .utf8))
        let checker = SchemaSubset(Self.document(Self.kind(of: value)))
        #expect(checker.complaints(of: value) == [])
        #expect(checker.unknown.isEmpty)
    }

    static let sample = """
        flow: sample
        version: 1
        applicant: { selfie: image }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - { id: face, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
        status: [ { verify: checks.face.passed }, { otherwise: review } ]
        """

    @Test(arguments: [
        ("flow: sample", "flow: 3", "/flow"), ("version: 1", "version: one", "/version"),
        ("version: 1", "version: 1\nflags: { a: { type: bool } }", "/flags/a"),
        ("version: 1", "version: 1\nexpires_after: 30", "/expires_after"),
        ("version: 1", "version: 1\nnotify: [ { url: x, on: [never], secret: '${env.A}' } ]", "/notify/0/on/0"),
        ("version: 1", "version: 1\noverridable: [ flags ]", "/overridable/0"),
        ("selfie: image", "selfie: picture", "/applicant/selfie"), ("by: idmeta", "by: idmeta, bye: 1", "/steps/0"),
        ("otherwise: review", "otherwise: verify", "/status/1/otherwise"),
        ("otherwise: review", "otherwise: review, reject: 'true'", "/status/1"),
        ("status:", "statsu:", ""),
    ])
    func whatDoesNotFitIsRefused(_ row: (from: String, to: String, pointer: String)) throws {
        let checker = SchemaSubset(Self.document(.flow))
        #expect(checker.complaints(of: try Self.value(Self.sample)) == [])
        let complaints = checker.complaints(of: try Self.value(Self.sample.replacing(row.from, with: row.to)))
        #expect(complaints.contains(row.pointer), "\(complaints)")
    }

    /// Every key has a sentence, and every form that is named is there.
    @Test(arguments: Kind.allCases) func everyKeyIsExplained(_ kind: Kind) throws {
        let forms = [Kind.flow: FlowForms.all, .scenarios: ScenarioForms.all, .binding: BindingForms.all][kind] ?? []
        #expect(Set(forms.map(\.name)).count == forms.count)
        for form in forms {
            #expect(Set(form.names).count == form.names.count, "\(form.name)")
            for key in form.keys {
                #expect(key.about.hasSuffix(".") && key.about.count > 8, "\(form.name).\(key.name)")
                for name in key.shape.forms { #expect(forms.contains { $0.name == name }, "\(name)") }
            }
        }
        #expect(forms.flatMap(\.keys).contains { $0.about.contains("YAML 1.1") } == (kind != .binding))
    }

    // MARK: Readers

    private static func sources(_ folder: String) throws -> [(name: String, text: String)] {
        let place = root.appending(path: "Sources/\(folder)")
        let names = FileManager.default.subpaths(atPath: place.path) ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map {
            ($0, try String(contentsOf: place.appending(path: $0), encoding: .utf8))
        }
    }

    /// The readers of flows and scenarios take the names of their keys from the forms.
    @Test(arguments: ["FlowSyntax/Reading", "FlowSyntax/Layers", "FlowCompiler"])
    func noReaderHasKeysOfItsOwn(_ folder: String) throws {
        let sources = try Self.sources(folder)
        #expect(!sources.isEmpty)
        for source in sources { #expect(!source.text.contains(#"keys: [""#), "\(source.name)") }
    }

    /// Those of bindings have lists of their own, which are held against the forms here.
    @Test func bindingsAreReadByTheKeysOfTheirForms() throws {
        let list = try Regex(#"[kK]eys(?:: \[String\])?(?: = |: )\[([^\]]*)\]"#, as: (Substring, Substring).self)
        var known: Set<String> = []
        var texts = ""
        for source in try Self.sources("PackCompiler/Binding/Read") where source.name != "LaterKeys.swift" {
            for match in source.text.matches(of: list) {
                known.formUnion(match.output.1.matches(of: /"([a-z_]+)"/).map { String($0.output.1) })
            }
            texts += source.text
        }
        #expect(known.count > 60)
        let described = Set(BindingForms.all.flatMap(\.names))
        #expect(known.subtracting(described).sorted() == [], "add them to BindingForms")
        #expect(described.filter { !texts.contains("\"\($0)\"") }.sorted() == [], "no reader knows them")
    }
}

extension Shape {
    /// The forms that it names.
    fileprivate var forms: [String] {
        switch self {
        case .form(let name): [name]
        case .list(let shape), .map(let shape): shape.forms
        case .either(let shapes): shapes.flatMap(\.forms)
        default: []
        }
    }
}
