public import Expressions
public import Vocabulary

/// One call of the vendor's contract, as the binding uses it.
public struct VendorOperation: Hashable, Sendable {
    /// How a lost answer of an operation with effect `once` is cleared up.
    public enum Recovery: Hashable, Sendable {
        /// The vendor gives no way to find out.
        case none
        /// Another operation is read.
        case reading(RecoveryReading)
        /// The vendor tells of it by itself.
        case news(RecoveryNews)
    }

    public enum Body: Hashable, Sendable {
        case none
        case template(Template)
        /// A closed setting picks the body: id spellings, say.
        case choose(setting: String, arms: [Arm])

        public struct Arm: Hashable, Sendable {
            public var value: Value
            public var template: Template
            public var contentType: String

            public init(_ value: Value, _ template: Template, as contentType: String) {
                self.value = value
                self.template = template
                self.contentType = contentType
            }
        }
    }

    public enum Path: Hashable, Sendable {
        /// The contract's path with values for its parameters.
        case contract([NamedTemplate])
        /// A path that only the team knows: a setting gives the whole of it.
        case given(Template)
    }

    public var name: String
    /// The contract's operationId.
    public var call: String
    /// Other calls of the same form, which the path chooses.
    public var others: [String] = []
    public var server: String
    public var path: Path
    public var query: [NamedTemplate]
    public var headers: [NamedTemplate]
    public var body: Body
    /// Whether the check's options go into the body beside what the template says; the template wins.
    public var spreadsOptions = false
    /// `nil` when nothing is sent.
    public var contentType: String?
    public var effect: Effect
    public var recovery: Recovery
    public var timeout: Interval
    public var errors: [ErrorMatcher]
    public var success: HTTPCodes
    /// Must hold for a success beside the code.
    public var successCondition: CheckedExpression?
    public var result: [NamedExpression]
    /// Fields of the result that let whoever has them in: never shown.
    public var secret: Set<String> = []
    /// Members of the answer that are never stored.
    public var drop: [JSONPointer]

    public init(
        name: String, call: String, server: String, path: Path = .contract([]), query: [NamedTemplate] = [],
        headers: [NamedTemplate] = [], body: Body = .none, contentType: String? = nil, effect: Effect,
        recovery: Recovery = .none, timeout: Interval = VendorOperation.defaultTimeout, errors: [ErrorMatcher] = [],
        success: HTTPCodes, successCondition: CheckedExpression? = nil, result: [NamedExpression] = [],
        drop: [JSONPointer] = []
    ) {
        self.name = name
        self.call = call
        self.server = server
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.contentType = contentType
        self.effect = effect
        self.recovery = recovery
        self.timeout = timeout
        self.errors = errors
        self.success = success
        self.successCondition = successCondition
        self.result = result
        self.drop = drop
    }

    /// How long a call may take when the binding does not say.
    public static let defaultTimeout = Interval.seconds(90)
}

/// A result field and the expression over the answer that gives it.
public struct NamedExpression: Hashable, Sendable {
    public var name: String
    public var expression: CheckedExpression

    public init(_ name: String, _ expression: CheckedExpression) {
        self.name = name
        self.expression = expression
    }
}
