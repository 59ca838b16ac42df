public import Expressions
import Vocabulary

/// Plays a vendor: a value that takes calls one after the other and says what the vendor does with each.
///
/// It knows no clock and no chance: the same seed, scripts and calls give the same bytes. It holds the state that a
/// vendor holds (which verifications there are and which are closed) and refuses what the vendor would.
public struct Storyteller: Sendable {
    /// Which verifications follow the first script.
    public enum Casting: Hashable, Sendable {
        /// All together: a listed answer is given once.
        case together
        /// Each from its beginning.
        case each
    }

    struct Verification: Hashable {
        var run: Int
        /// The operation that opened it.
        var opening: String
        var kept: [String: Value]
        var isClosed = false
    }

    public let stories: Stories
    /// The address before the pages of sessions.
    public var pages = "https://vendor.invalid/page"
    /// The address before the files that links lead to.
    public var files = "https://vendor.invalid/file"
    let contract: Contract
    private let seed: UInt64
    private let casting: Casting
    /// The script that verifications follow unless another one waits for them.
    public var defaultScript: VendorScript {
        // What comes before a verification is opened follows it too.
        didSet { if casting == .each { runs[0] = ScriptRun(defaultScript) } }
    }
    private var runs: [ScriptRun]
    /// Runs that wait for their verification to be opened.
    private var waiting: [Int] = []
    private var verifications: [String: Verification] = [:]
    /// Sessions that something happened to since they were last read.
    var unread: Set<String> = []
    /// Verifications that were given all that they need, and of which nobody has asked yet what follows.
    private var complete: [String] = []
    /// Verifications that were opened, each with what the vendor says of it at once.
    private var announced: [(id: String, says: String)] = []
    private var opened = 0
    private var calls = 0
    /// What came to be or changed so far.
    public private(set) var effects: [StoryEffect] = []

    public init(
        stories: Stories, contract: Contract, seed: UInt64 = 1, script: VendorScript = VendorScript(),
        casting: Casting = .together
    ) {
        self.stories = stories
        self.contract = contract
        self.seed = seed
        self.casting = casting
        defaultScript = script
        runs = [ScriptRun(script)]
    }

    /// A seed for one of several accounts at a vendor, so that no two of them give the same name to anything.
    ///
    /// - Parameter account: as the flow names it; the pack's own name keeps the seed as it is.
    public static func seed(_ seed: UInt64, account: String, pack: String) -> UInt64 {
        guard account != pack else { return seed }
        // FNV-1a (Fowler, Noll, Vo).
        return account.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The next verification that is opened follows this script; several wait in line.
    ///
    /// A script stays at the head of the line until an opening was answered, so that it can say what becomes of the
    /// call after a lost one.
    public mutating func enqueue(_ script: VendorScript) {
        runs.append(ScriptRun(script))
        waiting.append(runs.count - 1)
    }

    /// Listed answers that no call came for, by operation as the script names it.
    public var unasked: [String: Int] {
        runs.reduce(into: [:]) { left, run in left.merge(run.unasked(in: stories), uniquingKeysWith: +) }
    }

    /// What happens to one call.
    ///
    /// - Parameters:
    ///   - path: that of the request, or its whole address, for operations that name their verification there.
    ///   - key: the idempotency key that it carries, for the log.
    public mutating func answer(
        to operation: String, body: Value?, path: String = "", key: String? = nil
    ) -> StagedAnswer {
        calls += 1
        // Stories may look for members of what is not there.
        let request = body ?? .record([:])
        guard let operation = stories.operation(operation) else {
            return .respond(
                VendorAnswer(status: 404, body: Array(#"{"message":"no such operation"}"#.utf8)), after: .zero)
        }
        if operation.effect == .opens { return open(operation, request: request, key: key) }
        guard !operation.verification.isEmpty else {
            return stage(operation, run: waiting.first ?? 0, verification: nil, request: request, key: key)
        }
        guard let id = identifier(in: request, path, of: operation), let verification = verifications[id] else {
            return refusal(stories.unknownVerification, request: request)
        }
        if verification.isClosed, !operation.afterClosing {
            return refusal(stories.closedVerification, request: request)
        }
        guard operation.onlyWhen.allSatisfy({ name, values in values.contains(verification.kept[name] ?? .null) })
        else {
            return refusal(stories.failures[.conflict] ?? stories.closedVerification, request: request)
        }
        return stage(operation, run: verification.run, verification: id, request: request, key: key)
    }

    private mutating func open(_ operation: StoryOperation, request: Value, key: String?) -> StagedAnswer {
        let earlier = earlierRun(like: request)
        if earlier == nil, waiting.isEmpty, casting == .each { enqueue(defaultScript) }
        let run = earlier ?? waiting.first ?? 0
        let before = opened
        let staged = stage(operation, run: run, verification: nil, request: request, key: key)
        if case .respond = staged, earlier == nil, opened > before, !waiting.isEmpty { waiting.removeFirst() }
        return staged
    }

    /// The script that an earlier session of the same run follows.
    private func earlierRun(like request: Value) -> Int? {
        guard let name = stories.series, let kept = stories.kept.first(where: { $0.name == name }),
            let value = kept.pointer.value(in: request)
        else { return nil }
        return verifications.values.filter { $0.kept[name] == value }.map(\.run).min()
    }

    private func identifier(in request: Value, _ path: String, of operation: StoryOperation) -> String? {
        for target in operation.verification {
            let found: Value?
            switch target {
            case .body(let pointer): found = pointer.value(in: request)
            case .path(let name):
                found = contract.operations[operation.call].flatMap { PathTemplate($0.path).match(endOf: path)?[name] }
                    .map { .string($0) }
            }
            switch found {
            case .string(let id)?: return id
            case .int(let id)?: return String(id)
            default: continue
            }
        }
        return nil
    }

    private func refusal(_ answer: StoryAnswer, request: Value) -> StagedAnswer {
        let scope = StoryScope(values: [:], verification: [:], request: request, call: call)
        return .respond(rendered(answer, scope), after: .zero)
    }

    // MARK: Effects

    /// Carries out what the operation does and tells which verification it was done to.
    mutating func happen(_ operation: StoryOperation, run: Int, verification: String?, request: Value, key: String?)
        -> String?
    {
        guard let kind = operation.effect else { return verification }
        var id = verification
        switch kind {
        case .opens:
            let new = newIdentifier(operation.prefix ?? stories.prefix)
            verifications[new] = Verification(run: run, opening: operation.name, kept: kept(of: request))
            id = new
            if let name = operation.announces { announced.append((new, name)) }
        case .closes:
            if let verification {
                // Closed once; asking again changes nothing.
                if verifications[verification]?.isClosed == true { return verification }
                verifications[verification]?.isClosed = true
            }
        case .changes: break
        }
        if let id {
            let left = operation.keeps.compactMapValues { $0.value(in: request) }
            verifications[id]?.kept.merge(operation.sets.merging(left) { $1 }) { $1 }
            if operation.completes { complete.append(id) }
        }
        effects.append(
            StoryEffect(
                number: effects.count + 1, operation: operation.name, kind: kind, verification: id ?? "", key: key))
        return id
    }

    private func kept(of request: Value) -> [String: Value] {
        stories.kept.reduce(into: [:]) { $0[$1.name] = $1.pointer.value(in: request) ?? $1.otherwise }
    }

    private mutating func newIdentifier(_ prefix: String) -> String {
        opened += 1
        switch stories.identifiers {
        case .number: return prefix + String(100_000 + opened)
        case .uuid, .word:
            var numbers = StoryNumbers(seed: seed, UInt64(opened) << 1)
            return prefix + (stories.identifiers == .word ? numbers.word() : numbers.uuid())
        }
    }

    // MARK: What templates see

    /// The members of `call`. Odd streams are for calls, even ones for verifications.
    private var call: [String: Value] {
        var numbers = StoryNumbers(seed: seed, UInt64(calls) << 1 | 1)
        let start: Int64 = 1_767_225_600  // 2026-01-01T00:00:00Z
        let moment = CELTimestamp(clamping: (start + Int64(calls)) * 1000)
        let id = numbers.uuid()
        return [
            "number": .int(Int64(calls)), "id": .string(id), "word": .string(id.filter { $0 != "-" }),
            "at": .string(moment.description),
        ]
    }

    func scope(_ values: [String: Value], verification id: String?, request: Value) -> StoryScope {
        var members = id.flatMap { verifications[$0]?.kept } ?? kept(of: .null)
        members["id"] = .string(id ?? "")
        members["page"] = .string("\(pages)/\(id ?? "")")
        members["file"] = .string("\(files)/\(id ?? "")")
        var scope = StoryScope(values: values, verification: members, request: request, call: call)
        scope.opened = effects.filter { $0.kind == .opens }.compactMap { effect in
            verifications[effect.verification].map { verification in
                .members(verification.kept.merging(["id": .string(effect.verification)]) { $1 })
            }
        }
        return scope
    }

    /// What the opening request left that its answers repeat, for whoever plays the vendor's page.
    public func kept(_ name: String, of verification: String) -> Value? { verifications[verification]?.kept[name] }

    /// What follows, without anybody on a page, of what the vendor was sent since this was last asked.
    public mutating func following() -> [StagedNews] {
        defer { (complete, announced) = ([], []) }
        return announced.compactMap { announcement(of: $0.id, $0.says) } + complete.flatMap { finish($0) }
    }

    /// Whether the vendor tells of a verification by itself.
    func isSilent(_ id: String) -> Bool {
        verifications[id].flatMap { stories.operations[$0.opening] }?.isSilent == true
    }

    /// The operation that opened a session; `nil` for a verification without one.
    func session(_ id: String) -> (checks: [String], run: Int)? {
        guard let verification = verifications[id],
            let checks = stories.operations[verification.opening]?.sessions, !checks.isEmpty
        else { return nil }
        return (checks, verification.run)
    }

    mutating func nextSession(of id: String, check: String) -> ScriptedAnswer {
        guard let run = verifications[id]?.run else { return .story("approved", values: [:]) }
        return runs[run].nextSession(check, in: stories)
    }

    mutating func keep(_ values: [String: Value], of id: String) {
        verifications[id]?.kept.merge(values) { $1 }
    }

    mutating func nextCue(_ run: Int, for operation: StoryOperation) -> ScriptRun.Cue {
        runs[run].next(for: operation, in: stories)
    }
}
