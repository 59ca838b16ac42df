import FoundationEssentials
import Glibc
import Privacy

extension MasterKey {
    /// The key of the environment variable ``variable``, or else of a file.
    ///
    /// A variable that is set and holds no key is an error, not a reason to look at the file.
    ///
    /// - Parameter creating: whether a missing file is made. Right for a store without runs only: with a new key the
    ///   old runs cannot be opened.
    public static func find(
        in environment: [String: String], orFile file: String, creating: Bool
    ) throws(StoreError) -> MasterKey {
        if let text = environment[variable] { return try MasterKey(base64: Secret(text)) }
        return try creating ? loadOrCreate(file: file) : load(file: file)
    }

    /// The key in `file`, which is made first if it is not there: 0600, all of it or nothing, and the same key for
    /// every process that asks at the same time.
    ///
    /// - Throws: `wrongKey` when the file is readable by its group or by others, or holds no key; `readOnly`, `full` or
    ///   `unavailable` when it cannot be made or read.
    public static func loadOrCreate(file: String) throws(StoreError) -> MasterKey {
        if let key = try load(existing: file) { return key }
        try create(file)
        guard let key = try load(existing: file) else {
            throw StoreError(.unavailable, "the master key `\(file)` went away while it was being read")
        }
        return key
    }

    /// The key in `file`.
    ///
    /// - Throws: `wrongKey` when there is no such file, or as ``loadOrCreate(file:)``.
    public static func load(file: String) throws(StoreError) -> MasterKey {
        guard let key = try load(existing: file) else {
            throw StoreError(.wrongKey, "there is no master key at `\(file)`")
        }
        return key
    }

    private static func load(existing file: String) throws(StoreError) -> MasterKey? {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StoreError(errno: errno, "the master key `\(file)` cannot be read")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.wrongKey, "the master key `\(file)` is not a file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw StoreError(.wrongKey, "the master key `\(file)` is open to others: run `chmod 600 \(file)`")
        }
        // A key is 45 bytes; whatever is much longer is not one.
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw StoreError(errno: errno, "the master key `\(file)` cannot be read") }
        return try MasterKey(base64: Secret(String(decoding: bytes.prefix(count), as: UTF8.self)), from: file)
    }

    /// Writes a new key under another name and links it into place, so that no reader sees half of it and the first of
    /// several writers wins.
    private static func create(_ file: String) throws(StoreError) {
        let draft = "\(file).\(getpid()).\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno: errno, "the master key `\(file)` cannot be made") }
        defer { unlink(draft) }
        let text = Array((generate().base64.exposed(to: .seal) + "\n").utf8)
        let written = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        let problem = errno
        close(descriptor)
        guard written else { throw StoreError(errno: problem, "the master key `\(file)` cannot be made") }
        guard link(draft, file) == 0 || errno == EEXIST else {
            throw StoreError(errno: errno, "the master key `\(file)` cannot be made")
        }
        try syncFolder(of: file)
    }

    /// Until the folder is on disk, so that no sealed record can outlive the key's directory entry.
    private static func syncFolder(of file: String) throws(StoreError) {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError(errno: errno, "the folder of `\(file)` cannot be read") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError(errno: errno, "the folder of `\(file)` cannot be synced") }
    }
}

extension StoreError {
    /// What the system's error number means to the caller; `what` says what failed.
    package init(errno number: Int32, _ what: String) {
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .full
            case EACCES, EPERM, EROFS: .readOnly
            default: .unavailable
            }
        self.init(code, "\(what): \(String(cString: strerror(number)))")
    }
}
