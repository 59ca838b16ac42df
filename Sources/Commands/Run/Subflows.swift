import Diagnostics
import EngineStore
import FlowCompiler
import FlowEngine
import FlowIR
import FlowMachine
import FlowSyntax
import PackCompiler
import ServiceAPI
import Vendors
import YAMLTree

/// The flows that a run's steps start, and those that theirs do, compiled before anything runs.
struct Subflows: Sendable {
    /// A flow under one profile.
    struct Part: Sendable {
        var program: FlowProgram
        var stored: StoredFlow
        var packs: [StoredPack]
        var compiled: [String: Pack]
    }

    private var byName: [String: Part] = [:]
    /// Where the applicant's data choose the profile, by `name@version`.
    private var choices: [String: ProfileChoice] = [:]

    var parts: [Part] { byName.keys.sorted().compactMap { byName[$0] } }

    init() {}

    init(
        of program: FlowProgram, near path: String, in workspace: inout Workspace, format: Format
    ) throws {
        var open = [(program, path)]
        while let (program, path) = open.popLast() {
            for case .flow(let step) in program.allSteps {
                guard let child = workspace.flow(named: step.flow, near: path) else { continue }
                let compiler = workspace.compiler(for: child.node)
                for profile in profiles(of: child.node, for: step) {
                    let name = Self.name(step.flow, step.version, profile)
                    guard byName[name] == nil else { continue }
                    let overrides = Compiler.Overrides(profile: profile)
                    let compiled = compiler.compile(child.node, overrides: overrides, findings: &workspace.findings)
                    guard let compiled, !workspace.findings.hasErrors else {
                        throw CommandFailure.found(workspace.findings, as: format)
                    }
                    let packs = StoredPack.all(of: compiled, compiled: compiler.packs, library: workspace.library)
                    byName[name] = Part(
                        program: compiled, stored: try StoredFlow(compiled), packs: packs, compiled: compiler.packs)
                    open.append((compiled, child.file.path))
                }
            }
        }
    }

    /// Each profile that a child may get: the one that the step names, or all where the child's data choose.
    private mutating func profiles(of flow: YAMLNode, for step: FlowStep) -> [String?] {
        var unheard = Findings()
        guard let choice = ProfileChoice(of: flow, findings: &unheard) else { return [step.profile] }
        choices["\(step.flow)@\(step.version)"] = choice
        return [nil] + choice.profiles.map(\.value)
    }

    /// What is done for a step that starts another flow.
    func subflow(_ child: ChildRun) -> Subflow {
        do throws(ProfileChoice.NoProfile) {
            let choice = choices["\(child.flow)@\(child.version)"]
            let profile = try choice.map { (choice) throws(ProfileChoice.NoProfile) in try choice.profile(of: child) }
            guard let part = byName[Self.name(child.flow, child.version, profile ?? child.profile)] else {
                return .refused("there is no flow \(child.flow)@\(child.version)")
            }
            return Subflow(child, of: part.program, part.stored, part.packs)
        } catch {
            return .refused(error.description)
        }
    }

    private static func name(_ flow: String, _ version: Int, _ profile: String?) -> String {
        "\(flow)@\(version) \(profile ?? "")"
    }
}
