internal import CLibYAML

/// libyaml's event parser over bytes that stay where they are.
///
/// Not to be copied: the parser behind the pointer is freed by `finish()`.
struct EventParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let offsets: ScalarOffsets

    /// `nil` when memory has run out. `bytes` must be valid UTF-8 and outlive the parser.
    private init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        offsets = ScalarOffsets(bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    /// Runs `body` with a parser over `bytes`, and frees it.
    static func parse<Result>(
        _ bytes: [UInt8], _ body: (borrowing EventParser) throws(SyntaxProblem) -> Result
    ) throws(SyntaxProblem) -> Result {
        // A set encoding makes libyaml take a byte order mark for text.
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let outcome = bytes.withUnsafeBufferPointer { whole -> Swift.Result<Result, SyntaxProblem> in
            let rest = UnsafeBufferPointer(rebasing: whole[start...])
            guard rest.baseAddress != nil, var parser = EventParser(rest) else {
                return .failure(SyntaxProblem(problem: "out of memory", offset: 0))
            }
            defer { parser.finish() }
            parser.base = start
            do throws(SyntaxProblem) {
                return .success(try body(parser))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private var base = 0

    private func finish() {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    func next() throws(SyntaxProblem) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        let lower = offset(of: event.start_mark)
        let range = lower..<max(lower, offset(of: event.end_mark))
        switch event.type {
        case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, range: range)
        case YAML_DOCUMENT_START_EVENT:
            return Event(kind: .documentStart(explicit: event.data.document_start.implicit == 0), range: range)
        case YAML_DOCUMENT_END_EVENT:
            return Event(kind: .documentEnd(explicit: event.data.document_end.implicit == 0), range: range)
        case YAML_ALIAS_EVENT:
            return Event(kind: .alias(text(event.data.alias.anchor) ?? ""), range: range)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return Event(
                kind: .scalar(value: value, style: style(scalar.style)), range: range, anchor: text(scalar.anchor),
                tag: text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return Event(
                kind: .sequenceStart(flow: start.style == YAML_FLOW_SEQUENCE_STYLE), range: range,
                anchor: text(start.anchor), tag: text(start.tag))
        case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, range: range)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return Event(
                kind: .mappingStart(flow: start.style == YAML_FLOW_MAPPING_STYLE), range: range,
                anchor: text(start.anchor), tag: text(start.tag))
        case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, range: range)
        default: return Event(kind: .streamEnd, range: range)
        }
    }

    private func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func problem() -> SyntaxProblem {
        let state = parser.pointee
        guard state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR else {
            // A reader's error: no mark, but a byte.
            let message = state.problem.map { String(cString: $0) } ?? "the text cannot be read"
            return SyntaxProblem(problem: message, offset: base + Int(state.problem_offset))
        }
        return SyntaxProblem(
            problem: state.problem.map { String(cString: $0) } ?? "the text cannot be read",
            offset: offset(of: state.problem_mark), context: state.context.map { String(cString: $0) },
            contextOffset: state.context == nil ? nil : offset(of: state.context_mark))
    }

    private func offset(of mark: yaml_mark_t) -> Int { base + offsets.byte(ofScalar: Int(mark.index)) }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
    }
}
