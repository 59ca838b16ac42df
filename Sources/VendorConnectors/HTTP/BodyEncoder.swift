import Expressions
import FoundationEssentials
import Privacy
import Vendors

/// Puts photos and secrets where a request has handles. This is the only place where they meet.
struct BodyEncoder {
    var secrets: SecretSource
    var media: MediaLoader

    func encode(_ body: Value) async throws -> [UInt8] {
        JSONText.encode(try await filled(body))
    }

    private func filled(_ value: Value) async throws -> Value {
        switch value {
        case .map(let members):
            var filled: [MapKey: Value] = [:]
            for (key, member) in members { filled[key] = try await self.filled(member) }
            return .map(filled)
        case .list(let items):
            var filled: [Value] = []
            for item in items { filled.append(try await self.filled(item)) }
            return .list(filled)
        case .opaque(let handle): return .string(try await text(of: handle))
        default: return value
        }
    }

    func medium(_ id: String) async throws -> Media { try await load(id) }

    func text(of handle: Opaque) async throws -> String {
        switch handle.kind {
        case "secret": return try secret(handle.id)
        case "base64": return Data(try await load(handle.id).bytes).base64EncodedString()
        case "data_uri":
            let media = try await load(handle.id)
            return "data:\(media.contentType);base64,\(Data(media.bytes).base64EncodedString())"
        default: throw ConnectorProblem(.badRequest, "a \(handle.kind) cannot be put into a body as it is")
        }
    }

    func text(of pieces: [RequestText]) throws -> String {
        try pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .secret(let name): try secret(name)
            }
        }.joined()
    }

    func value(of header: VendorHeader) throws -> String {
        switch header.value {
        case .text(let pieces): return try text(of: pieces)
        case .basic(let user, let password):
            let pair = try text(of: user) + ":" + text(of: password)
            return "Basic " + Data(pair.utf8).base64EncodedString()
        }
    }

    private func secret(_ name: String) throws -> String {
        guard let secret = secrets.secret(name) else {
            throw ConnectorProblem(.secretMissing, "`\(name)` is not set")
        }
        return secret.exposed(to: .vendor)
    }

    private func load(_ id: String) async throws -> Media {
        do {
            return try await media(id)
        } catch {
            // The loader's own words may hold a path or a name of the applicant's.
            throw ConnectorProblem(.mediaMissing, "the medium \(id) cannot be read")
        }
    }
}
