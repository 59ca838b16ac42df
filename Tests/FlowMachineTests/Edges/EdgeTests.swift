import FlowMachine
import FlowSamples
import Testing

/// Holds the tables of transitions and checks each edge off as it is walked.
struct EdgeTests {
    private func walked(_ isSubject: (Transition.Subject) -> Bool) throws -> Set<String> {
        Set(
            try Walk.all.flatMap { try $0.runs() }.flatMap(\.walked).filter { isSubject($0.subject) }
                .map(\.description))
    }

    @Test func everyEdgeOfARunIsWalked() throws {
        let walked = try walked { $0 == .run }
        #expect(Set(RunPhase.edges.map(\.description)).subtracting(walked).sorted() == [])
    }

    @Test func everyEdgeOfAStepIsWalked() throws {
        let walked = try walked { if case .step = $0 { true } else { false } }
        #expect(Set(StepPhase.edges.map(\.description)).subtracting(walked).sorted() == [])
    }

    @Test func everyEdgeOfAVerificationIsWalked() throws {
        let walked = try walked { if case .verification = $0 { true } else { false } }
        #expect(Set(VerificationPhase.edges.map(\.description)).subtracting(walked).sorted() == [])
    }

    /// What is walked is in the tables by construction; this is what keeps a phase from being forgotten.
    @Test func everyPhaseIsReachedAndOnlyEndsHaveNoWayOn() {
        // What a vendor takes back brings a run into review, and nothing else does.
        let ends: Set<RunPhase> = [.verified, .rejected, .expired, .cancelled, .failed]
        let on = RunPhase.edges.filter { $0.trigger != .reopened }
        #expect(Set(RunPhase.allCases).subtracting(on.map(\.from)) == ends)
        #expect(Set(RunPhase.allCases).subtracting(RunPhase.edges.map(\.to)) == [.created])
        // A block that is repeated begins its steps anew.
        let stepEnds: Set<StepPhase> = [.skipped, .concluded]
        let ways = StepPhase.edges.filter { stepEnds.contains($0.from) }
        #expect(Set(ways.map(\.trigger)) == [.repeated] && Set(ways.map(\.to)) == [.idle])
        #expect(Set(StepPhase.allCases).subtracting(StepPhase.edges.map(\.from)) == [])
        #expect(
            Set(VerificationPhase.allCases).subtracting(VerificationPhase.edges.map(\.from)) == [.closed, .abandoned])
    }
}
