import EngineStore
import Glibc

/// Looks at the place of a store before SQLite does, whose own messages do not say what to do.
enum StorePath {
    /// The place with symbolic links resolved, so that two names of one file meet at one lock.
    static func resolve(_ path: String) throws(StoreError) -> String {
        guard !path.isEmpty else { throw StoreError(.notADatabase, "the path of the store is empty") }
        if let real = realPath(path) { return real }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard let real = realPath(folder) else {
            throw StoreError(.notADatabase, "there is no folder `\(folder)` for the store `\(path)`")
        }
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        guard !name.isEmpty else { throw StoreError(.notADatabase, "`\(path)` is not the path of a file") }
        return real == "/" ? "/\(name)" : "\(real)/\(name)"
    }

    /// Refuses what cannot be a store by its kind and its permissions. Opens nothing.
    static func inspect(_ path: String) throws(StoreError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "not a file"
                throw StoreError(.notADatabase, "`\(path)` is \(kind); a store is a file")
            }
            // Root may write anything; a file whose owner took the permission away is still meant to be left alone.
            guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else {
                throw StoreError(.readOnly, "the store `\(path)` is read-only")
            }
        } else if errno != ENOENT && errno != ENOTDIR {
            throw StoreError(errno: errno, "the store `\(path)` cannot be looked at")
        }
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var folderStatus = stat()
        guard stat(folder, &folderStatus) == 0, folderStatus.st_mode & S_IFMT == S_IFDIR else {
            throw StoreError(.notADatabase, "there is no folder `\(folder)` for the store `\(path)`")
        }
        guard folderStatus.st_mode & 0o222 != 0, access(folder, W_OK | X_OK) == 0 else {
            throw StoreError(.readOnly, "the folder `\(folder)` is read-only; the store keeps its log beside the file")
        }
    }

    /// Makes the file if there is none, for its owner alone, and refuses one that is neither empty nor begins as every
    /// SQLite file does (https://sqlite.org/fileformat.html). SQLite gives its log the permissions of the file.
    ///
    /// Only for the holder of the ``StoreLock``: closing the descriptor drops SQLite's own locks in this process.
    static func makeOrCheck(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno: errno, "the store `\(path)` cannot be opened") }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(descriptor, &bytes, bytes.count)
        guard count == 0 || bytes == Array("SQLite format 3\u{0}".utf8) else {
            throw StoreError(.notADatabase, "`\(path)` is not a store: it is some other kind of file")
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
