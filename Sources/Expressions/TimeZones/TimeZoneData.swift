/// The IANA time zone database as text, a zone a line; see `.ci/embed-time-zones` for its form.
///
/// It is compiled in because an evaluation may read no files: the same expression gives the same answer on every
/// machine. A new release of the database comes with a new release of this package.
enum TimeZoneData {
    /// Each zone's line without its names, by each of its names.
    static let lines: [String: Substring] = {
        var lines: [String: Substring] = [:]
        for region in [africa, america, asia, atlantic, australia, europe, other, pacific] {
            for line in region.split(separator: "\n") {
                guard let bar = line.firstIndex(of: "|") else { continue }
                for name in line[..<bar].split(separator: ",") {
                    lines[String(name)] = line[line.index(after: bar)...]
                }
            }
        }
        return lines
    }()
}
