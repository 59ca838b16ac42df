import Expressions

extension SchemaCheck {
    mutating func checkText(_ text: String, _ rule: SchemaRule, at pointer: JSONPointer) {
        // The standard counts Unicode code points.
        let length = text.unicodeScalars.count
        if let minimum = rule.minLength, length < minimum {
            report(minimum == 1 ? "is empty" : "is shorter than \(minimum) characters", pointer)
        }
        if let maximum = rule.maxLength, length > maximum {
            report("is longer than \(maximum) characters", pointer)
        }
        if let pattern = rule.pattern, !pattern.matches(text) { report("does not match `\(pattern.text)`", pointer) }
    }

    mutating func checkNumber(_ value: Value, _ rule: SchemaRule, at pointer: JSONPointer) {
        if let bound = rule.minimum, JSONNumber.isLess(value, bound) {
            report("is less than \(JSONNumber.text(bound))", pointer)
        }
        if let bound = rule.maximum, JSONNumber.isLess(bound, value) {
            report("is more than \(JSONNumber.text(bound))", pointer)
        }
        if let bound = rule.exclusiveMinimum, !JSONNumber.isLess(bound, value) {
            report("is not more than \(JSONNumber.text(bound))", pointer)
        }
        if let bound = rule.exclusiveMaximum, !JSONNumber.isLess(value, bound) {
            report("is not less than \(JSONNumber.text(bound))", pointer)
        }
        if let step = rule.multipleOf, !JSONNumber.isMultiple(value, of: step) {
            report("is no multiple of \(JSONNumber.text(step))", pointer)
        }
    }

    mutating func checkItems(_ items: [Value], _ rule: SchemaRule, of schema: Schema, at pointer: JSONPointer) {
        if let minimum = rule.minItems, items.count < minimum { report("has fewer than \(minimum) items", pointer) }
        if let maximum = rule.maxItems, items.count > maximum { report("has more than \(maximum) items", pointer) }
        if rule.uniqueItems, hasTwins(items) { report("holds the same item twice", pointer) }
        for (index, item) in items.enumerated() {
            let place = pointer.appending(String(index))
            if index < rule.prefixItems.count {
                check(item, schema.schema(rule.prefixItems[index]), at: place)
            } else if let rest = rule.items {
                check(item, schema.schema(rest), at: place)
            }
        }
    }

    private func hasTwins(_ items: [Value]) -> Bool {
        items.indices.contains { index in items[..<index].contains { $0.isSameJSONTree(as: items[index]) } }
    }

    mutating func checkMembers(
        _ members: [MapKey: Value], _ rule: SchemaRule, of schema: Schema, at pointer: JSONPointer
    ) {
        for name in rule.required where members[.string(name)] == nil {
            report("is missing", pointer.appending(name))
        }
        for (key, member) in members.sorted(by: { $0.key < $1.key }) {
            let name = key.memberName
            if let known = rule.properties[name] {
                check(member, schema.schema(known), at: pointer.appending(name))
            } else if let other = rule.additionalProperties {
                let place = pointer.appending(Self.shown(name))
                if schema.schema(other).rule.always == false {
                    report("is a member that the contract does not have", place)
                } else {
                    check(member, schema.schema(other), at: place)
                }
            }
        }
    }

    /// A name that the contract does not have may be a person's data: it is shown only where it looks like a name.
    private static func shown(_ name: String) -> String {
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F || byte == 0x2D
        }
        let isNumber = name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
        return isName && !isNumber && name.utf8.count <= 40 ? name : "*"
    }
}

/// Numbers as JSON compares them, whichever of our three kinds they are.
enum JSONNumber {
    static func isLess(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): left < right
        default: double(left) < double(right)
        }
    }

    static func isMultiple(_ value: Value, of step: Value) -> Bool {
        if case .int(let value) = value, case .int(let step) = step { return step != 0 && value % step == 0 }
        // 0.3 is a multiple of 0.1 although neither is what its digits say.
        let quotient = double(value) / double(step)
        return quotient.isFinite && abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient))
    }

    static func text(_ value: Value) -> String { String(decoding: JSONText.encode(value), as: UTF8.self) }

    static func double(_ value: Value) -> Double {
        switch value {
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .double(let number): number
        default: .nan
        }
    }
}

extension Value {
    /// Equal as JSON all the way down: `1` and `1.0` are one number.
    func isSameJSONTree(as other: Value) -> Bool {
        switch (self, other) {
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSameJSONTree(as: $1) }
        case (.map(let left), .map(let right)):
            left.count == right.count
                && left.allSatisfy { key, value in right[key]?.isSameJSONTree(as: value) ?? false }
        default: isSameJSON(as: other)
        }
    }
}
