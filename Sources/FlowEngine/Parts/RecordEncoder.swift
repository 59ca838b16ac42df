/// What a record is told to write itself to; all of it goes straight to a ``RecordWriter``.
struct RecordEncoder: Encoder {
    let writer: RecordWriter

    // Who encodes records needs to know neither.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(RecordMembers<Key>(writer: writer, place: writer.begin(isList: false)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        RecordItems(writer: writer, place: writer.begin(isList: true))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { RecordValue(writer: writer) }
}

struct RecordMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: RecordWriter
    let place: (depth: Int, id: Int)

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) throws {
        try writer.member(of: place, key: key.stringValue)
        writer.writeNull()
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        try writer.member(of: place, key: key.stringValue)
        writer.write(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try writer.member(of: place, key: key.stringValue)
        writer.write(value)
    }

    func encode(_ value: Int, forKey key: Key) throws {
        try writer.member(of: place, key: key.stringValue)
        writer.write(number: value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try writer.member(of: place, key: key.stringValue)
        try writer.write(record: value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let place = nested(key, isList: false)
        return KeyedEncodingContainer(RecordMembers<Nested>(writer: writer, place: place))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        RecordItems(writer: writer, place: nested(key, isList: true))
    }

    func superEncoder() -> any Encoder { encoder(of: "super") }
    func superEncoder(forKey key: Key) -> any Encoder { encoder(of: key.stringValue) }

    private func encoder(of key: String) -> any Encoder {
        try? writer.member(of: place, key: key)
        return RecordEncoder(writer: writer)
    }

    /// Where the member cannot begin, nothing in it can be written either.
    private func nested(_ key: Key, isList: Bool) -> (depth: Int, id: Int) {
        guard (try? writer.member(of: place, key: key.stringValue)) != nil else { return (.max, 0) }
        return writer.begin(isList: isList)
    }
}

struct RecordItems: UnkeyedEncodingContainer {
    let writer: RecordWriter
    let place: (depth: Int, id: Int)
    private(set) var count = 0

    var codingPath: [any CodingKey] { [] }

    init(writer: RecordWriter, place: (depth: Int, id: Int)) {
        self.writer = writer
        self.place = place
    }

    mutating func encodeNil() throws {
        try writer.member(of: place, key: nil)
        writer.writeNull()
        count += 1
    }

    mutating func encode(_ value: some Encodable) throws {
        try writer.member(of: place, key: nil)
        try writer.write(record: value)
        count += 1
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(RecordMembers<Nested>(writer: writer, place: nested(isList: false)))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        RecordItems(writer: writer, place: nested(isList: true))
    }

    mutating func superEncoder() -> any Encoder {
        if (try? writer.member(of: place, key: nil)) != nil { count += 1 }
        return RecordEncoder(writer: writer)
    }

    private mutating func nested(isList: Bool) -> (depth: Int, id: Int) {
        guard (try? writer.member(of: place, key: nil)) != nil else { return (.max, 0) }
        count += 1
        return writer.begin(isList: isList)
    }
}

struct RecordValue: SingleValueEncodingContainer {
    let writer: RecordWriter

    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { writer.writeNull() }
    func encode(_ value: Bool) throws { writer.write(value) }
    func encode(_ value: String) throws { writer.write(value) }
    func encode(_ value: Double) throws { try writer.write(value) }
    func encode(_ value: Float) throws { try writer.write(Double(value)) }
    func encode(_ value: Int) throws { writer.write(number: value) }
    func encode(_ value: Int8) throws { writer.write(number: value) }
    func encode(_ value: Int16) throws { writer.write(number: value) }
    func encode(_ value: Int32) throws { writer.write(number: value) }
    func encode(_ value: Int64) throws { writer.write(number: value) }
    func encode(_ value: UInt) throws { writer.write(number: value) }
    func encode(_ value: UInt8) throws { writer.write(number: value) }
    func encode(_ value: UInt16) throws { writer.write(number: value) }
    func encode(_ value: UInt32) throws { writer.write(number: value) }
    func encode(_ value: UInt64) throws { writer.write(number: value) }
    func encode(_ value: some Encodable) throws { try writer.write(record: value) }
}
