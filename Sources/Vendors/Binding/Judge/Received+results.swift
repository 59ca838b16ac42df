import Expressions
import Vocabulary

extension Received {
    /// The values of an operation's result; what is left out by `optional.none()` is not there.
    func fields(_ expressions: [NamedExpression], of what: String) throws(CallFailure) -> [String: Value] {
        var fields: [String: Value] = [:]
        for field in expressions {
            switch scope.evaluate(field.expression) {
            case .value(.optional(let value)): fields[field.name] = value
            case .value(let value): fields[field.name] = value
            case .failure, .unknown:
                throw CallFailure(.contract, "\(what).\(field.name) has no value in the answer")
            }
        }
        return fields
    }
}

extension CheckBinding {
    /// The result in the types of the check's kind; a required field that is missing is a breach.
    func result(in received: Received) throws(CallFailure) -> [String: Value] {
        var fields = try received.fields(result, of: "result")
        for field in kind.result {
            guard let value = fields[field.name], value != .null || !field.isOptional else {
                guard field.isOptional else {
                    throw CallFailure(.contract, "result.\(field.name) is missing in the answer")
                }
                fields[field.name] = nil
                continue
            }
            guard let shaped = field.type.shape(value) else {
                throw CallFailure(.contract, "result.\(field.name) is no \(field.type.name)")
            }
            fields[field.name] = shaped
        }
        return fields
    }

    /// The first rule that holds; a rule without a value is a breach, since nothing may be concluded past it.
    func verdict(in received: Received, status: Verdict?) throws(CallFailure) -> Verdict? {
        guard !verdict.isEmpty else { return nil }
        for rule in verdict {
            if let condition = rule.condition {
                guard let holds = received.holds(condition) else {
                    throw CallFailure(.contract, "the verdict has no value for this answer")
                }
                if !holds { continue }
            }
            return switch rule.conclusion {
            case .verdict(let verdict): verdict
            case .status: status ?? .unknown
            }
        }
        return .unknown
    }

    func reasons(in received: Received) -> [String] {
        guard let json = received.json else { return [] }
        var named: [String] = []
        for rule in reasons {
            guard let found = rule.pointer.value(in: json), found != .null else { continue }
            let reason = rule.arms.first { $0.value.isSameJSON(as: found) }?.reason ?? rule.otherwise
            if let reason, !named.contains(reason) { named.append(reason) }
        }
        return named
    }
}

extension FieldType {
    /// The value in this type, `nil` where it is of another; numbers without a fraction become doubles where doubles
    /// are due, since JSON does not tell them apart.
    func shape(_ value: Value) -> Value? {
        switch (self, value) {
        case (.string, .string), (.bool, .bool), (.int, .int), (.double, .double), (.timestamp, .timestamp),
            (.duration, .duration), (.country, .string), (.language, .string), (.email, .string),
            (.phone, .string), (.url, .string), (.image, .opaque), (.video, .opaque), (.file, .opaque):
            return value
        case (.date, .string(let text)): return CalendarDate.isValid(text) ? value : nil
        case (.double, .int(let whole)): return .double(Double(whole))
        case (.int, .double(let number)): return Int64(exactly: number).map { .int($0) }
        case (.list(let element), .list(let items)):
            var shaped: [Value] = []
            for item in items {
                guard let item = element.shape(item) else { return nil }
                shaped.append(item)
            }
            return .list(shaped)
        case (.record(let fields), .map(var members)):
            for field in fields {
                switch members[.string(field.name)] {
                case .none, .some(.null):
                    guard field.isOptional else { return nil }
                    members[.string(field.name)] = nil
                case .some(let member):
                    guard let shaped = field.type.shape(member) else { return nil }
                    members[.string(field.name)] = shaped
                }
            }
            return .map(members)
        default: return nil
        }
    }
}
