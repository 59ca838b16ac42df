/// A value that belongs to an applicant and cannot be printed by accident.
///
/// Interpolating, dumping or reflecting it gives `‹personal›`. The value itself is taken out by ``exposed(to:)``,
/// whose argument says where it goes, so that every way out can be found by searching for the word.
public struct Personal<Wrapped: Sendable>: Sendable {
    private let wrapped: Wrapped

    public init(_ wrapped: Wrapped) { self.wrapped = wrapped }

    /// The value, for a named purpose.
    public func exposed(to purpose: Exposure) -> Wrapped { wrapped }
}

/// Where an exposed value goes.
public enum Exposure: Sendable {
    /// A vendor's request.
    case vendor
    /// A sealed record of the store.
    case seal
    /// An expression of the flow.
    case expression
    /// The person or program that gave it, or may see it.
    case owner
}

/// A credential that cannot be printed by accident.
public struct Secret: Sendable {
    private let wrapped: String

    public init(_ wrapped: String) { self.wrapped = wrapped }

    public func exposed(to purpose: Exposure) -> String { wrapped }
}

extension Personal: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹personal›" }
    public var debugDescription: String { "‹personal›" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹secret›" }
    public var debugDescription: String { "‹secret›" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Personal: Equatable where Wrapped: Equatable {}
extension Personal: Hashable where Wrapped: Hashable {}
