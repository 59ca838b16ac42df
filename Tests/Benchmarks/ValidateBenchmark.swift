import CLibYAML
import Foundation

/// `trustflow validate` as a person runs it: over many flows, and over one from a cold start.
enum ValidateBenchmark {
    static func run(in folder: String) async throws -> [Measure] {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "trustflow")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            print("no trustflow beside \(CommandLine.arguments[0]): `make build` first; validate is not measured")
            return []
        }
        let many = try Corpus(folder + "/many", flows: 1000, steps: 50)
        let long = try Corpus(folder + "/long", flows: 100, steps: 500)
        let one = try Corpus(folder + "/one", flows: 1, steps: 5)
        // Each in turn, so that what disturbs the machine for a while disturbs all of them.
        let turns = try (0..<3).map { _ in
            (bare: many.bareSeconds, many: try many.validated(by: program), long: try long.validated(by: program))
        }
        let validated = turns.map(\.many).sorted { $0.wall < $1.wall }[1]
        let longer = turns.map(\.long).sorted { $0.processor < $1.processor }[1]
        let bare = turns.map(\.bare).sorted()[1]
        // The first run reads the program from the disk.
        let starts = try (0..<12).map { _ in try one.validated(by: program) }.dropFirst()
        let perByte = { (spent: Spent, corpus: Corpus) in spent.processor / Double(corpus.bytes) }
        return [
            Measure(
                name: "1,000 flows of 50 steps validated", value: validated.wall, unit: "s",
                reference: ("libyaml's events alone", bare), note: "median of 3; limit 2 s, ratio below 15"),
            Measure(
                name: "the same, processor time", value: validated.processor, unit: "s",
                reference: ("libyaml's events alone", bare), note: "over both cores"),
            Measure(
                name: "100 flows of 500 steps, ns a byte", value: perByte(longer, long) * 1e9, unit: "ns",
                reference: ("1,000 of 50 steps", perByte(validated, many) * 1e9), note: "1 is linear growth"),
            Measure(
                name: "validate of one flow, cold start", value: starts.map(\.wall).sorted()[5] * 1000, unit: "ms",
                note: "limit 40 ms; processor \(Int(starts.map(\.processor).sorted()[5] * 1000)) ms"),
        ]
    }
}

/// Seconds.
private struct Spent {
    var wall: Double
    var processor: Double
}

/// Generated flows in a folder.
private struct Corpus {
    let folder: String
    let texts: [[UInt8]]

    var bytes: Int { texts.reduce(0) { $0 + $1.count } }

    init(_ folder: String, flows: Int, steps: Int) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        texts = (0..<flows).map { Array(Self.flow($0, steps: steps).utf8) }
        for (number, text) in texts.enumerated() {
            try Data(text).write(to: URL(filePath: "\(folder)/flow-\(number).yaml"))
        }
    }

    /// What libyaml does alone over the same bytes.
    var bareSeconds: Double {
        let start = processorTime
        for text in texts { countEvents(text) }
        return (processorTime - start) / 1000
    }

    func validated(by program: URL) throws -> Spent {
        let process = Process()
        process.executableURL = program
        process.arguments = ["validate", folder]
        process.standardOutput = FileHandle.nullDevice
        let before = Self.childrenTime
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        process.waitUntilExit()
        let wall = (clock.now - start) / .seconds(1)
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return Spent(wall: wall, processor: Self.childrenTime - before)
    }

    /// The processor time of all children that have ended, in seconds.
    private static var childrenTime: Double {
        var usage = rusage()
        // RUSAGE_CHILDREN, which Glibc gives as another type.
        getrusage(-1, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// A flow that has nothing wrong with it, and every step of which counts.
    private static func flow(_ number: Int, steps: Int) -> String {
        let media = (0..<steps).compactMap { step in photo(of: step).map { "  \($0): image\n" } }
        var text = """
            flow: flow-\(number)
            version: 1
            title: Generated flow number \(number)
            applicant:
              first_name: string
              last_name: string
              birth_date: date
            \(media.joined())flags:
              screen: { type: bool, default: true }
              least: { type: double, default: 0.7, min: 0, max: 1 }
            vendors:
              idmeta: { trust_flow: "1708" }
            defaults:
              timeout: 90s
              retry: { calls: 4, initial: 500ms, multiplier: 2, cap: 20s, jitter: full }
            steps:

            """
        for step in 0..<steps { text += Self.step(step) }
        let names = (0..<steps).map(name)
        text += """
            status:
              - reject: checks.aml_1.hits.exists(h, h.score >= 95.0)
                reason: sanctions_match

            """
        for start in stride(from: 0, to: steps, by: 25) {
            let failed = names[start..<min(start + 25, steps)].map { "checks.\($0).failed" }
            text += """
                  - reject: |
                      \(failed.joined(separator: "\n      || "))
                    reason: failed_\(start)

                """
        }
        text += """
              - verify: |
                  \(names.prefix(25).map { "checks.\($0).passed" }.joined(separator: "\n      && "))
              - otherwise: review
            expires_after: 30d

            """
        return text
    }

    private static func name(_ step: Int) -> String { "\(["face", "aml", "doc"][step % 3])_\(step)" }

    /// What the applicant gives for a step, and for no other.
    private static func photo(of step: Int) -> String? {
        [0: "selfie_\(step)", 2: "front_\(step)"][step % 3]
    }

    private static func step(_ number: Int) -> String {
        switch number % 3 {
        case 0:
            """
              - id: face_\(number)
                check: biometrics
                by: idmeta
                input: { image: "${applicant.selfie_\(number)}" }
                attempts: 3
                verdict:
                  - fail: result.liveness_score < 0.3
                  - review: result.liveness_score < flags.least
                  - otherwise: pass

            """
        case 1:
            """
              - id: aml_\(number)
                check: watchlist
                by: idmeta
                input:
                  full_name: "${applicant.first_name} ${applicant.last_name}"
                  birth_date: "${applicant.birth_date}"
                  threshold: "${flags.screen && checks.face_\(number - 1).passed ? 80.0 : 90.0}"
                retry: { calls: 6, deadline: 10m }
                on_exhausted: review

            """
        default:
            """
              - id: doc_\(number)
                check: document
                by: idmeta
                input: { image_front: "${applicant.front_\(number)}" }
                attempts: 2
                timeout: 30s

            """
        }
    }
}
