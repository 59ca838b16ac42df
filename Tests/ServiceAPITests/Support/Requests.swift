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

    static func json(_ members: [String: Any]) throws -> Data {
        try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
    }

    static let flow = """
        flow: small
        version: 1
        applicant: { name: string }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - { id: aml, check: watchlist, by: idmeta, input: { full_name: "${applicant.name}" } }
        status:
          - verify: checks.aml.passed
          - otherwise: review

        """
}
