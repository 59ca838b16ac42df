public import Vocabulary

/// How a vendor does an act: an operation with an effect, and no verdict.
public struct PackAct: Hashable, Sendable {
    public var kind: ActKind
    public var operation: String
    /// Whether it is about the run's verification at this vendor, which has to be there.
    public var insideVerification: Bool
    /// The inputs that a flow may give.
    public var takes: Set<String>
    /// Those without which there is no request.
    public var needs: Set<String>
    /// Takes the effect back; its request may read what the act answered as `made`.
    public var undo: String?

    public init(
        kind: ActKind, operation: String, insideVerification: Bool, takes: Set<String>, needs: Set<String>,
        undo: String? = nil
    ) {
        self.kind = kind
        self.operation = operation
        self.insideVerification = insideVerification
        self.takes = takes
        self.needs = needs
        self.undo = undo
    }
}

/// How a vendor goes on looking after a check was answered.
///
/// `start` takes the check's input and gives `id`; `stop` and `read` see what it gave as `made`. Reading gives `hit`:
/// whether something came up since.
public struct PackMonitor: Hashable, Sendable {
    public struct Read: Hashable, Sendable {
        public var operation: String
        /// How often it is asked.
        public var each: Interval

        public init(operation: String, each: Interval) {
            self.operation = operation
            self.each = each
        }
    }

    public var start: String
    public var stop: String
    /// `nil` where only the vendor's own news tell of a hit.
    public var read: Read?

    public init(start: String, stop: String, read: Read? = nil) {
        self.start = start
        self.stop = stop
        self.read = read
    }
}

extension Pack {
    /// The binding of an act, as flows name it: `denylist_add`; for one of the pack's own `riskapi.card_block` or `card_block`.
    public func act(_ name: String) -> PackAct? {
        let prefix = "\(self.name)."
        let kind = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        return acts.first { $0.kind.name == kind }
    }
}
