import EngineStore
import FlowIR
import Foundation
public import Privacy
import Vocabulary

/// Reads an environment variable when something is sent; `nil` when it is not set.
public typealias Variables = @Sendable (String) -> Secret?

/// Where a delivery goes and what it is signed with, found anew for each try.
struct TargetFinder: Sendable {
    enum Target: Sendable {
        case send(url: String, secrets: [Secret])
        /// Nothing is to be sent, now or later.
        case closed(String)
        /// Nothing can be sent now.
        case unset(String)
    }

    let store: any EngineStore
    let book: EndpointBook
    let variables: Variables
    private let flows = Locked<[String: [NotifyTarget]]>([:])

    /// Endpoints of flows that answered 410, by name.
    private static let kind = "webhook-gone"

    func target(of endpoint: String, at now: Moment) async throws(StoreError) -> Target {
        if let flow = FlowEndpoint(endpoint) { return try await target(of: flow) }
        guard let known = book.endpoint(endpoint) else { return .closed("endpoint-removed") }
        guard known.pause == nil else { return .closed("endpoint-disabled") }
        do throws(StoreError) {
            return .send(url: known.url, secrets: try book.secrets(of: known, at: now))
        } catch {
            return .unset("secret-unreadable")
        }
    }

    private func target(of endpoint: FlowEndpoint) async throws(StoreError) -> Target {
        do throws(StoreError) {
            _ = try await store.document(Self.kind, endpoint.text)
            return .closed("endpoint-disabled")
        } catch {
            guard error.code == .notFound else { throw error }
        }
        let targets = try await targets(of: endpoint.digest)
        guard targets.indices.contains(endpoint.index) else { return .closed("endpoint-removed") }
        let target = targets[endpoint.index]
        let url: String?
        switch target.address {
        case .url(let text): url = text
        case .variable(let name): url = variables(name)?.exposed(to: .owner)
        }
        guard let url, let secret = variables(target.secret) else { return .unset("variable-missing") }
        return .send(url: url, secrets: [secret])
    }

    private func targets(of digest: String) async throws(StoreError) -> [NotifyTarget] {
        if let known = flows.withLock({ $0[digest] }) { return known }
        struct Part: Decodable { var notify: [NotifyTarget]? }
        let bytes = try await store.flow(digest).bytes
        let targets = (try? JSONDecoder().decode(Part.self, from: bytes))?.notify ?? []
        flows.withLock { $0[digest] = targets }
        return targets
    }

    /// The endpoint said that it is gone.
    func close(_ endpoint: String, at now: Moment) async throws(StoreError) {
        guard FlowEndpoint(endpoint) != nil else { return try await book.pause(endpoint, at: now) }
        let document = StoredDocument(kind: Self.kind, name: endpoint, bytes: Data("\(now.milliseconds)".utf8))
        do throws(StoreError) {
            try await store.putDocument(document, over: nil)
        } catch {
            // It may have been said twice.
            guard error.code == .conflict else { throw error }
        }
    }

    /// Somebody wants something sent to it again.
    func reopen(_ endpoint: String) async throws(StoreError) {
        if FlowEndpoint(endpoint) != nil { try await store.removeDocument(Self.kind, endpoint) }
    }

    init(store: any EngineStore, book: EndpointBook, variables: @escaping Variables) {
        self.store = store
        self.book = book
        self.variables = variables
    }
}
