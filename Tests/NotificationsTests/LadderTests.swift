import Notifications
import Testing
import Vocabulary

@Suite struct LadderTests {
    @Test func aDeadEndpointIsGivenUpWithinADay() {
        var tries = 0
        var waited = Interval.zero
        while case .again(let wait) = DeliveryLadder.next(after: .unreachable, tries: tries + 1) {
            tries += 1
            waited = Interval(milliseconds: waited.milliseconds + wait.milliseconds)
        }
        #expect(tries == DeliveryLadder.waits.count)
        #expect(waited > .seconds(20 * 3600) && waited <= .seconds(24 * 3600 + 3600))
        #expect(DeliveryLadder.next(after: .unreachable, tries: tries + 1) == .givenUp)
    }

    @Test(arguments: [
        (200, DeliveryLadder.Next.delivered), (204, .delivered), (410, .disabled),
        (302, .again(after: .seconds(5))), (500, .again(after: .seconds(5))), (404, .again(after: .seconds(5))),
    ])
    func statusesDecide(_ status: Int, _ next: DeliveryLadder.Next) {
        #expect(DeliveryLadder.next(after: .answered(status: status, retryAfter: nil), tries: 1) == next)
    }

    @Test func chanceShortensAWaitByATenthAtMostAndNeverWhatWasAskedFor() {
        for tries in 1...DeliveryLadder.waits.count {
            let whole = DeliveryLadder.waits[tries - 1].milliseconds
            for roll in [0, 0.5, 0.999, 7] {
                guard case .again(let wait) = DeliveryLadder.next(after: .unreachable, tries: tries, roll: roll) else {
                    Issue.record("given up after \(tries)")
                    continue
                }
                #expect(wait.milliseconds <= whole && wait.milliseconds >= whole * 9 / 10)
            }
        }
        let asked = DeliveryLadder.Outcome.answered(status: 503, retryAfter: .seconds(60))
        #expect(DeliveryLadder.next(after: asked, tries: 1, roll: 0.9) == .again(after: .seconds(60)))
        let meant = DeliveryLadder.Outcome.answered(status: 500, retryAfter: .seconds(60))
        #expect(DeliveryLadder.next(after: meant, tries: 1) == .again(after: .seconds(5)))
    }

    @Test func retryAfterIsHeededUpToADay() {
        let asked = DeliveryLadder.next(after: .answered(status: 429, retryAfter: .seconds(60)), tries: 1)
        #expect(asked == .again(after: .seconds(60)))
        let endless = DeliveryLadder.next(after: .answered(status: 503, retryAfter: .seconds(999_999)), tries: 1)
        #expect(endless == .again(after: .seconds(86_400)))
    }
}
