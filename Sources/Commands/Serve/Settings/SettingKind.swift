import Foundation
import Logging
import Notifications

/// A setting of the service: `--public-url`, `TRUSTFLOW_PUBLIC_URL` and `public_url` are one.
struct SettingKind {
    enum Form {
        case text
        /// In a file, relative to the file's folder.
        case path
        case port
        /// An address without a query.
        case url
        case choice([String])
        /// Vendors with their addresses.
        case addresses
        /// Blocks of addresses, `10.0.0.0/8`, separated by blanks.
        case blocks
    }

    var option: String
    var form: Form
    var fallback: String?

    var variable: String { "TRUSTFLOW_" + key.uppercased() }
    var key: String { option.replacing("-", with: "_") }

    static let all = [
        SettingKind(option: "flows", form: .path, fallback: "."),
        SettingKind(option: "packs", form: .path),
        SettingKind(option: "store", form: .path, fallback: "trustflow.sqlite"),
        SettingKind(option: "host", form: .text, fallback: "127.0.0.1"),
        SettingKind(option: "port", form: .port, fallback: "8080"),
        SettingKind(option: "public-url", form: .url),
        SettingKind(option: "vendor-url", form: .addresses),
        SettingKind(option: "allow-private-webhooks", form: .blocks),
        SettingKind(option: "log-level", form: .choice(Logger.Level.allCases.map(\.rawValue)), fallback: "info"),
        SettingKind(option: "log-format", form: .choice(LogFormat.allCases.map(\.rawValue)), fallback: "text"),
    ]

    /// What is wrong with a value; `nil` for nothing.
    func problem(of value: String) -> String? {
        switch form {
        case .text, .path: return value.isEmpty ? "must not be empty" : nil
        case .port: return (0...65535).contains(Int(value) ?? -1) ? nil : "a port is 0 to 65535, and `\(value)` is none"
        case .url:
            let url = URLComponents(string: value)
            let isGood =
                ["http", "https"].contains(url?.scheme ?? "") && url?.host?.isEmpty == false
                && url?.query == nil && url?.fragment == nil && url?.user == nil && url?.password == nil
            // It is not quoted: who puts a password into it does not want to see it in a log.
            return isGood ? nil : "has to be `http://…` or `https://…`, with a host and without a query or a password"
        case .choice(let words):
            return words.contains(value)
                ? nil : "`\(value)` is none of \(words.map { "`\($0)`" }.joined(separator: ", "))"
        case .addresses: return nil
        case .blocks:
            return AddressGuard(blocks: value) == nil
                ? "has to be blocks of addresses such as `10.0.0.0/8`, separated by blanks" : nil
        }
    }
}
