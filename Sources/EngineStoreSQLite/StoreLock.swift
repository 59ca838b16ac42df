import EngineStore
import Glibc

/// The right to be the one program that has a store open, held as an advisory lock on `PATH.lock`.
///
/// The lock is on a file of its own: SQLite's own locks on the database belong to the process and would be dropped as
/// soon as anything here closed a second descriptor of that file. The system lets go of it however the process ends.
final class StoreLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// - Throws: `inUse` with the process that has it, if that left its number.
    init(besides store: String) throws(StoreError) {
        path = store + ".lock"
        // A holder removes the file when it lets go; a lock on a file that was removed guards nothing, so try again.
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw StoreError(errno: errno, "`\(path)` cannot be made") }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let problem = errno
                let holder = Self.note(in: descriptor)
                close(descriptor)
                guard problem == EWOULDBLOCK else { throw StoreError(errno: problem, "`\(path)` cannot be locked") }
                throw StoreError(.inUse, "the store `\(store)` is open in another process\(holder)")
            }
            if Self.isSameFile(descriptor, path) {
                self.descriptor = descriptor
                let note = Array("\(getpid())\n".utf8)
                // The number only helps people; a full disk must not matter here.
                _ = ftruncate(descriptor, 0)
                _ = pwrite(descriptor, note, note.count, 0)
                return
            }
            close(descriptor)
        }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
        var held = stat()
        var named = stat()
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0
            && held.st_ino == named.st_ino && held.st_dev == named.st_dev
    }

    private static func note(in descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? "" : " (\(String(decoding: digits, as: UTF8.self)))"
    }
}
