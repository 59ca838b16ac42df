import Foundation

/// Bodies that callers send.
enum Requests {
    /// A run of the flow in `Flows/retail-onboarding`.
    static func run(_ edit: (inout [String: Any]) -> Void = { _ in }) throws -> Data {
        func photo(_ name: String) throws -> String {
            let photos = TestService.root.appending(path: "Flows/retail-onboarding/photos")
            return "data:image/jpeg;base64,"
                + (try Data(contentsOf: photos.appending(path: name)).base64EncodedString())
        }
        var body: [String: Any] = [
            "flow": "retail-onboarding",
            "applicant": [
                "first_name": "Canaryfirst", "last_name": "Bret", "birth_date": "1990-10-02", "country": "US",
                "id_front": try photo("id-card.jpg"), "selfie": try photo("selfie.jpg"),
            ],
        ]
        edit(&body)
        return try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
    }

    /// On a vendor's page.
    static let held = """
        flow: held
        version: 1
        applicant: { name: string }
        steps: [ { decide: [ { cancel: applicant.name == "" } ] } ]
        finalize: { hold: caller, within: 1h }
        status: [ { verify: applicant.name != "" }, { otherwise: review } ]

        """

    static let hosted = """
        flow: hosted
        version: 1
        applicant: { name: string }
        vendors: { idenfy: {} }
        steps:
          - { id: who, check: identity, by: idenfy, input: { declared: { first_name: "${applicant.name}" } } }
        status:
          - verify: checks.who.passed
          - otherwise: review

        """

    /// A run of ``flow``.
    static func small(_ name: String = "Ada") throws -> Data {
        try json(["flow": "small", "applicant": ["name": name]])
    }

    static func json(_ members: [String: Any]) throws -> Data {
        try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
    }

    /// Its metadata goes out in a call of its own, at the end.
    static let flow = """
        flow: small
        version: 1
        applicant: { name: { type: string, max_length: 20 } }
        vendors: { idmeta: { trust_flow: "1708", metadata_path: /api/v1/verification/metadata-placeholder } }
        steps:
          - { id: aml, check: watchlist, by: idmeta, input: { full_name: "${applicant.name}" } }
        metadata: { source: web }
        status:
          - verify: checks.aml.passed
          - otherwise: review

        """
}
