import FlowIR
import Testing
import Vocabulary

@testable import FlowGraph

/// What a picture says of the end of runs.
struct EndingTests {
    private static let note = SourceNote(file: "f.yaml", line: 1)

    private static func act(_ id: String, _ kind: String, _ role: ActRole) -> CheckStep {
        let call = VendorCall(
            vendor: "identomat", operation: "o", isWithinVerification: false, judge: .pack, input: [],
            policy: CallPolicy(effect: .once))
        var step = CheckStep(id: id, kind: kind, vendors: [call], note: note)
        step.act = role
        return step
    }

    private static var picture: FlowPicture {
        var program = FlowProgram(
            flow: "sample", version: 1,
            rules: [
                StatusRule(
                    outcome: .review, condition: nil, route: ReviewRoute(queue: "sanctions", eyes: 3), note: note)
            ])
        program.review = FlowReview(queue: "desk", eyes: 2, within: .seconds(86_400), onTimeout: .reject)
        program.hold = FinalizeHold(within: .seconds(3600))
        program.keep = Retention(times: ["rejected": .seconds(86_400)])
        program.after = [
            act("undo/listed", "denylist_remove", .undo(of: "listed")), act("after/1", "denylist_add", .effect),
            act("monitor/aml", "monitor", .monitor(of: "aml", Monitoring(lasts: .seconds(604_800), vendors: [:]))),
        ]
        return FlowPicture(program)
    }

    private func lines(_ id: String) -> [String]? { Self.picture.boxes.first { $0.id == id }?.lines }

    @Test func whatFollowsAStatusStandsInOneBox() {
        #expect(
            lines("afterwards") == [
                "once the status is final", "listed is taken back", "denylist add by identomat",
                "aml is watched for 7d", "kept: rejected 1d",
            ])
    }

    @Test func whoDecidesStandsWithTheReview() {
        #expect(lines("review_needed") == ["review needed", "2 people in queue desk", "within 1d, else reject"])
        #expect(Self.picture.arrows.last?.label == "3 people in queue sanctions")
    }

    @Test func theCallersLastWordComesBeforeTheRules() {
        #expect(lines("hold") == ["the caller has the last word", "within 1h, else go_on"])
        #expect(
            Self.picture.arrows.map { "\($0.from) \($0.to)" } == ["start hold", "hold rule_1", "rule_1 review_needed"])
    }

    @Test func aFlowWithoutAnEndingOfItsOwnShowsNone() {
        let picture = FlowPicture(FlowProgram(flow: "sample", version: 1))
        #expect(picture.boxes.map(\.id) == ["start"])
    }
}
