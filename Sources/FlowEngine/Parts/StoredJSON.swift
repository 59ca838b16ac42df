import FoundationEssentials

/// Records as the engine stores them: JSON.
enum StoredJSON {
    static func encode(_ record: some Encodable) throws(EngineError) -> Data {
        do {
            return try RecordWriter.data(of: record)
        } catch {
            throw EngineError(.badRecord, "a record cannot be written")
        }
    }

    /// - Parameter what: for the error; the decoder's own words may quote a value.
    static func decode<Record: Decodable>(
        _ type: Record.Type, from bytes: Data, _ what: @autoclosure () -> String
    ) throws(EngineError) -> Record {
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            throw EngineError(.badRecord, "\(what()) cannot be read")
        }
    }
}
