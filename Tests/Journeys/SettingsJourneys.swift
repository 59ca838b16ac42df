import Foundation
import Testing

/// `trustflow serve`'s settings: where each comes from, and what is wrong with one.
@Suite struct SettingsJourneys {
    private func print(
        _ file: String?, _ arguments: [String] = [], environment: [String: String] = [:],
        named name: String = "trustflow.yaml"
    ) throws -> Program.Result {
        try withFolder { folder in
            if let file {
                let path = folder + "/" + name
                try FileManager.default.createDirectory(
                    atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
                try Data(file.utf8).write(to: URL(filePath: path))
            }
            return try Program.run(["serve", "--print-config"] + arguments, in: folder, environment: environment)
        }
    }

    private func rows(_ result: Program.Result) -> [String: [String]] {
        let lines = result.output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: " ").map(String.init)
        }
        return Dictionary(lines.map { ($0[0], Array($0.dropFirst())) }) { $1 }
    }

    @Test func anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws {
        let file = """
            # how we run it
            host: 10.0.0.1
            port: 1111
            store: file.sqlite
            public_url: https://kyc.example/
            vendor_url: { idmeta: "http://127.0.0.1:1", other.media: "http://127.0.0.1:2" }
            log_level: warning
            """
        let result = try print(
            file, ["--host", "10.0.0.3"],
            environment: ["TRUSTFLOW_HOST": "10.0.0.2", "TRUSTFLOW_PORT": "2222", "TRUSTFLOW_LOG_FORMAT": "json"])
        let rows = rows(result)
        #expect(result.exit == 0, "\(result.output)\(result.talk)")
        #expect(rows["host"] == ["10.0.0.3", "--host"])
        #expect(rows["port"] == ["2222", "TRUSTFLOW_PORT"])
        #expect(rows["store"] == ["file.sqlite", "trustflow.yaml:4"])
        #expect(rows["public-url"] == ["https://kyc.example/", "trustflow.yaml:5"])
        #expect(
            rows["vendor-url"] == ["idmeta=http://127.0.0.1:1", "other.media=http://127.0.0.1:2", "trustflow.yaml:6"])
        #expect(rows["log-level"] == ["warning", "trustflow.yaml:7"])
        #expect(rows["log-format"] == ["json", "TRUSTFLOW_LOG_FORMAT"])
        #expect(rows["flows"] == [".", "default"])
    }

    @Test func withoutAFileEverythingHasADefault() throws {
        for file in [nil, "", "# nothing yet\n"] {
            let result = try print(file)
            #expect(result.exit == 0, "\(result.output)\(result.talk)")
            #expect(rows(result)["port"] == ["8080", "default"])
        }
    }

    @Test func aFileThatIsNamedHasItsPathsBesideIt() throws {
        let result = try print("store: a.sqlite\nflows: .\n", ["--config", "etc/t.yaml"], named: "etc/t.yaml")
        #expect(rows(result)["store"] == ["etc/a.sqlite", "t.yaml:1"])
        #expect(rows(result)["flows"] == ["etc", "t.yaml:2"])
        #expect(try print(nil, ["--config", "none.yaml"]).exit == 2)
    }

    @Test(arguments: [
        ("host: a\nprot: 1\n", ":2:1", "did you mean `port`?"),
        ("port: many\n", ":1:7", "must be a whole number"),
        ("port: 70000\n", ":1:7", "0 to 65535"),
        ("host: 1\n", ":1:7", "must be text"),
        ("host: [a]\n", ":1:7", "must be text"),
        ("vendor_url: x\n", ":1:13", "must be a mapping"),
        ("vendor_url:\n  idmeta: 5\n", ":2:11", "must be text"),
        ("log_format: xml\n", ":1:13", "`text`, `json`"),
        ("public_url: ftp://x\n", ":1:13", "http"),
        ("- host\n", ":1:1", "must be a mapping"),
        ("host: a\nhost: b\n", ":2:1", "twice"),
    ]) func aMistakeInTheFileHasAPlace(_ file: String, _ place: String, _ says: String) throws {
        let result = try print(file)
        #expect(result.exit == 1, "\(file): \(result.output)")
        #expect(result.output.contains("trustflow.yaml\(place)"), "\(file): \(result.output)")
        #expect(result.output.contains(says), "\(file): \(result.output)")
    }

    @Test(arguments: [
        "kyc.example", "ftp://kyc.example", "https://", "https://kyc.example/?a=b", "https://kyc.example/#x",
        "https://ann:Canarypass@kyc.example", "",
    ]) func anAddressThatNobodyCanCallIsRefused(_ url: String) throws {
        let result = try print(nil, ["--public-url", url])
        #expect(result.exit == 2, "\(result.output)")
        #expect(result.talk.contains("--public-url") && !result.talk.contains("Canarypass"))
    }

    @Test func secretsAreNotPrinted() throws {
        let key = "Q2FuYXJ5a2V5Q2FuYXJ5a2V5Q2FuYXJ5a2V5Q2FuYXI="
        let result = try print(
            nil,
            environment: [
                "TRUSTFLOW_MASTER_KEY": key, "IDMETA_API_TOKEN": "canary-token", "TRUSTFLOW_TOKEN": "tf_canary",
            ])
        #expect(result.exit == 0 && rows(result)["master-key"]?.last == "TRUSTFLOW_MASTER_KEY")
        for secret in [key, "canary"] { #expect(!(result.output + result.talk).contains(secret)) }
    }

    /// Whoever collects logs reads one object a line, and the address of the world is in the description.
    @Test func theFileIsWhatTheServiceRunsBy() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "flows: \(Program.root.path)/Flows\nport: 0\nlog_format: json\npublic_url: https://kyc.example\n"
        try Data(file.utf8).write(to: URL(filePath: folder + "/trustflow.yaml"))
        let running = try Program.start(["serve"], in: folder, environment: ServeJourneys.secret)
        let token = String(running.firstLine().dropFirst("token: ".count))
        let url = String(running.firstLine().dropFirst("listening: ".count))
        let service = ServeJourneys.Service(running: running, url: url, token: token)
        while try await service.send("GET", "/readyz", token: "").status != 200 {}
        let servers = try await service.send("GET", "/openapi.json").json["servers"] as? [[String: String]]
        #expect(servers == [["url": "https://kyc.example"]])
        #expect(try await service.send("GET", "/Canarypath?a=Canaryquery").status == 404)
        running.end()
        let lines = running.talk.whole().split(separator: "\n")
        let records = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
        #expect(records.allSatisfy { $0["at"] is String && $0["level"] is String && $0["message"] is String })
        let request = try #require(records.last { $0["message"] as? String == "request" })
        #expect(request["status"] as? Int == 404 && request["ms"] is Double && request["route"] as? String == "none")
        #expect(records.last?["message"] as? String == "stopped")
        #expect(!lines.joined().contains("Canary") && !lines.joined().contains(token))
    }
}
