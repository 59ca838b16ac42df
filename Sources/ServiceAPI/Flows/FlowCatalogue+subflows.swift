import Expressions
import FlowCompiler
public import FlowEngine
import FlowIR
public import FlowMachine
import FlowSyntax

extension FlowCatalogue {
    /// The flow that a step starts, with what it is given held to what the flow declares.
    public func subflow(_ child: ChildRun) -> Subflow {
        guard let version = version(child.flow, child.version) else {
            return .refused("there is no flow \(child.flow)@\(child.version)")
        }
        let profile: String?
        do throws(ProfileChoice.NoProfile) {
            profile = try version.choice?.profile(of: child) ?? child.profile
        } catch {
            return .refused(error.description)
        }
        guard let startable = try? startable(version, profile: profile, steps: nil) else {
            return .refused("flow \(child.flow)@\(child.version) does not compile")
        }
        return Subflow(child, of: startable.program, startable.stored, startable.packs)
    }
}
