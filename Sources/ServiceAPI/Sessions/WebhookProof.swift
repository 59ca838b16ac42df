import Expressions
import Privacy
import VendorConnectors
import Vendors
import WebhookSignatures

/// What proves that a vendor sent a webhook: any of the keys that its route names and that are set.
struct WebhookProof: Sendable {
    private let scheme: WebhookBinding.Signature.Scheme
    private let keys: [Secret]

    init(_ route: WebhookBinding, of pack: Pack, secrets: SecretSource?) {
        scheme = route.signature.scheme
        let names = pack.settings.compactMap { setting -> String? in
            guard route.signature.keys.contains(setting.name), case .secret(let name) = setting.kind else { return nil }
            return name
        }
        keys = names.compactMap { secrets?.secret($0) }
    }

    /// Without a key that is set nobody proves anything.
    func holds(_ headers: (String) -> String?, body: [UInt8]) -> Bool {
        switch scheme {
        case .hmac(let header):
            let given = headers(header)
            return keys.contains { key in
                guard let signature = try? BodySignature(secret: key) else { return false }
                return (try? signature.verify(given, body: body)) != nil
            }
        case .shared(let pointer):
            guard let json = try? JSONText.parse(body), case .string(let given)? = pointer.value(in: json) else {
                return false
            }
            return keys.contains { Self.isSame(Array($0.exposed(to: .vendor).utf8), Array(given.utf8)) }
        }
    }

    /// Compares without telling by the time it takes how far two keys are the same.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard !left.isEmpty, left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
