import Foundation
import Notifications
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
        "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "::127.0.0.1", "3fff::1",
        "64:ff9b:1::808:808",
    ])
    func networksOfOurOwnAreNotReached(_ text: String) throws {
        #expect(!AddressGuard().admits(try #require(IPAddress(text))))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "2606:4700::1111",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::",
    ])
    func publicAddressesAre(_ text: String) throws {
        #expect(AddressGuard().admits(try #require(IPAddress(text))))
    }

    @Test(arguments: ["1.2.3.4", "2001:db8::1", "::", "::ffff:1.2.3.4"]) func readsWhatItWrites(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(IPAddress(address.description) == address && IPAddress(address.bytes) == address)
    }

    /// Only where a block was allowed by name goes a message without TLS.
    @Test func plainAddressesLeadToNamedNetworksAlone() throws {
        let allowing = AddressGuard(allowing: [try #require(IPBlock("10.0.0.0/8"))])
        #expect(try NotificationURL("http://10.0.0.1/x", guarded: allowing).isPlain)
        #expect(throws: Problem.forbidden) { _ = try NotificationURL("http://8.8.8.8/x", guarded: allowing) }
        let url = try NotificationURL("HTTPS://Hooks.Example.COM.:8443/x?y#z", guarded: allowing)
        #expect(url.url.absoluteString == "https://hooks.example.com:8443/x?y" && !url.isPlain)
    }

    @Test func aBlockCanBeAllowed() throws {
        let allowing = AddressGuard(allowing: [try #require(IPBlock("127.0.0.0/8"))])
        #expect(allowing.admits(try #require(IPAddress("127.8.9.1"))))
        #expect(!allowing.admits(try #require(IPAddress("10.0.0.1"))))
    }

    @Test(arguments: ["10.0.0.0/33", "x/8", "10.0.0.0/-1", "10.0.0.0/"]) func aBlockIsReadStrictly(_ text: String) {
        #expect(IPBlock(text) == nil)
    }

    typealias Problem = NotificationURL.Problem

    @Test(arguments: [
        ("https://hooks.example.com/a?b=c", nil), ("http://hooks.example.com/", Problem.notSecure),
        ("https://user:secret@example.com/", .credentials), ("https://127.0.0.1/", .forbidden),
        ("https://[::1]:8443/x", .forbidden), ("https://[::ffff:10.0.0.1]/", .forbidden),
        ("https://2130706433/", .forbidden), ("https://0x7f.1/", .forbidden), ("https://127.1/", .forbidden),
        ("ftp://example.com", .notSecure), ("hooks", .malformed), ("https:///x", .malformed),
        ("https://8.8.8.8/", nil), ("https://127.0.0.1./", .forbidden),
    ])
    func anAddressIsCheckedWhenItIsGiven(_ text: String, _ expected: Problem?) {
        var problem: Problem?
        do throws(Problem) {
            _ = try NotificationURL(text, guarded: AddressGuard())
        } catch {
            problem = error
        }
        #expect(problem == expected, "\(text)")
    }
}
