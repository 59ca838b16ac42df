public import Diagnostics
import YAMLDecoding
public import YAMLTree

/// `profile_by`: the profile follows from what the applicant is, and from nothing else.
///
/// ```yaml
/// profile_by: applicant.country
/// profiles: { DE: { … }, US: { … }, otherwise: refuse }
/// ```
public struct ProfileChoice: Sendable {
    /// For a value that no profile is named after.
    public enum Otherwise: String, Sendable, CaseIterable { case base, refuse }

    public enum Chosen: Hashable, Sendable {
        case profile(String)
        /// The flow as it is.
        case base
        /// No run is started.
        case refused
    }

    /// Of the applicant.
    public var field: String
    public var profiles: [Located<String>]
    public var otherwise: Otherwise?
    /// What the field is where an applicant does not say.
    public var defaultText: String?
    public var place: Place
    /// Whether `profiles` stands in braces.
    public var isOnOneLine: Bool

    /// `nil` for a flow whose profile is named by whoever starts a run.
    public init?(of flow: YAMLNode, findings: inout Findings) {
        guard let entry = flow.entry("profile_by") else { return nil }
        place = entry.value.place
        let parts = entry.value.text?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, parts[0] == "applicant", !parts[1].isEmpty else {
            findings.report(
                Finding(
                    "bad-profile-by", "`profile_by` names a field of the applicant", at: place,
                    help: "write `profile_by: applicant.country`",
                    fix: parts.count == 1 ? .replace(place, with: "applicant.\(parts[0])") : nil))
            return nil
        }
        field = String(parts[1])
        let entries = flow.member("profiles")?.entries ?? []
        profiles = entries.compactMap { entry in
            guard let name = entry.key.text, name != Self.word else { return nil }
            return Located(name, at: entry.key.place)
        }
        if let word = entries.first(where: { $0.key.text == Self.word }) {
            let choices = Otherwise.allCases.map { (name: $0.rawValue, value: $0) }
            otherwise = word.value.choice("`otherwise`", of: choices, findings: &findings) ?? .refuse
        }
        isOnOneLine = flow.member("profiles").map { $0.place.file.bytes[$0.place.range].first == 0x7B } ?? false
        defaultText = flow.member("applicant")?.member(field)?.member("default")?.text
    }

    /// The key of ``otherwise`` among the profiles.
    public static let word = "otherwise"

    /// The profile for a value of the field, as text.
    public func chosen(by value: String?) -> Chosen {
        let text = value ?? defaultText
        if let text, profiles.contains(where: { $0.value == text }) { return .profile(text) }
        return otherwise == .base ? .base : .refused
    }
}
