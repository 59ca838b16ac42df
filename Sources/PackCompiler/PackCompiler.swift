public import Diagnostics
import Expressions
public import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Turns a pack's files into a value that builds requests and judges answers.
///
/// The binding is compiled against the contract like a program against a library: what the contract does not know, or
/// wants and does not get, is a finding with a place in both files.
public enum PackCompiler {
    /// Compiles one pack; `nil` when a file has errors, which are then among the findings.
    public static func compile(_ files: PackFiles, findings: inout Findings) -> Pack? {
        var own = Findings()
        let gaps = Gaps(files)
        let pack = read(files, gaps, findings: &own)
        gaps.report(into: &own)
        if pack == nil, !own.hasErrors {
            // Whoever asked must hear of it, whatever went wrong below.
            let place = Place(file: files.binding, range: 0..<0)
            own.report(Finding("pack-unreadable", "the pack `\(files.name)` cannot be read", at: place))
        }
        findings.merge(own)
        return own.hasErrors ? nil : pack
    }

    private static func read(_ files: PackFiles, _ gaps: Gaps, findings: inout Findings) -> Pack? {
        guard let binding = document(files.binding, findings: &findings) else { return nil }
        guard let contractFile = files.contract else {
            findings.report(
                Finding(
                    "contract-missing", "the pack has no contract",
                    at: binding.entry("contract")?.value.place ?? binding.headPlace,
                    help: "put the vendor's `openapi.yaml` beside `binding.yaml`"))
            return nil
        }
        guard let contractNode = document(contractFile, findings: &findings) else { return nil }
        var inContract = Findings()
        let read = ContractReader.read(contractNode, findings: &inContract)
        if !inContract.all.isEmpty {
            findings.merge(ContractUses(binding: binding, contract: contractNode).adding(to: inContract))
        }
        guard let contract = read,
            let pack = BindingReader(
                files: files, contract: contract, places: ContractPlaces(contractNode)
            ).read(binding, findings: &findings)
        else { return nil }
        // How a binding is played can be judged once it is whole.
        return gaps.isOpen(files.binding) ? pack : stories(of: pack, files: files, findings: &findings)
    }

    private static func stories(of pack: Pack, files: PackFiles, findings: inout Findings) -> Pack? {
        guard let file = files.stories else { return pack }
        guard let node = document(file, findings: &findings) else { return nil }
        var pack = pack
        pack.stories = StoriesReader.read(node, pack: pack, findings: &findings)
        return pack
    }

    /// The one document of a file.
    static func document(_ file: SourceFile, findings: inout Findings) -> YAMLNode? {
        let documents = YAMLReader.read(file, findings: &findings)
        if documents.count > 1, let second = documents.dropFirst().first {
            findings.report(Finding("second-document", "the file holds more than one document", at: second.headPlace))
        }
        if documents.isEmpty, !findings.all.contains(where: { $0.place.file == file }) {
            findings.report(
                Finding("empty-file", "`\(file.path)` is empty", at: Place(file: file, range: 0..<0)))
        }
        return documents.first
    }
}
