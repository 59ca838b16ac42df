import Foundation
import Testing

/// `trustflow run` against a sandbox, with good and bad input.
@Suite struct RunJourneys {
    static let flow = Program.root.path + "/Flows/retail-onboarding/retail-onboarding.yaml"
    static let photos = Program.root.path + "/Flows/retail-onboarding/photos"
    static let token = ["IDMETA_API_TOKEN": "canary-token-5e1f"]

    /// An applicant whose every value can be found again where it must not be.
    static let canary = """
        first_name: Canaryfirst
        last_name: Canarylast
        birth_date: 1971-03-04
        country: ZW
        id_front: "\(photos)/id-card.jpg"
        selfie: "\(photos)/selfie.jpg"

        """

    struct Report: Decodable {
        struct Step: Decodable {
            var id: String
            var verdict: String
            var attempts: Int
        }
        struct Decided: Decodable { var at: String? }
        struct Incident: Decodable { var at: String }
        struct Doubt: Decodable { var at: String }

        static func read(_ data: Data) throws -> Report {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Report.self, from: data)
        }

        var id: String
        var status: String
        var decided: Decided?
        var steps: [Step]
        var callCount: Int
        var incidents: [Incident]
        var possibleOrphans: [Doubt]
    }

    private func run(_ folder: String, applicant: String = canary, _ more: [String]) throws -> Program.Result {
        try Data(applicant.utf8).write(to: URL(filePath: folder + "/applicant.yaml"))
        return try Program.run(
            ["run", Self.flow, "--applicant", "applicant.yaml"] + more, in: folder, environment: Self.token)
    }

    @Test func aRunReachesItsDecision() throws {
        try withFolder { folder in
            try withSandbox(in: folder) { url in
                let result = try run(folder, ["--vendor-url", "idmeta=\(url)", "--format", "json"])
                #expect(result.exit == 0, "\(result.talk)")
                let report = try Report.read(Data(result.bytes))
                #expect(report.status == "verified")
                #expect(report.decided?.at == "retail-onboarding.yaml:67")
                #expect(report.steps.map(\.verdict) == ["passed", "passed", "passed", "passed"])
                #expect(report.callCount == 6)
            }
        }
    }

    @Test func nothingPersonalIsWrittenDown() throws {
        try withFolder { folder in
            try withSandbox(in: folder) { url in
                let result = try run(folder, ["--vendor-url", "idmeta=\(url)", "--format", "json"])
                #expect(result.exit == 0)
                var places = [
                    ("standard output", Array(result.output.utf8)), ("standard error", Array(result.talk.utf8)),
                ]
                for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "applicant.yaml" {
                    places.append((name, Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))))
                }
                #expect(places.count > 4, "the store has a file, a log and a key")
                let photo = Array(try Data(contentsOf: URL(filePath: Self.photos + "/selfie.jpg")))[100..<140]
                for (name, bytes) in places {
                    for canary in ["Canaryfirst", "Canarylast", "1971-03-04", "canary-token"] {
                        #expect(!contains(bytes, Array(canary.utf8)), "\(canary) is in \(name)")
                    }
                    #expect(!contains(bytes, Array(photo)), "the photo is in \(name)")
                }
            }
        }
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(part)) != nil
    }

    @Test func aBetterPhotoIsTakenFromTheList() throws {
        try withFolder { folder in
            try withSandbox(["--play", "{ idmeta.biometrics: [face_too_small] }"], in: folder) { url in
                let twice = Self.canary.replacingOccurrences(
                    of: "selfie: \"\(Self.photos)/selfie.jpg\"",
                    with: "selfie: [\"\(Self.photos)/selfie-far.jpg\", \"\(Self.photos)/selfie.jpg\"]")
                let result = try run(folder, applicant: twice, ["--vendor-url", "idmeta=\(url)", "--format", "json"])
                let report = try Report.read(Data(result.bytes))
                #expect(result.exit == 0)
                #expect(report.steps.first { $0.id == "liveness" }?.attempts == 2)
            }
        }
    }

    @Test func aRunThatAwaitsAPhotoGoesOnWithResume() throws {
        try withFolder { folder in
            try withSandbox(["--play", "{ idmeta.biometrics: [face_too_small] }"], in: folder) { url in
                let first = try run(folder, ["--vendor-url", "idmeta=\(url)", "--format", "json"])
                let report = try Report.read(Data(first.bytes))
                #expect(first.exit == 1 && report.status == "awaiting_input")
                #expect(first.talk.contains("selfie") && first.talk.contains("--resume \(report.id)"))
                let twice = Self.canary.replacingOccurrences(
                    of: "selfie: \"\(Self.photos)/selfie.jpg\"",
                    with: "selfie: [\"\(Self.photos)/selfie-far.jpg\", \"\(Self.photos)/selfie.jpg\"]")
                let second = try run(
                    folder, applicant: twice,
                    ["--vendor-url", "idmeta=\(url)", "--format", "json", "--resume", report.id])
                #expect(second.exit == 0, "\(second.talk)")
                #expect(try Report.read(Data(second.bytes)).status == "verified")
            }
        }
    }

    @Test func aLostCreateIsAnIncidentThatAnOperatorEnds() throws {
        try withFolder { folder in
            try withSandbox(["--play", "{ idmeta.create: [lost] }"], in: folder) { url in
                let first = try run(folder, ["--vendor-url", "idmeta=\(url)", "--format", "json"])
                let report = try Report.read(Data(first.bytes))
                #expect(first.exit == 1)
                #expect(report.incidents.map(\.at) == ["idmeta.create"])
                let second = try run(
                    folder,
                    ["--vendor-url", "idmeta=\(url)", "--format", "json", "--resume", report.id, "--resolve", "retry"])
                let ended = try Report.read(Data(second.bytes))
                #expect(second.exit == 0 && ended.status == "verified" && ended.incidents.isEmpty)
                #expect(ended.possibleOrphans.map(\.at) == ["idmeta.create"])
                let effects = try String(contentsOfFile: folder + "/sandbox-effects.jsonl", encoding: .utf8)
                #expect(effects.split(separator: "\n").count { $0.contains("opens") } == 2)
            }
        }
    }

    /// Where the vendor fails, a run still ends, in doubt.
    @Test(arguments: [
        ("{ idmeta.document: [{ http: 200, body: \"<html>oops</html>\" }] }", "review_needed"),
        ("{ idmeta.face_match: [breaks_contract] }", "review_needed"),
        ("{ idmeta.finalize: { each: unknown_status } }", "review_needed"),
        ("{ idmeta.watchlist: { each: malformed } }", "review_needed"),
    ])
    func aVendorThatAnswersNonsenseVerifiesNobody(_ play: String, _ status: String) throws {
        try withFolder { folder in
            try withSandbox(["--play", play], in: folder) { url in
                let result = try run(
                    folder,
                    [
                        "--vendor-url", "idmeta=\(url)", "--format", "json", "--set", "steps.aml.retry.calls=2",
                        "--set", "steps.document.retry.calls=2",
                    ])
                #expect(result.exit == 0, "\(result.talk)")
                #expect(try Report.read(Data(result.bytes)).status == status)
            }
        }
    }

    @Test func aVendorThatIsDownOrSlowIsWaitedForAndLeft() throws {
        try withFolder { folder in
            let down = try run(
                folder,
                ["--vendor-url", "idmeta=http://127.0.0.1:1", "--format", "json"]
                    + ["document", "liveness", "aml", "same_face"].flatMap { ["--set", "steps.\($0).timeout=1s"] })
            #expect(down.exit == 0, "\(down.talk)")
            #expect(try Report.read(Data(down.bytes)).status == "review_needed")
        }
    }

    // MARK: Before anything is sent

    @Test func aMissingSecretNamesItsVariable() throws {
        try withFolder { folder in
            try Data(Self.canary.utf8).write(to: URL(filePath: folder + "/applicant.yaml"))
            let result = try Program.run(["run", Self.flow, "--applicant", "applicant.yaml"], in: folder)
            #expect(result.exit == 1)
            #expect(result.output.contains("`IDMETA_API_TOKEN` is not set [secret-missing]"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["applicant.yaml"])
        }
    }

    static let applicants: [(name: String, from: String, to: String, says: String)] = [
        ("a missing field", "first_name: Canaryfirst\n", "", "missing-field"),
        ("a wrong type", "birth_date: 1971-03-04", "birth_date: Canarydate", "a date such as 1990-10-02"),
        ("an unknown field", "country: ZW", "country: ZW\nfrist_name: Canary", "did you mean `first_name`"),
        ("a country that is none", "country: ZW", "country: Canaria", "no-match"),
        ("no photo there", "/selfie.jpg", "/nobody.jpg", "media-missing"),
        ("a folder for a photo", "/selfie.jpg", "", "media-missing"),
        ("an empty photo", "\(photos)/selfie.jpg", "empty.jpg", "media-empty"),
        ("a photo that is none", "\(photos)/selfie.jpg", "text.jpg", "media-unknown"),
        ("a photo of 20 MB", "\(photos)/selfie.jpg", "large.jpg", "media-too-large"),
    ]

    @Test(arguments: applicants.indices) func anApplicantFileIsCheckedFirst(_ index: Int) throws {
        let (name, from, to, says) = Self.applicants[index]
        try withFolder { folder in
            try Data().write(to: URL(filePath: folder + "/empty.jpg"))
            try Data("hello".utf8).write(to: URL(filePath: folder + "/text.jpg"))
            try Data(count: 20 << 20).write(to: URL(filePath: folder + "/large.jpg"))
            let text = Self.canary.replacingOccurrences(of: from, with: to)
            #expect(text != Self.canary)
            let result = try run(folder, applicant: text, ["--vendor-url", "idmeta=http://127.0.0.1:1"])
            #expect(result.exit == 1, "\(name): \(result.talk)")
            #expect(result.output.contains(says), "\(name): \(result.output)")
            #expect(result.output.contains("applicant.yaml:"), "\(name) has a place")
            #expect(!result.output.contains("Canaryfirst") && !result.output.contains("1971"), "\(name) quotes values")
            #expect(!FileManager.default.fileExists(atPath: folder + "/trustflow.sqlite"))
        }
    }

    @Test func anUnknownStepOrFlagIsNamed() throws {
        try withFolder { folder in
            let step = try run(folder, ["--set", "steps.livenes.timeout=3s"])
            #expect(step.exit == 1 && step.output.contains("unknown-step"))
            #expect(step.output.contains("`liveness`"))
            let flag = try run(folder, ["--set", "flags.min_livenes=0.5"])
            #expect(flag.exit == 1 && flag.output.contains("unknown-flag"))
            let range = try run(folder, ["--set", "flags.min_liveness=7"])
            #expect(range.exit == 1 && range.output.contains("out-of-range"))
        }
    }

    // MARK: Stores and ports

    @Test func aStoreThatIsNoDatabaseIsLeftAlone() throws {
        try withFolder { folder in
            let path = folder + "/letter.txt"
            let text = Data(String(repeating: "Dear Sir, ", count: 200).utf8)
            try text.write(to: URL(filePath: path))
            let result = try run(folder, ["--store", "letter.txt"])
            #expect(result.exit == 2, "\(result.talk)")
            #expect(result.talk.contains("letter.txt"))
            #expect(try Data(contentsOf: URL(filePath: path)) == text)
        }
    }

    @Test func aStoreInNoFolderIsRefused() throws {
        try withFolder { folder in
            let result = try run(folder, ["--store", "no/such/folder/x.sqlite"])
            #expect(result.exit != 0 && result.exit != 1)
            #expect(result.talk.contains("no/such/folder"))
        }
    }

    @Test func aPortThatIsTakenIsNamed() throws {
        try withFolder { folder in
            try withSandbox(in: folder) { url in
                let port = try #require(url.split(separator: ":").last.map(String.init))
                let second = try Program.run(["sandbox", "--port", port, "--effects", "other.jsonl"], in: folder)
                #expect(second.exit == 2)
                #expect(second.talk.contains(port) && second.output.isEmpty)
            }
        }
    }

    /// A pack from a folder works like a shipped one: vendors are data.
    @Test func aPackOfOnesOwnTakesPart() throws {
        try withFolder { folder in
            let shipped = Program.root.appending(path: "Sources/CPackFiles/files/idmeta")
            let own = URL(filePath: folder + "/packs/othermeta")
            try FileManager.default.createDirectory(
                at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: shipped, to: own)
            let binding = own.appending(path: "binding.yaml")
            let text = try String(contentsOf: binding, encoding: .utf8)
                .replacingOccurrences(of: "pack: idmeta", with: "pack: othermeta")
                .replacingOccurrences(of: "IDMETA_API_TOKEN", with: "OTHERMETA_TOKEN")
            try Data(text.utf8).write(to: binding)
            let flow = try String(contentsOfFile: Self.flow, encoding: .utf8)
                .replacingOccurrences(of: "idmeta", with: "othermeta")
            try Data(flow.utf8).write(to: URL(filePath: folder + "/flow.yaml"))
            try Data(Self.canary.utf8).write(to: URL(filePath: folder + "/applicant.yaml"))
            let sandbox = try Program.start(["sandbox", "othermeta", "--packs", "packs"], in: folder)
            defer { sandbox.end() }
            let first = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
            let url = try #require(first.addresses["othermeta"])
            let result = try Program.run(
                ["run", "flow.yaml", "--applicant", "applicant.yaml", "--packs", "packs"]
                    + ["--vendor-url", "othermeta=\(url)", "--format", "json"],
                in: folder, environment: ["OTHERMETA_TOKEN": "x"])
            #expect(result.exit == 0, "\(result.output) \(result.talk)")
            #expect(try Report.read(Data(result.bytes)).status == "verified")
        }
    }
}
