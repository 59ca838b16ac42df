/// A value with expressions in it: what `"${applicant.first_name} ${applicant.last_name}"`, or a map of such, compiles
/// to.
public indirect enum Template: Hashable, Codable, Sendable {
    case literal(Value)
    /// The whole value is one expression; it keeps its type.
    case expression(CheckedExpression)
    /// Pieces that are joined to a string.
    case text([Template])
    case list([Template])
    case map([Entry])

    public struct Entry: Hashable, Codable, Sendable {
        public let key: MapKey
        public let value: Template

        public init(key: MapKey, value: Template) {
            self.key = key
            self.value = value
        }
    }
}

extension Template {
    /// Works out the value.
    ///
    /// A list's element or map's entry whose value is `optional.none()` is left out; `optional.of(v)` becomes `v`. In text,
    /// numbers, bools, strings, timestamps and durations are written out; anything else is a failure.
    public func evaluate(
        _ activation: some Activation, functions: FunctionTable = .standard,
        budget: Int = CheckedExpression.defaultBudget
    ) -> Evaluation {
        do {
            return .value(try unwrapped(activation, functions, budget) ?? .optional(nil))
        } catch {
            switch error {
            case .failure(let failure): return .failure(failure)
            case .unknown(let names): return .unknown(names)
            }
        }
    }

    /// The value without the optional around it; `nil` for `optional.none()`.
    private func unwrapped(_ activation: some Activation, _ functions: FunctionTable, _ budget: Int) throws(Stop)
        -> Value?
    {
        switch self {
        case .literal(let value): return value
        case .expression(let expression):
            switch expression.evaluate(activation, functions: functions, budget: budget) {
            case .value(.optional(let value)): return value
            case .value(let value): return value
            case .failure(let failure): throw .failure(failure)
            case .unknown(let names): throw .unknown(names)
            }
        case .text(let pieces):
            var text = ""
            for piece in try Self.all(pieces, activation, functions, budget) {
                guard let piece, let written = piece.templateText else {
                    throw .failure(
                        "no-text", "\(piece.map(\.typeName) ?? "optional.none()") cannot be written into text")
                }
                text += written
            }
            return .string(text)
        case .list(let elements):
            return .list(try Self.all(elements, activation, functions, budget).compactMap { $0 })
        case .map(let entries):
            var map: [MapKey: Value] = [:]
            let values = try Self.all(entries.map(\.value), activation, functions, budget)
            for (entry, value) in zip(entries, values) {
                if let value { map[entry.key] = value }
            }
            return .map(map)
        }
    }

    /// Every part's value; what is unknown is gathered, so that the caller learns all that is missing at once.
    private static func all(
        _ parts: [Template], _ activation: some Activation, _ functions: FunctionTable, _ budget: Int
    ) throws(Stop) -> [Value?] {
        var values: [Value?] = []
        values.reserveCapacity(parts.count)
        var missing: Set<String> = []
        for part in parts {
            do throws(Stop) {
                values.append(try part.unwrapped(activation, functions, budget))
            } catch {
                guard case .unknown(let names) = error else { throw error }
                missing.formUnion(names)
            }
        }
        if !missing.isEmpty { throw .unknown(missing) }
        return values
    }
}

extension Value {
    /// How a value reads inside text; `nil` for one that does not.
    fileprivate var templateText: String? {
        switch self {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): shortText(number)
        case .timestamp(let time): time.description
        case .duration(let duration): duration.description
        default: nil
        }
    }
}
