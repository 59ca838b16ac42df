import Diagnostics
import Logging
import Notifications

/// The service's settings, each with where it comes from: option, environment, file, default.
struct ServiceSettings {
    struct Setting {
        var name: String
        /// `nil` when it is not set.
        var value: String?
        var origin: String
    }

    private(set) var all: [Setting] = []
    let flows: String
    let packs: String?
    let store: String
    let host: String
    let port: Int
    let vendorURLs: [String]
    /// Where notifications may go beside public addresses.
    let webhookAddresses: AddressGuard
    let logLevel: Logger.Level
    let logFormat: LogFormat
    /// The address that the world reaches the service by, if one was set; without a slash at the end.
    let givenURL: String?

    init(
        _ options: [String: String], environment: [String: String], file: SettingsFile
    ) throws(CommandFailure) {
        var values: [String: String] = [:]
        for kind in SettingKind.all {
            let setting = try Self.pick(kind, options, environment, file)
            values[kind.option] = setting.value
            all.append(setting)
        }
        flows = values["flows"] ?? ""
        packs = values["packs"]
        store = values["store"] ?? ""
        host = values["host"] ?? ""
        port = values["port"].flatMap { Int($0) } ?? 0
        givenURL = values["public-url"].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        vendorURLs = (values["vendor-url"] ?? "").split(separator: " ").map(String.init)
        webhookAddresses = AddressGuard(blocks: values["allow-private-webhooks"] ?? "") ?? AddressGuard()
        logLevel = values["log-level"].flatMap { Logger.Level(rawValue: $0) } ?? .info
        logFormat = values["log-format"].flatMap { LogFormat(rawValue: $0) } ?? .text
        all.append(
            Setting(
                name: "master-key", value: "not shown",
                origin: environment["TRUSTFLOW_MASTER_KEY"] == nil ? "\(store).key" : "TRUSTFLOW_MASTER_KEY"))
        for (name, path) in [("flows", flows), ("packs", packs ?? flows)] where Input.kind(of: path) != .folder {
            throw CommandFailure(.usage, "`\(name)` has to be a folder, and `\(path)` is none")
        }
    }

    /// The address that it listens on; a port of 0 is settled only by then.
    func listeningURL(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// The address that callbacks go to: the one that was set, else the one that it listens on.
    func publicURL(port: Int) -> String { givenURL ?? listeningURL(port: port) }

    private static func pick(
        _ kind: SettingKind, _ options: [String: String], _ environment: [String: String], _ file: SettingsFile
    ) throws(CommandFailure) -> Setting {
        let setting: Setting
        if let option = options[kind.option] {
            setting = Setting(name: kind.option, value: option, origin: "--\(kind.option)")
        } else if let value = environment[kind.variable], !value.isEmpty {
            setting = Setting(name: kind.option, value: value, origin: kind.variable)
        } else if let entry = file.entries[kind.option] {
            setting = Setting(name: kind.option, value: entry.value, origin: entry.origin)
        } else {
            setting = Setting(name: kind.option, value: kind.fallback, origin: "default")
        }
        if let problem = setting.value.flatMap({ kind.problem(of: $0) }) {
            throw CommandFailure(.usage, "\(setting.origin): \(problem)")
        }
        return setting
    }

    func table(on terminal: Terminal) -> String {
        terminal.table(all.map { [$0.name, $0.value ?? "–", $0.origin] }, header: ["setting", "value", "from"])
    }
}

extension SettingsFile {
    /// The file that was named, or the one in the working folder if there is one.
    static func find(_ named: String?) throws(CommandFailure) -> SettingsFile {
        guard let path = named ?? (Input.kind(of: name) == .file ? name : nil) else { return SettingsFile() }
        var findings = Findings()
        let file = SettingsFile(try Input.file(path), findings: &findings)
        if findings.hasErrors { throw CommandFailure.found(findings) }
        return file
    }
}
