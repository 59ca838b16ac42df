import Foundation
import Privacy
import WebhookSignatures

/// Runs files of webhook vectors: signatures of Standard Webhooks, hexadecimal ones over the raw body, and RFC 4231's.
enum WebhookRunner {
    private struct Vectors: Decodable {
        var sign: [Sign]?
        var verify: [Verify]?
        var optionalAsymmetric: [Named]?
        var rawBodyHex: [RawBody]?
        var hmacSha256: [Code]?
    }

    private struct Named: Decodable {
        var name: String
    }

    private struct Sign: Decodable {
        var name: String
        var secret: String
        var id: String
        var timestamp: Int64
        var body: String
        var signature: String
    }

    private struct Verify: Decodable {
        var name: String
        var secret: String
        var headers: [String: String]
        var body: String
        var now: Int64
        var toleranceSeconds: Int64?
        var valid: Bool
        var why: String?
    }

    private struct RawBody: Decodable {
        var name: String
        var secret: String
        var body: String
        var prefix: String?
        var signature: String?
        var valid: Bool
    }

    private struct Code: Decodable {
        var name: String
        var keyHex: String
        var dataHex: String
        var hmacSha256Hex: String
    }

    static func results(in file: URL) throws -> [Report.Test] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            // `convertFromSnakeCase` would fold the names of headers too.
            let name = path.last?.stringValue ?? ""
            return Key(stringValue: path.dropLast().last?.stringValue == "headers" ? name : camel(name))
        }
        let vectors = try decoder.decode(Vectors.self, from: Data(contentsOf: file))
        var tests: [Report.Test] = []
        func add(_ kind: String, _ name: String, _ outcome: Outcome) {
            tests.append(Report.Test(id: "\(kind): \(name)", subject: name, outcome: outcome))
        }
        for vector in vectors.sign ?? [] { add("sign", vector.name, sign(vector)) }
        for vector in vectors.verify ?? [] { add("verify", vector.name, verify(vector)) }
        for vector in vectors.optionalAsymmetric ?? [] {
            add("asymmetric", vector.name, .skipped("signatures of version 1a are not made"))
        }
        for vector in vectors.rawBodyHex ?? [] { add("raw body", vector.name, verify(vector)) }
        for vector in vectors.hmacSha256 ?? [] { add("hmac", vector.name, authenticate(vector)) }
        return tests
    }

    // MARK: Outcomes

    private static func sign(_ vector: Sign) -> Outcome {
        let made = attempt { () throws(SignatureProblem) in
            try StandardWebhooks(secrets: [Secret(vector.secret)]).signature(
                id: vector.id, timestamp: vector.timestamp, body: Array(vector.body.utf8))
        }
        return compare(made, with: vector.signature)
    }

    private static func verify(_ vector: Verify) -> Outcome {
        let found = attempt { () throws(SignatureProblem) in
            try StandardWebhooks(secrets: [Secret(vector.secret)]).verify(
                headers: vector.headers.map { ($0.key, $0.value) }, body: Array(vector.body.utf8), now: vector.now,
                tolerance: vector.toleranceSeconds ?? 300)
            return "valid"
        }
        if !vector.valid, vector.why == nil { return found == "valid" ? compare(found, with: "invalid") : .passed }
        return compare(found, with: vector.valid ? "valid" : vector.why ?? "")
    }

    private static func verify(_ vector: RawBody) -> Outcome {
        let body = Array(vector.body.utf8)
        let found = attempt { () throws(SignatureProblem) in
            let scheme = try BodySignature(secret: Secret(vector.secret), prefix: vector.prefix ?? "")
            try scheme.verify(vector.signature, body: body)
            // What is accepted is what we would have sent.
            return scheme.signature(of: body) == vector.signature ? "valid" : "another spelling"
        }
        return compare(found == "valid" ? found : "invalid", with: vector.valid ? "valid" : "invalid")
    }

    private static func authenticate(_ vector: Code) -> Outcome {
        guard let key = bytes(vector.keyHex), let data = bytes(vector.dataHex) else {
            return .failed(expected: vector.hmacSha256Hex, actual: "the vector is not hexadecimal")
        }
        return compare(BodySignature(key: key).signature(of: data), with: vector.hmacSha256Hex)
    }

    private static func attempt(_ work: () throws(SignatureProblem) -> String) -> String {
        do { return try work() } catch { return error.rawValue }
    }

    private static func compare(_ actual: String, with expected: String) -> Outcome {
        actual == expected ? .passed : .failed(expected: expected, actual: actual)
    }

    // MARK: Reading

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static func camel(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalized }.joined()
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        let digits = Array(hex)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(digits[index...index + 1]), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
