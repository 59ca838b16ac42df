public import Diagnostics

/// The files of one pack, read but not yet understood.
public struct PackFiles: Sendable {
    public var name: String
    public var binding: SourceFile
    /// What `contract:` of the binding names; `nil` when it is not there.
    public var contract: SourceFile?
    /// Scripted behaviour; a pack without it can be called, but not played.
    public var stories: SourceFile?

    public init(name: String, binding: SourceFile, contract: SourceFile?, stories: SourceFile?) {
        self.name = name
        self.binding = binding
        self.contract = contract
        self.stories = stories
    }
}
