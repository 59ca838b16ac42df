public import Vocabulary

/// All that the product knows of one vendor, compiled: a value that builds requests and judges answers.
///
/// A pack knows no secret, no photo and no clock. It names secrets by their environment variable and media by their
/// handle; whoever sends the request puts them in at the very end.
public struct Pack: Sendable {
    public var name: String
    /// SHA-256 over the pack's files, in hexadecimal; a run pins it.
    public var digest: String
    public var settings: [Setting]
    public var servers: [Server]
    /// Matchers tried after those of the operation.
    public var errors: [ErrorMatcher]
    /// By the binding's own names, not the contract's.
    public var operations: [String: VendorOperation]
    /// `nil` for a vendor whose answers all stand alone.
    public var verification: VerificationBinding?
    public var statuses: StatusTable?
    public var checks: [CheckBinding]
    public var acts: [PackAct] = []
    public var webhooks: [WebhookBinding] = []
    /// Opened at the vendor, in this order, before the first verification.
    public var objects: [VendorObject] = []
    /// Kinds of check that only this pack has; flows write `riskapi.score`.
    public var kinds: [CheckKind]
    public var contract: Contract
    public var stories: Stories?

    public init(
        name: String, digest: String, settings: [Setting], servers: [Server], errors: [ErrorMatcher],
        operations: [String: VendorOperation], verification: VerificationBinding?, statuses: StatusTable?,
        checks: [CheckBinding], kinds: [CheckKind], contract: Contract, stories: Stories?
    ) {
        self.name = name
        self.digest = digest
        self.settings = settings
        self.servers = servers
        self.errors = errors
        self.operations = operations
        self.verification = verification
        self.statuses = statuses
        self.checks = checks
        self.kinds = kinds
        self.contract = contract
        self.stories = stories
    }

    /// The binding of a check, as flows name it: `document`; for a kind of the pack's own `riskapi.score` or `score`.
    public func check(_ name: String) -> CheckBinding? {
        let prefix = "\(self.name)."
        let kind = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        return checks.first { $0.kind.name == kind }
    }
}
