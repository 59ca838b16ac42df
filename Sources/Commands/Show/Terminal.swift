import Foundation

/// Where text goes, and what it may look like there.
public struct Terminal: Sendable {
    public var width: Int
    public var colour: Bool
    /// Whether text is to fit: somebody looks at it.
    public var wraps: Bool

    public init(width: Int, colour: Bool, wraps: Bool = false) {
        self.width = width
        self.wraps = wraps
        self.colour = colour
    }

    /// Of standard output (1) or standard error (2): colour only on a terminal, and never with `NO_COLOR` (no-color.org).
    ///
    /// Text is wrapped on a terminal alone: who reads it elsewhere, line by line, wants whole messages. `COLUMNS` is the
    /// width for both.
    public static func of(_ descriptor: Int32) -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(descriptor) == 1
        let colour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        var size = winsize()
        let asked = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
        let wanted = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let width = wanted ?? (asked > 0 ? asked : 80)
        return Terminal(width: min(max(width, 40), 200), colour: colour, wraps: isTerminal)
    }

    enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
    }

    func paint(_ text: String, _ style: Style) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// Results go to standard output, talk goes to standard error.
enum Output {
    /// Whether what is printed is to be kept as it is: a picture, a program. Findings are talk then.
    @TaskLocal static var isArtifact = false

    static func result(_ text: String) { write(text, to: 1) }
    static func talk(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 2) }

    /// Whole, whatever its length; a reader that went away is nothing to fail over.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
        }
    }
}
