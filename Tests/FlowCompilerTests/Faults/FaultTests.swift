import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

/// Faults that are put into clean flows at random are found, and clean flows have none.
@Suite struct FaultTests {
    /// The flow that others start, which is looked up beside them.
    private static let person = """
        flow: person
        version: 3
        applicant: { full_name: string }
        steps: [ { wait: 1h } ]
        status: [ { otherwise: review } ]
        """

    /// Of a flow that may start the flow `person`, version 3.
    static func findings(in text: String) throws -> Findings {
        var findings = Findings()
        var unseen = Findings()
        let base = try Flow.compiler
        let person = Flow.node(person, named: "person.yaml", findings: &unseen).flatMap { FlowSignature(of: $0) }
        let compiler = Compiler(packs: base.packs, packNames: base.packNames, flows: person.map { [$0] })
        for document in YAMLReader.read(SourceFile(path: "flow.yaml", text: text), findings: &findings) {
            _ = compiler.compile(document, findings: &findings)
        }
        return findings
    }

    @Test func cleanFlowsHaveNoFindings() throws {
        var dice = Dice(seed: 1)
        for _ in 0..<50 {
            let flow = CleanFlow(&dice)
            let found = TextRenderer().render(try Self.findings(in: flow.text))
            #expect(found.isEmpty, "\(found)\n\(flow.text)")
        }
        print("clean flows: 50, of which none has a finding")
    }

    @Test func everyFaultIsFound() throws {
        var dice = Dice(seed: 2)
        var missed: [String] = []
        var counts: [String: Int] = [:]
        var count = 0
        while count < 300 {
            let flow = CleanFlow(&dice)
            let fault = dice.one(of: Fault.allCases)
            guard let text = fault.applied(to: flow, &dice) else { continue }
            count += 1
            counts[fault.rawValue, default: 0] += 1
            if try Self.findings(in: text).all.isEmpty { missed.append("\(fault.rawValue):\n\(text)") }
        }
        let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        print("faults: \(count - missed.count) of \(count) are found (\(kinds))")
        #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
    }
}
