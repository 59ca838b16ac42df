import Expressions
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import Testing
import Vendors
import Vocabulary

@testable import FlowEngine

/// Six webhooks of one session, in every order, with repeats: one final status, which nothing stale changes.
@Suite struct AdversaryTests {
    private func status(_ flow: String, _ vendor: String, _ events: [StoryDelivery]) throws -> RunStatus {
        var example = try #require(ScenarioFiles.all.first { $0.folder == flow })
        example.scenario.scenario.vendors[vendor] = VendorScript(answers: ["identity": [.finish(events)]])
        example.scenario.scenario.expectation = Expectation()
        let packs = try ScenarioFiles.packs()
        let program = example.scenario.program
        let byVendor = Dictionary(
            uniqueKeysWithValues: program.vendors.compactMap { use in packs[use.pack].map { (use.name, $0) } })
        var run = DryRun(program, packs: byVendor, scenario: example.scenario.scenario)
        return run.run().state.status
    }

    /// Every different order.
    private func orders(_ items: [String]) -> [[String]] {
        guard !items.isEmpty else { return [[]] }
        return Set(items).sorted().flatMap { first -> [[String]] in
            var rest = items
            if let index = rest.firstIndex(of: first) { rest.remove(at: index) }
            return orders(rest).map { [first] + $0 }
        }
    }

    private func deliveries(_ order: [String], _ make: (String) -> StoryDelivery) -> [StoryDelivery] {
        order.enumerated().map { index, name in
            var delivery = make(name)
            delivery.after = .seconds(Int64(index) + 1)
            return delivery
        }
    }

    /// iDenfy's webhooks are believed: what is not final decides nothing, before or after what is.
    @Test(arguments: [("manually_approved", RunStatus.verified), ("manually_declined", .rejected)])
    func whatIsNotFinalDecidesNothing(_ row: (final: String, status: RunStatus)) throws {
        let events = ["reviewing", "reviewing", "approved_so_far", "suspected_so_far", row.final, row.final]
        let all = orders(events)
        #expect(all.count == 180)
        for order in all {
            let status = try status(
                "idenfy-identity", "idenfy", deliveries(order) { StoryDelivery(says: .answer($0)) })
            #expect(status == row.status, "\(order)")
        }
    }

    /// Checkout.com's only hint: whatever they say and in whatever order, the status that is read decides.
    @Test(arguments: [("approved", RunStatus.verified), ("declined", .rejected)])
    func whatIsReadDecides(_ row: (truth: String, status: RunStatus)) throws {
        let kinds = [
            "capture_completed", "checks_completed", "checks_completed", "checks_inconclusive", "link_expired",
            "closed",
        ]
        for order in orders(kinds) {
            let status = try status(
                "checkout-identity", "checkout",
                deliveries(order) { kind in
                    StoryDelivery(
                        says: .answer(row.truth), values: ["kind": .string("\(kind)")])
                })
            #expect(status == row.status, "\(order)")
        }
    }

    /// Somebody else's webhooks between the vendor's, at every place.
    @Test func whatIsForgedChangesNothing() throws {
        for place in 0...3 {
            var events = deliveries(["reviewing", "reviewing", "manually_declined"]) {
                StoryDelivery(says: .answer($0))
            }
            events.insert(
                StoryDelivery(after: .seconds(Int64(place)), says: .answer("manually_approved"), isForged: true),
                at: place)
            #expect(try status("idenfy-identity", "idenfy", events) == .rejected)
        }
    }
}
