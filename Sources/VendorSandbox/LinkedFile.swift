import Vendors

/// The files that a played vendor's links lead to: `/_sandbox/file/ANYTHING.pdf`. They ask for no credentials, as the
/// signed links of vendors do not.
enum LinkedFile {
    static let prefix = "/_sandbox/file/"

    static func answer(_ call: ReceivedCall) -> VendorAnswer? {
        guard call.method == "GET", call.path.hasPrefix(prefix),
            let kind = call.path.split(separator: ".").last.flatMap({ SampleFile(rawValue: String($0)) })
        else { return nil }
        // A credential sent here went to somebody that it is not for.
        guard call.headers["authorization"] == nil else { return VendorAnswer(status: 400) }
        return VendorAnswer(
            status: 200, headers: [VendorAnswer.Header("content-type", kind.contentType)], body: kind.bytes)
    }
}
