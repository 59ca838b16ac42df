/// The daemon's settings, each with where it comes from: option, environment, default.
struct ServiceSettings {
    struct Setting {
        var name: String
        var value: String
        var origin: String
    }

    private(set) var all: [Setting] = []
    var flows = "."
    var packs: String?
    var store = "trustflow.sqlite"
    var host = "127.0.0.1"
    var port = 8080
    var vendorURLs: [String] = []

    init(_ command: ServeCommand, environment: [String: String]) throws(CommandFailure) {
        func pick(_ name: String, _ option: String?, _ fallback: String?) -> String? {
            let variable = "TRUSTFLOW_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
            let found: (String?, String) =
                if let option {
                    (option, "--\(name)")
                } else if let value = environment[variable], !value.isEmpty {
                    (value, variable)
                } else {
                    (fallback, "default")
                }
            all.append(Setting(name: name, value: found.0 ?? "–", origin: found.1))
            return found.0
        }
        flows = pick("flows", command.flows, flows) ?? flows
        packs = pick("packs", command.packs, nil)
        store = pick("store", command.store, store) ?? store
        host = pick("host", command.host, host) ?? host
        let port = pick("port", command.port.map(String.init), String(port)) ?? ""
        guard let number = Int(port), (0...65535).contains(number) else {
            throw CommandFailure(.usage, "a port is 0 to 65535, and `\(port)` is none")
        }
        self.port = number
        let given = command.vendorUrl.isEmpty ? nil : command.vendorUrl.joined(separator: " ")
        vendorURLs = (pick("vendor-url", given, nil) ?? "").split(separator: " ").map(String.init)
        all.append(
            Setting(
                name: "master key", value: "not shown",
                origin: environment["TRUSTFLOW_MASTER_KEY"] == nil ? "\(store).key" : "TRUSTFLOW_MASTER_KEY"))
        for (name, path) in [("flows", flows), ("packs", packs ?? flows)] where Input.kind(of: path) != .folder {
            throw CommandFailure(.usage, "`\(name)` has to be a folder, and `\(path)` is none")
        }
    }

    func table(on terminal: Terminal) -> String {
        terminal.table(all.map { [$0.name, $0.value, $0.origin] }, header: ["setting", "value", "from"])
    }
}
