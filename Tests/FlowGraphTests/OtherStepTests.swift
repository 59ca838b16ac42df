import FlowIR
import Testing
import Vocabulary

@testable import FlowGraph

/// What stands in the boxes of steps that are no checks.
struct OtherStepTests {
    private static let note = SourceNote(file: "f.yaml", line: 1)

    private static func head(_ id: String) -> StepHead { StepHead(id, note: note) }

    private static let photo = Step.collect(
        CollectStep(head("photo"), fields: ["selfie"], within: .seconds(3600), onTimeout: .skip))
    private static let pause = Step.wait(WaitStep(head("wait/2"), atMost: .seconds(60)))

    private static let boxes: [(Step, [String])] = [
        (photo, ["photo", "asks the applicant for selfie", "within 1h, else skip"]),
        (pause, ["wait", "waits 1m"]),
        (
            .review(ReviewStep(head("desk"), queue: "kyc", eyes: 2)), ["desk", "asks 2 people in queue kyc"]
        ),
        (
            .flow(
                FlowStep(head("kyc"), flow: "person", version: 3, within: .seconds(3600))),
            ["kyc", "starts person@3", "within 1h, else late"]
        ),
        (
            .block(BlockStep(head("steps/1"), steps: [photo, pause])),
            ["steps", "· photo; asks the applicant for selfie; within 1h, else skip", "· wait; waits 1m"]
        ),
        (
            .choose(ChooseStep(head("way"), branches: [Branch(condition: nil, steps: [], note: note)])),
            ["way", "otherwise:", "  nothing"]
        ),
        (
            .parallel(ParallelStep(head("race"), join: .passed(2, failedAtMost: 1), members: [pause])),
            ["race", "side by side, until 2 passed and no more than 1 failed:", "· wait; waits 1m"]
        ),
    ]

    @Test(arguments: boxes.indices) func aBoxSaysWhatHappensInIt(_ index: Int) {
        let (step, lines) = Self.boxes[index]
        #expect(StepBox.box(step, id: "step_1").lines == lines)
    }
}
