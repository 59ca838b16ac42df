import Diagnostics
import YAMLTree

extension YAMLNode {
    /// The JSON Pointer (RFC 6901) to the innermost part of this document at a place; `nil` for a place elsewhere.
    func pointer(to place: Place) -> String? {
        guard place.file === self.place.file else { return nil }
        let parts: [(name: String, first: Place?, value: YAMLNode)]
        switch content {
        case .scalar: return ""
        case .sequence(let items): parts = items.enumerated().map { (String($0.offset), nil, $0.element) }
        case .mapping(let entries): parts = entries.map { ($0.key.text ?? "", $0.key.place, $0.value) }
        }
        let at = place.range.lowerBound
        for part in parts where part.first?.range.contains(at) == true || part.value.place.range.contains(at) {
            return "/" + part.name.escapedForPointer + (part.value.pointer(to: place) ?? "")
        }
        return ""
    }
}
