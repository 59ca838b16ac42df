import Testing
import Vendors
import Vocabulary

@testable import VendorConnectors

struct VendorAddressesTests {
    private static let real = "https://integrate.example.com/api/v3/verifications/biometrics?x=1"

    @Test(arguments: [
        (["idmeta=http://127.0.0.1:8080"], "http://127.0.0.1:8080/api/v3/verifications/biometrics?x=1"),
        (["idmeta=http://127.0.0.1:8080/"], "http://127.0.0.1:8080/api/v3/verifications/biometrics?x=1"),
        (["idmeta=http://[::1]:8080"], "http://[::1]:8080/api/v3/verifications/biometrics?x=1"),
        (["other=http://127.0.0.1:8080"], real),
        (["idmeta=http://a:1", "idmeta.v3=http://b:2"], "http://b:2/api/v3/verifications/biometrics?x=1"),
        (["idmeta.v1=http://a:1"], real),
        (["idmeta=http://a:1", "idmeta=http://b:2"], "http://b:2/api/v3/verifications/biometrics?x=1"),
    ])
    func replacesSchemeHostAndPort(arguments: [String], expected: String) throws {
        let addresses = try VendorAddresses(arguments)
        let request = VendorRequest(
            pack: "idmeta", operation: "biometrics", method: "POST", server: "v3", url: Self.real,
            timeout: .seconds(1), effect: .once)
        #expect(addresses.url(for: request) == expected)
    }

    @Test(arguments: [
        "idmeta", "=http://a:1", "idmeta=", "idmeta=ftp://a", "idmeta=127.0.0.1:80", "idmeta=http://a:1/api",
        "idmeta=http://a:0", "idmeta=http://a:70000", "idmeta=http://:80", "idmeta=http://me@a:1", "a.b.c=http://a:1",
        "idmeta=http://[::1", "idmeta=http://a b",
    ])
    func refuses(argument: String) {
        #expect(throws: AddressProblem.self) { try VendorAddresses([argument]) }
    }

    @Test func knowsThePacksItNames() throws {
        #expect(try VendorAddresses(["idmeta.v1=http://a:1", "riskapi=http://b:1"]).packs == ["idmeta", "riskapi"])
    }
}
