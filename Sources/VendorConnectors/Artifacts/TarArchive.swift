/// Reads tar archives (POSIX.1-1988 `ustar`, and the older form) from untrusted hands.
///
/// Plain files come out, under the last part of their name alone; directories are passed over. Links, devices and
/// extensions that change names are refused, and so is whatever is cut off or larger than it may be.
enum TarArchive {
    static func files(of bytes: [UInt8]) throws(ArtifactProblem) -> [ArtifactFile] {
        var files: [ArtifactFile] = []
        var at = 0
        while at + 512 <= bytes.count {
            let header = bytes[at..<at + 512]
            if header.allSatisfy({ $0 == 0 }) { return files }
            guard let size = number(header.dropFirst(124).prefix(12)), size >= 0, isIntact(header) else {
                throw ArtifactProblem(.wrongKind, "the archive is damaged")
            }
            at += 512
            guard size <= bytes.count - at else { throw ArtifactProblem(.wrongKind, "the archive is cut off") }
            switch header[header.startIndex + 156] {
            case 0, UInt8(ascii: "0"):
                guard files.count < ArtifactLimits.files else {
                    throw ArtifactProblem(.tooLarge, "the archive has more than \(ArtifactLimits.files) files")
                }
                let content = Array(bytes[at..<at + size])
                files.append(
                    ArtifactFile(
                        name: safeName(text(header.prefix(100)), number: files.count + 1),
                        contentType: Media.contentType(of: content) ?? "application/octet-stream", bytes: content))
            case UInt8(ascii: "5"): break
            default: throw ArtifactProblem(.wrongKind, "the archive holds something other than plain files")
            }
            at += (size + 511) / 512 * 512
        }
        // The end is two empty blocks; an archive that stops between files lacks nothing else.
        return files
    }

    /// A sum over the header with its own field as blanks.
    private static func isIntact(_ header: ArraySlice<UInt8>) -> Bool {
        let field = header.startIndex + 148..<header.startIndex + 156
        let sum = header.indices.reduce(0) { $0 + (field.contains($1) ? 32 : Int(header[$1])) }
        return number(header[field]) == sum
    }

    /// Octal digits, blanks around them.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let text = text(field).filter { $0 != " " }
        return text.isEmpty ? 0 : Int(text, radix: 8)
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The last part of a path, with nothing in it that a file system takes for anything else.
    static func safeName(_ path: String, number: Int) -> String {
        let last = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        var name = String(
            last.unicodeScalars.filter {
                $0.properties.isAlphabetic && $0.isASCII || "0123456789._-".unicodeScalars.contains($0)
            }.prefix(80).map(Character.init))
        while name.hasPrefix(".") { name.removeFirst() }
        return name.isEmpty ? "file-\(number)" : name
    }
}
