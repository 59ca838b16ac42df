/// Steps of one kind with the rules that read them, as lines that can be put behind those of any flow.
struct Construct {
    var applicant: [String] = []
    var vendors: [String] = []
    var steps: [String]
    var rules: [String] = []
    /// What has to hold of it for a run to be verified.
    var verified = ""

    static let all = [race, form, choice, other, each, desk]

    private static let race = Construct(
        applicant: ["  portrait: image"], vendors: ["second", "third"],
        steps: lines(
            """
              - id: alive
                parallel:
                  join: any
                  on_unmet: skip
                  steps:
                    - { id: one, check: biometrics, by: second, input: { image: "${applicant.portrait}" } }
                    - { id: two, check: biometrics, by: third, input: { image: "${applicant.portrait}" } }
            """), verified: "joins.alive.met")

    private static let form = Construct(
        applicant: ["  income: int"],
        steps: lines(
            """
              - id: form
                collect: [income]
                within: 5d
                remind: [1d]
            """), rules: ["  - review: applicant.income < 1000", "    reason: income"])

    private static let choice = Construct(
        applicant: ["  full_name: string"], vendors: ["second"],
        steps: lines(
            """
              - choose:
                  - when: applicant.tier == "plus"
                    steps:
                      - id: more
                        check: watchlist
                        by: second
                        input: { full_name: "${applicant.full_name}" }
                  - otherwise: []
            """),
        rules: ["  - review: checks.more.ran && checks.more.hits.size() > 0", "    reason: more"],
        verified: "(applicant.tier != \"plus\" || checks.more.passed)")

    private static let other = Construct(
        applicant: ["  full_name: string"],
        steps: lines(
            """
              - id: kyc
                flow: person@3
                applicant: { full_name: "${applicant.full_name}" }
                within: 4d
            """), verified: "flows.kyc.status == \"verified\"")

    private static let each = Construct(
        applicant: ["  owners: { list: { full_name: string, share: double? }, max: 5 }"],
        steps: lines(
            """
              - id: owners
                each: owner
                in: applicant.owners
                min: 1
                max: 5
                flow: person@3
                applicant: { full_name: "${owner.full_name}" }
                within: 4d
            """),
        rules: [
            "  - review: flows.owners.items.exists(o, o.status != \"verified\")", "    reason: owner",
            "  - review: applicant.owners.exists(o, has(o.share) && o.share > 0.9)", "    reason: share",
        ])

    private static let desk = Construct(
        steps: lines(
            """
              - id: desk
                review:
                  queue: people
                  within: 2d
                  on_timeout: incident
            """), rules: ["  - reject: reviews.desk.answer == \"reject\"", "    reason: desk"])

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
