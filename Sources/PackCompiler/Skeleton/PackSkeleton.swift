public import Diagnostics
import Vendors
import YAMLDecoding
import YAMLTree

/// The beginning of a pack, made from a vendor's OpenAPI document.
///
/// It has all that the document says: the address, how calls are authenticated, every operation with what it needs. What
/// only a person can say is `FILL_IN`, and each of those is a finding until it is replaced.
public struct PackSkeleton: Sendable {
    /// The word that stands for what has to be filled in.
    public static let gap = "FILL_IN"

    /// The pack's name, that of its folder.
    public var name: String
    /// File names with what is in them, in the order in which a person reads them.
    public var files: [(name: String, bytes: [UInt8])]
    /// How many operations are listed.
    public var operations: Int
    /// Operations without an `operationId`, as `POST /scores`: a binding has no name for them.
    public var unnamed: [String]

    /// `nil` when the file is no OpenAPI document at all; what else is wrong with it does not stop the skeleton, and is
    /// said by whoever compiles the pack.
    ///
    /// - Parameter name: the pack's name; made of the document's title when not given.
    public static func make(from file: SourceFile, name: String?, findings: inout Findings) -> PackSkeleton? {
        guard let document = PackCompiler.document(file, findings: &findings) else { return nil }
        guard document.entries != nil, document.member("openapi") != nil, document.member("paths") != nil else {
            findings.report(
                Finding(
                    "no-openapi", "`\(file.name)` is no OpenAPI document", at: document.headPlace,
                    help: "give one with `openapi: 3.1.0` and `paths`; Swagger 2 has to be converted first"))
            return nil
        }
        let title = document.member("info")?.member("title")?.text
        let name = name ?? SkeletonText.word(title ?? "vendor")
        var unheard = Findings()
        var reading = ContractReading(document)
        reading.takesAnyVersion = true
        let contract = reading.contract(document, findings: &unheard) ?? Contract(operations: [:])
        let contractName = file.name.lowercased().hasSuffix(".json") ? "openapi.json" : "openapi.yaml"
        let source = SkeletonSource(
            name: name, title: title, contractName: contractName, document: document, servers: reading.servers,
            contract: contract)
        return PackSkeleton(
            name: name,
            files: [
                ("binding.yaml", Array(SkeletonBinding(source: source).text.utf8)), (contractName, file.bytes),
                ("stories.yaml", Array(SkeletonStories(source: source).text.utf8)),
            ],
            operations: source.operations.count, unnamed: source.unnamed)
    }
}

/// What a skeleton is made from.
struct SkeletonSource {
    struct Operation {
        /// In the binding.
        var name: String
        var call: ContractOperation
        var summary: String?
    }

    var name: String
    var title: String?
    var contractName: String
    var document: YAMLNode
    var servers: [String]
    var contract: Contract
    /// In the order of the document.
    private(set) var operations: [Operation] = []
    private(set) var unnamed: [String] = []

    init(
        name: String, title: String?, contractName: String, document: YAMLNode, servers: [String], contract: Contract
    ) {
        self.name = name
        self.title = title
        self.contractName = contractName
        self.document = document
        self.servers = servers
        self.contract = contract
        var taken: Set<String> = []
        for path in document.member("paths")?.entries ?? [] {
            for entry in path.value.entries ?? [] where OpenAPIObject.methods.contains(entry.key.text ?? "") {
                let method = entry.key.text ?? ""
                guard let id = entry.value.member("operationId")?.text, let call = contract.operations[id] else {
                    unnamed.append("\(method.uppercased()) \(path.key.text ?? "")")
                    continue
                }
                var word = SkeletonText.word(id)
                while !taken.insert(word).inserted { word += "_2" }
                let summary = entry.value.member("summary")?.text ?? entry.value.member("description")?.text
                operations.append(Operation(name: word, call: call, summary: summary))
            }
        }
    }
}
