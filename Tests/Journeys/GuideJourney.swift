import Foundation
import Testing

/// The guide to a vendor of one's own, followed literally in an empty folder: its files are written, its commands run.
@Suite struct GuideJourney {
    private static let guide = Program.root.appending(path: "Sources/Vendors/Vendors.docc/YourOwnVendor.md")

    /// A fenced block with its language.
    private struct Block {
        var language: String
        var lines: [String]

        /// The first line of a file's block is its name.
        var file: (name: String, text: String)? {
            guard language == "yaml", let first = lines.first, first.hasPrefix("# ") else { return nil }
            return (String(first.dropFirst(2)), lines.dropFirst().map { $0 + "\n" }.joined())
        }

        /// Each command with the lines that its output has to hold.
        var commands: [(words: [String], says: [String])] {
            var commands: [(words: [String], says: [String])] = []
            for line in lines {
                if line.hasPrefix("$ ") {
                    commands.append((line.dropFirst(2).split(separator: " ").map(String.init), []))
                } else if !commands.isEmpty {
                    commands[commands.count - 1].says.append(line)
                }
            }
            return commands
        }
    }

    private static func blocks() throws -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for line in try String(contentsOf: guide, encoding: .utf8).components(separatedBy: "\n") {
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = Block(language: String(line.dropFirst(3)), lines: [])
            }
        }
        return blocks
    }

    @Test func everyStepDoesWhatTheGuideSays() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var ran = 0
        for block in try Self.blocks() {
            if let file = block.file {
                try file.text.write(to: folder.appending(path: file.name), atomically: true, encoding: .utf8)
            }
            guard block.language == "console" else { continue }
            for command in block.commands {
                #expect(command.words.first == "trustflow")
                let result = try Program.run(Array(command.words.dropFirst()), in: folder.path)
                let findsGaps = command.says.contains { $0.contains("still to be filled in") }
                #expect(result.exit == (findsGaps ? 1 : 0), "\(command.words): \(result.output)\(result.talk)")
                for line in command.says {
                    #expect(result.output.contains(line), "\(command.words) does not say \(line):\n\(result.output)")
                }
                ran += 1
            }
        }
        #expect(ran == 5)
    }

    /// What comes of the guide is what lies in the examples.
    @Test func theExamplesAreWhatTheGuideMakes() throws {
        let places = [
            "risk-api.yaml": "packs/riskapi/openapi.yaml", "packs/riskapi/binding.yaml": "packs/riskapi/binding.yaml",
            "packs/riskapi/stories.yaml": "packs/riskapi/stories.yaml",
            "ask-our-own.yaml": "patterns/04-http-call/ask-our-own.yaml",
            "scenarios.yaml": "patterns/04-http-call/scenarios.yaml",
        ]
        let files = try Self.blocks().compactMap(\.file)
        #expect(Set(files.map(\.name)) == Set(places.keys))
        for file in files {
            let place = try #require(places[file.name])
            let example = try String(contentsOf: Program.root.appending(path: "Examples/\(place)"), encoding: .utf8)
            #expect(file.text == example, "\(place)")
        }
    }
}
