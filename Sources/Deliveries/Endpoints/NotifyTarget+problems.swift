public import FlowIR
public import Notifications
public import Privacy
import WebhookSignatures

extension NotifyTarget {
    /// What is wrong with an address that a flow names and with its key, as the environment has them now; what is not set
    /// is somebody else's to say. No value is quoted: an address may hold a key of its own.
    public func problems(_ variables: Variables, guarded addresses: AddressGuard) -> [String] {
        var problems: [String] = []
        let (text, name): (String?, String) =
            switch address {
            case .url(let url): (url, url)
            case .variable(let name): (variables(name)?.exposed(to: .owner), name)
            }
        if let text {
            do throws(NotificationURL.Problem) {
                _ = try NotificationURL(text, guarded: addresses)
            } catch {
                problems.append("`\(name)`: \(error.description)")
            }
        }
        if let key = variables(secret), (try? StandardWebhooks(secrets: [key])) == nil {
            problems.append("`\(secret)`: this is no key to sign with; write `whsec_` and 24 to 64 bytes in base 64")
        }
        return problems
    }
}
