public import Diagnostics
public import FlowCompiler
public import FlowIR
import PackCompiler
public import Vendors
public import YAMLTree

/// A flow compiled from text against the shipped pack and one of a team's own, with what the compiler said of it.
public struct Flow: Sendable {
    public let node: YAMLNode
    public let program: FlowProgram
    public let findings: Findings

    /// - Parameter request: A request's layer, as YAML.
    public init(_ text: String, profile: String? = nil, request: String? = nil) throws {
        var findings = Findings()
        guard let node = Flow.node(text, findings: &findings) else { throw BrokenFlow(findings) }
        var overrides = Compiler.Overrides(profile: profile)
        if let request { overrides.request = Flow.node(request, named: "request.yaml", findings: &findings) }
        let program = try Flow.compiler.compile(node, overrides: overrides, findings: &findings)
        guard let program else { throw BrokenFlow(findings) }
        self.node = node
        self.program = program
        self.findings = findings
    }

    /// By the flow's vendor name.
    public var packs: [String: Pack] {
        get throws {
            let packs = try Flow.compiler.packs
            return Dictionary(
                uniqueKeysWithValues: program.vendors.compactMap { use in
                    packs[use.pack].map { (use.name, $0) }
                })
        }
    }

    public static func node(_ text: String, named name: String = "flow.yaml", findings: inout Findings) -> YAMLNode? {
        YAMLReader.read(SourceFile(path: name, bytes: Array(text.utf8)), findings: &findings).first
    }

    /// The compiler with the shipped packs, and another that is known and does not compile.
    public static var compiler: Compiler {
        get throws { try shipped.get() }
    }

    private static let shipped: Result<Compiler, BrokenFlow> = {
        var findings = Findings()
        let library = PackLibrary()
        guard let idmeta = library.pack("idmeta", findings: &findings),
            let idenfy = library.pack("idenfy", findings: &findings),
            let checkout = library.pack("checkout", findings: &findings),
            let identomat = library.pack("identomat", findings: &findings),
            let lab = LabPack.compiled(findings: &findings)
        else { return .failure(BrokenFlow(findings)) }
        return .success(
            Compiler(
                packs: [
                    "checkout": checkout, "identomat": identomat, "idmeta": idmeta, "idenfy": idenfy, "lab": lab,
                ],
                packNames: ["checkout", "identomat", "idmeta", "idenfy", "lab", "torn"]))
    }()
}

/// A flow that was meant to compile and does not.
public struct BrokenFlow: Error, CustomStringConvertible {
    public let findings: Findings

    init(_ findings: Findings) { self.findings = findings }

    public var description: String { TextRenderer().render(findings) }
}
