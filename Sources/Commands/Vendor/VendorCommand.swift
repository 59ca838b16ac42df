import ArgumentParser
import Diagnostics
import Expressions
import Foundation
import PackCompiler
import VendorConnectors
import Vendors
import Vocabulary

/// `trustflow vendor NAME OPERATION`
struct VendorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vendor",
        abstract: "Makes a call of a vendor that belongs to no flow.",
        discussion: """
            `trustflow vendor identomat` lists the calls of the vendor's contract, `trustflow vendor identomat list-groups` \
            makes one. Its values are options: `--name Tellers --memberIds '["u1"]'`. `--image @front.jpg` sends a file; \
            `--password -` reads one line of standard input, as passwords and sessions' tokens have to be given. \
            The vendor's own secrets come from the environment, as for flows. The answer goes to standard output; a file \
            needs `--output`. A call is made once and never repeated by itself.

            Beside the values there are `--output FILE`, `--vendor-url URL` (or, for one of its servers, `identomat.api=URL`), `--packs DIR`.
            """)

    @Argument(help: "The vendor's pack.")
    var vendor: String

    @Argument(parsing: .captureForPassthrough, help: "The call, and its values as options.")
    var rest: [String] = []

    func run() async throws {
        let name = rest.first.flatMap { $0.hasPrefix("--") ? nil : $0 }
        var given = try Self.options(name == nil ? rest[...] : rest.dropFirst())
        let output = given.removeValue(forKey: "output")
        let url = given.removeValue(forKey: "vendor-url")
        var workspace = try Workspace(packs: given.removeValue(forKey: "packs"))
        guard workspace.library.names.contains(vendor) else {
            throw CommandFailure(
                .usage,
                "there is no vendor pack `\(vendor)`; known are \(workspace.library.names.joined(separator: ", "))")
        }
        guard let pack = workspace.library.pack(vendor, findings: &workspace.findings) else {
            throw CommandFailure.found(workspace.findings)
        }
        guard let name else { return Output.result(Self.table(of: pack)) }
        guard let call = pack.operatorCall(name) else {
            throw CommandFailure(.usage, "\(vendor) has no call `\(name)`; `trustflow vendor \(vendor)` lists them")
        }
        let (arguments, files) = try read(given, of: call, in: pack)
        let settings = pack.readSettings([:]).values
        let request: VendorRequest
        switch pack.request(calling: call, arguments: arguments, settings: settings) {
        case .success(let built): request = built
        case .failure(let problem): throw CommandFailure(.usage, problem.detail)
        }
        let answer = try await send(request, files, pack, call, to: url)
        try show(answer, output)
    }

    private func send(
        _ request: VendorRequest, _ files: [String: Media], _ pack: Pack, _ call: ContractOperation, to url: String?
    ) async throws -> Result<OperatorAnswer, CallFailure> {
        let names = pack.secrets(in: pack.readSettings([:]).values).filter(request.needs)
        let (secrets, missing) = SecretSource.read(names, environment: ProcessInfo.processInfo.environment)
        guard missing.isEmpty else {
            throw CommandFailure(.usage, missing.map(\.description).joined(separator: "\n"))
        }
        let addresses: VendorAddresses
        // As other commands take it, too: `identomat.api=http://…`.
        let named = url.map { ["\(vendor)=", "\(vendor)."].contains(where: $0.hasPrefix) ? $0 : "\(vendor)=\($0)" }
        do { addresses = try VendorAddresses(named.map { [$0] } ?? []) } catch {
            throw CommandFailure(.usage, error.description)
        }
        let connector = VendorConnector(secrets: secrets, addresses: addresses)
        let outcome: Result<VendorAnswer, TransportFailure>
        do throws(ConnectorProblem) {
            outcome = try await connector.send(request) { name in
                guard let file = files[name] else { throw CommandFailure(.own, "no file") }
                return file
            }
        } catch {
            try? await connector.shutdown()
            throw CommandFailure(.own, error.detail)
        }
        try? await connector.shutdown()
        return pack.answer(outcome, to: call)
    }

    private func show(_ answer: Result<OperatorAnswer, CallFailure>, _ output: String?) throws {
        switch answer {
        case .failure(let failure):
            throw CommandFailure(.found, "the vendor did not do it: \(failure.kind.rawValue), \(failure.detail)")
        case .success(.nothing): Output.talk("done")
        case .success(.json(let value)):
            Output.result(String(decoding: JSONText.encode(value), as: UTF8.self) + "\n")
        case .success(.file(let bytes)):
            guard let output else {
                throw CommandFailure(.usage, "the answer is a file of \(bytes.count) bytes: name it with --output")
            }
            do { try Data(bytes).write(to: URL(filePath: output), options: .withoutOverwriting) } catch {
                throw CommandFailure(.usage, "`\(output)` cannot be written, or is there already")
            }
            Output.talk("written to \(output)")
        }
    }

    private static func table(of pack: Pack) -> String {
        let rows = pack.operatorCalls.compactMap { name -> [String]? in
            guard let call = pack.operatorCall(name) else { return nil }
            let parameters = pack.operatorParameters(of: call).map { parameter in
                let text = "--\(parameter.name)" + (parameter.isSecret ? " -" : "")
                return parameter.isRequired ? text : "[\(text)]"
            }
            return [name, parameters.joined(separator: " ")]
        }
        return Terminal.of(1).table(rows, header: ["call", "values"])
    }
}

extension VendorCommand {
    /// `--name value` pairs.
    private static func options(_ words: ArraySlice<String>) throws(CommandFailure) -> [String: String] {
        var options: [String: String] = [:]
        var rest = words
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2, let value = rest.popFirst() else {
                throw CommandFailure(.usage, "values are given as `--name value`, and `\(word)` is none")
            }
            options[String(word.dropFirst(2))] = value
        }
        return options
    }

    private func read(
        _ given: [String: String], of call: ContractOperation, in pack: Pack
    ) throws(CommandFailure) -> (arguments: [String: Value], files: [String: Media]) {
        var arguments: [String: Value] = [:]
        var files: [String: Media] = [:]
        for parameter in pack.operatorParameters(of: call) {
            guard let text = given[parameter.name] else { continue }
            if text == "-" {
                guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                    throw CommandFailure(
                        .usage, "`--\(parameter.name) -` reads a line of standard input, and there is none")
                }
                arguments[parameter.name] = parameter.value(of: line)
            } else if parameter.isSecret {
                throw CommandFailure(
                    .usage,
                    "`--\(parameter.name)` is a secret, which others see in an argument: give it with `--\(parameter.name) -` on standard input"
                )
            } else if text.hasPrefix("@") {
                let bytes = try Input.file(String(text.dropFirst())).bytes
                guard let media = Media(sniffing: bytes, as: "file") else {
                    throw CommandFailure(.usage, "`\(text.dropFirst())` is no photo, video or PDF, or is too large")
                }
                files[parameter.name] = media
                arguments[parameter.name] = .opaque(Opaque(kind: "file", id: parameter.name))
            } else {
                arguments[parameter.name] = parameter.value(of: text)
            }
        }
        for name in given.keys.sorted() where arguments[name] == nil {
            throw CommandFailure(.usage, "the call takes no `--\(name)`")
        }
        return (arguments, files)
    }
}

extension VendorRequest {
    /// Whether a secret goes into it.
    fileprivate func needs(_ secret: String) -> Bool {
        let inHead = headers.contains { header in
            switch header.value {
            case .text(let pieces): pieces.contains(.secret(secret))
            case .basic(let user, let password): (user + password).contains(.secret(secret))
            }
        }
        guard !inHead, case .map(let members)? = body else { return inHead }
        return members.values.contains(.opaque(Opaque(kind: "secret", id: secret)))
    }
}
