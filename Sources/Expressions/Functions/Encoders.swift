/// The encoders library: `base64.encode(bytes)` and `base64.decode(text)`.
enum Encoders {
    static let unaries: [(String, Unary)] = [
        (
            "base64.encode",
            { value, budget throws(Stop) in
                guard case .bytes(let bytes) = value else { throw noOverload("base64.encode", [value]) }
                try budget.spend(bytes.count >> 3)
                return .string(Base64.encode(bytes))
            }
        ),
        (
            "base64.decode",
            { value, budget throws(Stop) in
                guard case .string(let text) = value else { throw noOverload("base64.decode", [value]) }
                try budget.spend(reading: text)
                guard let bytes = Base64.decode(text) else { throw .failure("bad-base64", "the text is not base 64") }
                return .bytes(bytes)
            }
        ),
    ]
}
