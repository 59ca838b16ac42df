import Expressions
import Vendors

/// The page that plays the applicant on a vendor's own page: how the session ends is chosen with a button.
///
/// `POST /_sandbox/page/{session}` with `ending=approved` does the same for a test; without one the script decides.
struct SessionPage {
    static let prefix = "/_sandbox/page/"

    var vendor: PlayedVendor
    var postman: Postman

    /// Whether a vendor's own address of a page is meant, `/?session_token=…`.
    static func isPage(_ call: ReceivedCall) -> Bool { call.path == "/" && call.query["session_token"] != nil }

    func answer(_ call: ReceivedCall) -> VendorAnswer {
        let session = call.query["session_token"] ?? String(call.path.dropFirst(Self.prefix.count))
        guard vendor.knows(session) else { return Self.html(404, "<h1>No such session</h1>") }
        switch call.method {
        case "GET": return Self.html(200, choices)
        case "POST": return finish(session, ending(in: call.body))
        default: return Self.html(405, "<h1>GET or POST</h1>")
        }
    }

    private func finish(_ session: String, _ ending: String?) -> VendorAnswer {
        if let ending, !vendor.endings.contains(ending) { return Self.html(422, "<h1>No such ending</h1>") }
        let (news, callback) = vendor.finish(session, as: ending.map { .story($0, values: [:]) })
        postman.deliver(news, of: vendor, to: callback)
        guard let back = vendor.returnAddress(of: session) else { return Self.html(200, "<h1>Thank you</h1>") }
        return VendorAnswer(status: 303, headers: [VendorAnswer.Header("location", back)])
    }

    /// The value of the form's one field.
    private func ending(in body: [UInt8]) -> String? {
        let text = String(decoding: body, as: UTF8.self)
        guard text.hasPrefix("ending=") else { return nil }
        return String(text.dropFirst("ending=".count))
    }

    private var choices: String {
        let buttons = vendor.endings.map { "<button name=ending value=\"\($0)\">\($0)</button>" }
        return """
            <h1>\(vendor.name), played</h1><p>You are the applicant. How does this session end?</p>
            <form method=post>\(buttons.joined(separator: " "))</form>
            """
    }

    private static func html(_ status: Int, _ body: String) -> VendorAnswer {
        let page = """
            <!doctype html><html lang=en><meta charset=utf-8><title>Sandbox</title>
            <style>body{font:1.1rem/1.5 system-ui;max-width:40rem;margin:3rem auto}button{font:inherit;margin:.2rem}</style>
            \(body)</html>

            """
        return VendorAnswer(
            status: status, headers: [VendorAnswer.Header("content-type", "text/html; charset=utf-8")],
            body: Array(page.utf8))
    }
}
