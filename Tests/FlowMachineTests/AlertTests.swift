import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// What is ours to mend is told to operators, whatever becomes of the run.
@Suite struct AlertTests {
    private static func alerts(_ run: Bench) -> [Alert] {
        run.orders.compactMap { order in
            guard case .alert(let alert) = order else { return nil }
            return alert
        }
    }

    @Test func operatorsAreToldWhenAnotherVendorTakesOver() throws {
        var run = try Bench(.failover())
        try run.fail("create/idmeta", .outOfCredit)
        #expect(run.inFlight == ["create/spare"])
        #expect(Self.alerts(run) == [Alert(kind: .outOfCredit, vendor: "idmeta", at: "idmeta.create")])
        #expect(run.state.incidents.isEmpty)
    }

    @Test(arguments: ErrorKind.allCases) func whatIsTheVendorsAlertsNobody(_ kind: ErrorKind) throws {
        var run = try Bench.asked(.failover())
        try run.fail(Bench.check, kind)
        let isOurs = [ErrorKind.outOfCredit, .credentials, .notEntitled].contains(kind)
        #expect(Self.alerts(run).map(\.kind) == (isOurs ? [kind] : []))
    }

    @Test func nobodyWhoIsNotifiedOfRunsIsTold() {
        #expect(Order.alert(Alert(kind: .credentials, vendor: "idmeta", at: "idmeta.create")).notice == nil)
    }
}
