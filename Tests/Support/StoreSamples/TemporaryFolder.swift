import Foundation

/// A folder of a test's own, gone when the test ends.
public enum TemporaryFolder {
    public static func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = try make()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    private static func make() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trustflow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }
}
