import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vocabulary

@testable import Vendors

/// Every change of one field of every fixture answer of the shipped packs is caught at run time, and named.
///
/// What counts: a required member that is left out; a value of another JSON type; a value that is not in the contract's
/// closed list; a status that `statuses` do not list, also where the contract's list is open. It is caught when the
/// judgement is a failure of kind `contract`, and named when its detail holds the JSON Pointer, or the unknown status.
///
/// What does not: a member that the contract leaves out of `required` may be missing, and a place for which it allows
/// several types may have any of them. Vendors publish few lists of an answer's words as closed: of iDenfy's tags and
/// Checkout.com's codes both say that new ones may appear at any time, so that a strange one is no breach.
/// An answer that `errors` of the binding take for a failure or for an unusable photo is read no further.
struct MutationTests {
    static let packs: [Pack] = {
        var findings = Findings()
        return PackLibrary().names.compactMap { PackLibrary().pack($0, findings: &findings) }
    }()

    static let fixtures = packs.flatMap(Fixture.all)

    @Test(arguments: fixtures) func theOriginalIsNoBreach(_ fixture: Fixture) {
        let judgement = fixture.judge(fixture.body)
        if case .failed(let failure) = judgement {
            #expect((failure.kind == .contract) == fixture.isUnknown, "\(failure.detail)")
        } else {
            #expect(!fixture.isUnknown, "\(judgement)")
        }
        #expect(fixture.schema.breaches(of: fixture.body).isEmpty)
    }

    @Test func everyMutationIsCaughtAndNamed() {
        var counts: [String: [Mutation.Kind: (caught: Int, legal: Int)]] = [:]
        var slipped: [String] = []
        for fixture in Self.fixtures where !fixture.isError && !fixture.isUnknown {
            for mutation in Mutation.all(of: fixture.body, fixture.schema, statusPlace: fixture.statusPlace) {
                let what = "\(fixture.testDescription) \(mutation.kind.rawValue) \(mutation.pointer)"
                var count = counts[fixture.pack.name, default: [:]][mutation.kind] ?? (0, 0)
                if mutation.isLegal {
                    count.legal += 1
                } else {
                    count.caught += 1
                    switch fixture.judge(mutation.body) {
                    case .failed(let failure) where failure.kind == .contract:
                        let isNamed =
                            failure.detail.contains(mutation.pointer.description)
                            || failure.detail.hasPrefix("unknown status")
                        if !isNamed { slipped.append("\(what): unnamed, \(failure.detail)") }
                    case let judgement: slipped.append("\(what): \(judgement)")
                    }
                }
                counts[fixture.pack.name, default: [:]][mutation.kind] = count
            }
        }
        print(Self.table(counts))
        #expect(slipped.isEmpty, "\(slipped.count) slipped through:\n\(slipped.prefix(200).joined(separator: "\n"))")
        #expect(Self.fixtures.count > 40)
    }

    private static func table(_ counts: [String: [Mutation.Kind: (caught: Int, legal: Int)]]) -> String {
        var lines = [
            "mutations of \(fixtures.count) fixture answers: to be caught, and left to the vendor by its contract"
        ]
        var sum = (caught: 0, legal: 0)
        for (pack, kinds) in counts.sorted(by: { $0.key < $1.key }) {
            let cells = Mutation.Kind.allCases.compactMap { kind -> String? in
                guard let count = kinds[kind] else { return nil }
                sum.caught += count.caught
                sum.legal += count.legal
                return "\(kind.rawValue) \(count.caught) + \(count.legal)"
            }
            lines.append("  \(pack): " + cells.joined(separator: ", "))
        }
        return (lines + ["  all: \(sum.caught) + \(sum.legal)"]).joined(separator: "\n")
    }

    /// News that only say that something happened are not read any further than to whom they are about; that much is held.
    @Test func newsThatDoNotSayWhomTheyAreAboutAreNamed() throws {
        var routes = 0
        for pack in Self.packs {
            for route in pack.webhooks {
                guard let news = pack.stories?.news[route.name]?.operation,
                    let rendered = pack.stories?.rendered(news.answer, news.values(of: "approved"))
                else { continue }
                var body = route.verifications[0].replaced(in: rendered, with: "v-1")
                if let run = route.run { body = run.replaced(in: body, with: "run-1") }
                var envelope = [route.verifications[0]] + (route.run.map { [$0] } ?? [])
                if case .body(let kind) = route.kind { envelope.append(kind) }
                #expect(throws: Never.self) { try pack.read(JSONText.encode(body), kind: "x", on: route).get() }
                for pointer in envelope {
                    for broken in [pointer.removed(from: body), pointer.replaced(in: body, with: .int(7))] {
                        let read = pack.read(JSONText.encode(broken), kind: "x", on: route)
                        guard case .failure(let breach) = read else {
                            Issue.record("\(pack.name) takes news without \(pointer)")
                            continue
                        }
                        #expect(breach.pointer == pointer.description)
                    }
                }
                routes += 1
            }
        }
        #expect(routes >= 3)
    }

    /// Where a contract says nothing of a type, nothing can be caught: only where the vendor says nothing either.
    @Test func placesWithoutATypeAreFew() {
        var open: Set<String> = []
        var all: Set<String> = []
        for fixture in Self.fixtures {
            Self.visit(fixture.body, fixture.schema, [fixture.pack.name]) { way, isOpen in
                all.insert(way.joined(separator: "/"))
                if isOpen { open.insert(way.joined(separator: "/")) }
            }
        }
        #expect(all.count > 150)
        #expect(open.count * 10 < all.count, "\(open.sorted())")
    }

    private static func visit(
        _ value: Value, _ schema: Schema?, _ way: [String], place: ([String], _ isOpen: Bool) -> Void
    ) {
        place(way, schema?.types == nil)
        guard schema?.types != nil else { return }
        switch value {
        case .map(let members):
            for (key, member) in members {
                visit(member, schema?.property(key.memberName), way + [key.memberName], place: place)
            }
        case .list(let items): for item in items { visit(item, schema?.element, way + ["0"], place: place) }
        default: break
        }
    }
}
