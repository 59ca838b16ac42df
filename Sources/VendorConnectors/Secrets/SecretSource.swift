import FoundationEssentials
public import Privacy

/// The vendors' secrets, read once at the start: from `NAME`, or from the file that `NAME_FILE` names.
public struct SecretSource: Sendable {
    private var secrets: [String: Secret]

    /// Reads what the packs name. Every secret that cannot be read is among the problems; nothing may be sent then.
    ///
    /// - Parameters:
    ///   - names: environment variables, as `Pack.secrets(in:)` gives them.
    ///   - environment: usually that of the process.
    public static func read(
        _ names: some Sequence<String>, environment: [String: String]
    ) -> (source: SecretSource, problems: [SecretProblem]) {
        var source = SecretSource(secrets: [:])
        var problems: [SecretProblem] = []
        for name in Set(names).sorted() {
            do throws(SecretProblem) {
                source.secrets[name] = Secret(try text(of: name, environment: environment))
            } catch {
                problems.append(error)
            }
        }
        return (source, problems)
    }

    /// The secret of an environment variable that was read.
    public func secret(_ name: String) -> Secret? { secrets[name] }

    private static func text(of name: String, environment: [String: String]) throws(SecretProblem) -> String {
        if let value = environment[name] {
            return try checked(value, name: name, from: "`\(name)`")
        }
        guard let path = environment["\(name)_FILE"] else {
            throw SecretProblem(
                "secret-missing", name, "`\(name)` is not set",
                help: "set `\(name)` in the environment, or `\(name)_FILE` to the path of a file that holds it")
        }
        let what = "`\(path)`, named by `\(name)_FILE`,"
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw SecretProblem("secret-unreadable", name, "\(what) cannot be read", help: nil)
        }
        guard var text = String(validating: data, as: UTF8.self) else {
            throw SecretProblem("secret-unreadable", name, "\(what) is not UTF-8", help: nil)
        }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        return try checked(text, name: name, from: what)
    }

    /// A secret goes into a header: a line break in it would end the header.
    private static func checked(_ text: String, name: String, from what: String) throws(SecretProblem) -> String {
        guard !text.isEmpty else { throw SecretProblem("secret-empty", name, "\(what) is empty", help: nil) }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw SecretProblem(
                "secret-unreadable", name, "\(what) holds a line break or another control character", help: nil)
        }
        return text
    }
}

/// A secret that is not there, by the name of its variable.
public struct SecretProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// `secret-missing`, `secret-empty` or `secret-unreadable`.
    public var code: String
    /// The environment variable.
    public var name: String
    public var message: String
    public var help: String?

    init(_ code: String, _ name: String, _ message: String, help: String?) {
        self.code = code
        self.name = name
        self.message = message
        self.help = help
    }

    public var description: String { help.map { "\(message); \($0)" } ?? message }
}
