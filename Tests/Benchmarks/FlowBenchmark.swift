import CLibYAML
import Diagnostics
import FlowCompiler
import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import PackCompiler
import Vendors
import YAMLTree

/// Compiling a flow, beside libyaml alone over the same bytes; and whole scenarios in virtual time.
enum FlowBenchmark {
    static func run(in folder: String) async throws -> [Measure] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Flows/retail-onboarding")
        let bytes = Array(try Data(contentsOf: root.appending(path: "retail-onboarding.yaml")))
        let scenarioBytes = Array(try Data(contentsOf: root.appending(path: "scenarios.yaml")))
        var findings = Findings()
        guard let pack = PackLibrary().pack("idmeta", findings: &findings) else { return [] }
        let compiler = Compiler(packs: ["idmeta": pack])

        let compiling = await rate(of: 300) {
            for _ in 0..<300 {
                var own = Findings()
                let file = SourceFile(path: "flow.yaml", bytes: bytes)
                if let node = YAMLReader.read(file, findings: &own).first { _ = compiler.compile(node, findings: &own) }
            }
        }
        let events = await rate(of: 3000) {
            for _ in 0..<3000 {
                countEvents(bytes)
            }
        }

        guard
            let flow = YAMLReader.read(SourceFile(path: "flow.yaml", bytes: bytes), findings: &findings).first,
            let file = YAMLReader.read(SourceFile(path: "s.yaml", bytes: scenarioBytes), findings: &findings).first
        else { return [] }
        let cases = compiler.scenarios(file, of: flow, findings: &findings)
        var count = 0
        let transitions = await rate(of: 1) {
            for _ in 0..<20 {
                for prepared in cases {
                    var run = DryRun(prepared.program, packs: ["idmeta": pack], scenario: prepared.scenario)
                    count += run.run().events.count
                }
            }
        }
        return [
            Measure(name: "flows compiled", value: compiling, reference: ("libyaml's events alone", events)),
            Measure(name: "events of dry runs, vendors played", value: transitions * Double(count)),
        ]
    }
}

/// What libyaml does alone, without a Swift value for an event.
func countEvents(_ bytes: [UInt8]) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return }
    defer { yaml_parser_delete(parser) }
    bytes.withUnsafeBufferPointer { buffer in
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
        var event = yaml_event_t()
        var isDone = false
        while !isDone, yaml_parser_parse(parser, &event) == 1 {
            isDone = event.type == YAML_STREAM_END_EVENT
            yaml_event_delete(&event)
        }
    }
}
