public import FlowIR
public import FlowScenarios

/// A scenario with the program that it runs: the flow under the scenario's profile and step overrides.
public struct ScenarioCase: Sendable {
    public var scenario: Scenario
    public var program: FlowProgram
    /// The applicant's files with the places that name them.
    public var media: [String: ApplicantReader.Capture]
}
