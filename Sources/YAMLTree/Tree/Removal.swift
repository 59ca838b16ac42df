public import Diagnostics

extension Fix {
    /// Takes a member out of a mapping, or an item out of a list, by the way to it from a document's root; a collection
    /// that would be left empty goes as a whole.
    ///
    /// Lines that held nothing else go; comments on lines of their own stay. `nil` when there is no such member.
    public static func removing(_ path: [YAMLStep], from root: YAMLNode) -> Fix? {
        guard let last = path.last else { return nil }
        let above = Array(path.dropLast())
        guard let parent = above.reduce(Optional(root), { $0?.child($1) }), let child = parent.places(of: last) else {
            return nil
        }
        let siblings = parent.childPlaces
        guard siblings.count > 1 else { return above.isEmpty ? nil : removing(above, from: root) }
        guard let index = siblings.firstIndex(where: { $0.range == child.range }) else { return nil }
        guard let edit = removal(of: index, among: siblings) else { return nil }
        return Fix("remove `\(last)`", [Edit(edit, "")])
    }

    /// Takes out the member whose value stands at a place, or the item there; of `{ … }` the brackets stay.
    public static func removing(valueAt place: Place, from root: YAMLNode) -> Fix? {
        guard let way = root.way(to: place), let last = way.last else { return nil }
        let parent = way.dropLast().reduce(Optional(root)) { $0?.child($1) }
        guard let parent, parent.childPlaces.count == 1 else { return removing(way, from: root) }
        guard parent.place.file.bytes[parent.place.range].first == UInt8(ascii: "{") else { return nil }
        return Fix("remove `\(last)`", [Edit(parent.place, "{}")])
    }

    /// `nil` where the neighbours stand elsewhere: in another file, or merged in.
    private static func removal(of index: Int, among siblings: [Place]) -> Place? {
        let place = siblings[index]
        let bytes = place.file.bytes
        let line = place.file.offset(ofLine: place.start.line)
        let head = bytes[line..<place.range.lowerBound]
        let end = bytes[place.range.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        let tail = bytes[place.range.upperBound..<end]
        let isWhole = tail.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D }.map { $0 == UInt8(ascii: "#") } ?? true
        // A block text ends where the next line begins.
        let endsLine = place.range.upperBound > 0 && bytes[place.range.upperBound - 1] == 0x0A
        if head.allSatisfy({ $0 == 0x20 })
            || head.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) && isItem(head),
            isWhole || endsLine, index > 0 || !head.contains(UInt8(ascii: "-")) || isItem(head, of: siblings)
        {
            return Place(file: place.file, range: line..<(endsLine ? place.range.upperBound : end))
        }
        if index + 1 < siblings.count {
            guard isNext(siblings[index + 1], to: place) else { return nil }
            return Place(file: place.file, range: place.range.lowerBound..<siblings[index + 1].range.lowerBound)
        }
        guard isNext(place, to: siblings[index - 1]) else { return nil }
        return Place(file: place.file, range: siblings[index - 1].range.upperBound..<place.range.upperBound)
    }

    /// Whether nothing but a comma stands between the two.
    private static func isNext(_ second: Place, to first: Place) -> Bool {
        guard first.file === second.file, first.range.upperBound <= second.range.lowerBound else { return false }
        return first.file.bytes[first.range.upperBound..<second.range.lowerBound].allSatisfy {
            [0x20, 0x0A, 0x0D, UInt8(ascii: ",")].contains($0)
        }
    }

    /// `  - `: the line of one list item.
    private static func isItem(_ head: ArraySlice<UInt8>) -> Bool { head.count { $0 == UInt8(ascii: "-") } == 1 }

    /// Whether the siblings are items of a list, each behind a dash of its own.
    private static func isItem(_ head: ArraySlice<UInt8>, of siblings: [Place]) -> Bool {
        guard isItem(head), let other = siblings.last else { return false }
        let line = other.file.offset(ofLine: other.start.line)
        return isItem(other.file.bytes[line..<other.range.lowerBound])
    }
}

extension Fix {
    /// A further item of a list, after the last one.
    public static func item(_ text: String, after last: Place) -> Fix {
        let bytes = last.file.bytes
        let line = last.file.offset(ofLine: last.start.line)
        let head = bytes[line..<last.range.lowerBound]
        guard let dash = head.lastIndex(of: UInt8(ascii: "-")), head[(dash + 1)...].allSatisfy({ $0 == 0x20 }) else {
            let end = Place(file: last.file, range: last.range.upperBound..<last.range.upperBound)
            return Fix("add `\(text)`", [Edit(end, ", { \(text) }")])
        }
        // A comment behind the last item stays with it.
        let end = bytes[last.range.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
        let indent = String(repeating: " ", count: dash - line)
        return Fix("add `\(text)`", [Edit(Place(file: last.file, range: end..<end), "\n\(indent)- \(text)")])
    }

    /// A word in place of another one that stands once at a place; `nil` when it does not.
    public static func replacing(_ word: String, with other: String, within place: Place) -> Fix? {
        let text = Array(place.file.bytes[place.range])
        let found = text.ranges(of: Array(word.utf8))
        guard found.count == 1, let range = found.first else { return nil }
        let start = place.range.lowerBound
        return .replace(
            Place(file: place.file, range: start + range.lowerBound..<start + range.upperBound), with: other)
    }
}

/// One step on the way to a node: a key, or the number of an item.
public enum YAMLStep: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    case key(String)
    case item(Int)

    public init(stringLiteral value: String) { self = .key(value) }

    public var description: String {
        switch self {
        case .key(let name): name
        case .item(let index): "item \(index + 1)"
        }
    }
}

extension YAMLNode {
    /// The child that a step leads to.
    public func child(_ step: YAMLStep) -> YAMLNode? {
        switch step {
        case .key(let name): return member(name)
        case .item(let index):
            guard let items, items.indices.contains(index) else { return nil }
            return items[index]
        }
    }

    /// The way to the value at a place.
    fileprivate func way(to place: Place) -> [YAMLStep]? {
        if self.place == place { return [] }
        for entry in entries ?? [] {
            guard let name = entry.key.text else { continue }
            if let rest = entry.value.way(to: place) { return [.key(name)] + rest }
        }
        for (index, item) in (items ?? []).enumerated() {
            if let rest = item.way(to: place) { return [.item(index)] + rest }
        }
        return nil
    }

    fileprivate var childPlaces: [Place] {
        (entries ?? []).map { entry in
            Place(
                file: entry.key.place.file,
                range: entry.key.place.range
                    .lowerBound..<max(
                        entry.key.place.range.upperBound, entry.value.place.range.upperBound))
        } + (items ?? []).map(\.place)
    }

    fileprivate func places(of step: YAMLStep) -> Place? {
        switch step {
        case .key(let name):
            guard let index = entries?.firstIndex(where: { $0.key.text == name }) else { return nil }
            return childPlaces[index]
        case .item(let index): return childPlaces.indices.contains(index) ? childPlaces[index] : nil
        }
    }
}
