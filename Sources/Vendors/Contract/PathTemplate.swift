/// A path with `{name}` in it, each standing for one segment or a part of one.
public struct PathTemplate: Hashable, Sendable {
    private enum Piece: Hashable {
        case text(String)
        case name(String)
    }

    private var pieces: [Piece] = []

    public init(_ path: String) {
        var rest = path[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.name(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
    }

    public var names: [String] {
        pieces.compactMap { piece in
            if case .name(let name) = piece { name } else { nil }
        }
    }

    /// The same for an address or a path that may have a server's own path before this one.
    public func match(endOf address: String) -> [String: String]? {
        var rest = address.prefix { $0 != "?" }
        while !rest.isEmpty {
            if rest.first == "/", let values = match(String(rest)) { return values }
            rest = rest.dropFirst()
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        }
        return nil
    }

    /// The values of the names, `nil` for another path. A value is never empty and holds no `/`.
    public func match(_ path: String) -> [String: String]? {
        var values: [String: String] = [:]
        var rest = path[...]
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text):
                guard rest.hasPrefix(text) else { return nil }
                rest = rest.dropFirst(text.count)
            case .name(let name):
                let stop = index + 1 < pieces.count ? pieces[index + 1] : nil
                var value = rest.prefix { $0 != "/" }
                if case .text(let text)? = stop, let first = text.first, first != "/" {
                    value = value.prefix { $0 != first }
                }
                guard !value.isEmpty else { return nil }
                values[name] = String(value)
                rest = rest.dropFirst(value.count)
            }
        }
        return rest.isEmpty ? values : nil
    }
}
