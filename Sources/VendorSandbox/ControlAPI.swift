import Expressions
import FoundationEssentials
import Vendors

/// How tests direct a played vendor: under `/_sandbox`, on the vendor's own port.
///
/// - `POST /_sandbox/script` with a script: the next verification that is opened follows it.
/// - `PUT /_sandbox/script` with a script: all others follow it from now on.
/// - `PUT /_sandbox/webhooks` with `{"service": "http://127.0.0.1:8080"}`: what stands in the vendor's dashboard.
/// - `GET /_sandbox/effects`: what was created or changed so far.
struct ControlAPI {
    static let prefix = "/_sandbox/"

    var vendor: PlayedVendor
    var log: EffectLog

    func answer(_ call: ReceivedCall) -> VendorAnswer {
        do throws(SandboxError) {
            switch (call.method, call.path) {
            case ("POST", "/_sandbox/script"):
                try vendor.enqueue(try script(call.body))
                return Self.json(202, [:])
            case ("PUT", "/_sandbox/script"):
                try vendor.setDefault(try script(call.body))
                return Self.json(200, [:])
            case ("PUT", "/_sandbox/webhooks"):
                vendor.setService(try service(call.body))
                return Self.json(200, [:])
            case ("GET", "/_sandbox/effects"):
                return Self.json(200, ["effects": .list(log.all.map(\.json))])
            default:
                return Self.json(
                    404,
                    [
                        "message": .string(
                            "there is POST and PUT /_sandbox/script, PUT /_sandbox/webhooks, and GET /_sandbox/effects")
                    ])
            }
        } catch {
            return Self.json(422, ["message": .string(error.description)])
        }
    }

    private func service(_ bytes: [UInt8]) throws(SandboxError) -> String {
        guard let json = try? JSONText.parse(bytes), case .map(let members) = json,
            case .string(let base)? = members["service"], base.hasPrefix("http")
        else { throw SandboxError(.badScript, "write `{\"service\": \"http://127.0.0.1:8080\"}`") }
        return base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    private func script(_ bytes: [UInt8]) throws(SandboxError) -> VendorScript {
        do throws(JSONProblem) {
            _ = try JSONText.parse(bytes)
        } catch {
            throw SandboxError(.badScript, error.description)
        }
        guard let script = try? JSONDecoder().decode(VendorScript.self, from: Data(bytes)) else {
            throw SandboxError(
                .badScript,
                "this is no script; write `{\"story\": \"approved\", \"answers\": {\"biometrics\": [\"timeout\"]}}`")
        }
        return script
    }

    private static func json(_ status: Int, _ body: [MapKey: Value]) -> VendorAnswer {
        VendorAnswer(
            status: status, headers: [VendorAnswer.Header("content-type", "application/json")],
            body: JSONText.encode(.map(body)))
    }
}
