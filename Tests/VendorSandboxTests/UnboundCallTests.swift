import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors

@testable import VendorSandbox

/// Calls that no flow makes and no story tells of: an operator can try them all the same.
struct UnboundCallTests {
    private static let packs: [Pack] = {
        var findings = Findings()
        let library = PackLibrary()
        return library.names.compactMap { library.pack($0, findings: &findings) }
    }()

    private static var unbound: [(pack: Pack, call: ContractOperation)] {
        packs.flatMap { pack in
            let bound = Set(pack.operations.values.flatMap { [$0.call] + $0.others })
            return pack.contract.operations.values.filter { !bound.contains($0.id) }.map { (pack, $0) }
        }
    }

    @Test func thereIsAnAnswerForEachThatFitsItsContract() throws {
        #expect(Self.unbound.count > 10)
        for (pack, call) in Self.unbound {
            let schemas = call.answers.filter { if case .code(200..<300) = $0.status { true } else { false } }
                .compactMap(\.schema)
            for schema in schemas {
                let sample = try #require(schema.sample, "\(pack.name).\(call.id)")
                #expect(schema.breaches(of: sample).isEmpty)
            }
        }
    }

    @Test func itIsAnsweredAndSaysThatItIsMadeUp() throws {
        let pack = try #require(Self.packs.first { $0.name == "identomat" })
        let call = try #require(
            Self.unbound.first { $0.pack.name == "identomat" && $0.call.requestBody["application/json"] != nil }?.call)
        let schema = try #require(call.requestBody["application/json"])
        let body = try #require(schema.sample)
        let received = ReceivedCall(
            method: call.method, path: call.path.replacing(/\{[^}]+\}/, with: "x"), query: [:],
            headers: ["content-type": "application/json"], body: JSONText.encode(body))
        let accepted = try Reception(pack).accept(received)
        let answer = try #require(accepted.sample)
        #expect((200..<300).contains(answer.status))
        #expect(answer.headers.contains { $0.name == "sandbox-answer" })
    }

    /// The front door is as strict as for any other call.
    @Test func whatTheContractRefusesIsRefused() throws {
        let pack = try #require(Self.packs.first { $0.name == "identomat" })
        let call = try #require(
            Self.unbound.first {
                $0.pack.name == "identomat" && $0.call.requestBody["application/json"]?.requiredNames.isEmpty == false
            }?.call)
        let received = ReceivedCall(
            method: call.method, path: call.path.replacing(/\{[^}]+\}/, with: "x"), query: [:],
            headers: ["content-type": "application/json"], body: Array("{}".utf8))
        #expect(throws: Reception.Refusal.self) { try Reception(pack).accept(received) }
    }
}
