import CPackFiles
import Diagnostics

/// The packs inside the binary.
enum ShippedPacks {
    static let all: [PackFiles] = {
        var files: [String: [String: SourceFile]] = [:]
        var names: [String] = []
        for index in 0..<pack_file_count() {
            let file = pack_file_at(index)
            guard let pack = file.pack, let name = file.name, let bytes = file.bytes else { continue }
            let packName = String(cString: pack)
            let fileName = String(cString: name)
            if files[packName] == nil { names.append(packName) }
            files[packName, default: [:]][fileName] = SourceFile(
                path: "packs/\(packName)/\(fileName)",
                bytes: Array(UnsafeBufferPointer(start: bytes, count: file.count)))
        }
        return names.compactMap { name in
            guard let binding = files[name]?["binding.yaml"] else { return nil }
            return PackFiles(
                name: name, binding: binding, contract: files[name]?["openapi.yaml"],
                stories: files[name]?["stories.yaml"])
        }
    }()
}
