import Vocabulary

extension Terminal {
    /// One line of a timeline, with what belongs to it, each ending in a line break.
    func render(_ line: Timeline.Line, prefix: String = "") -> String {
        let subject = line.subject.padded(to: 10)
        var text =
            prefix + paint(line.at.clock, .dim) + "  " + paint(subject, .bold) + "  " + tint(line.text, line.tone)
            + "\n"
        for detail in line.details {
            let bar = String(repeating: " ", count: 12) + (detail.isEmpty ? "│" : "│ ")
            text += prefix + paint(bar + detail, .dim) + "\n"
        }
        return text
    }

    func tint(_ text: String, _ tone: Timeline.Tone) -> String {
        switch tone {
        case .plain: text
        case .quiet: paint(text, .dim)
        case .good: paint(text, .green)
        case .bad: paint(text, .red)
        case .doubtful: paint(text, .yellow)
        }
    }
}

extension Interval {
    /// `00:01.250`, and `26:00:01.250` from an hour on.
    var clock: String {
        func two(_ number: Int64) -> String { String(100 + number % 100).dropFirst().description }
        let seconds = milliseconds / 1000
        let rest = ":\(two(seconds % 60)).\(String(1000 + milliseconds % 1000).dropFirst())"
        let minutes = seconds / 60
        if minutes < 60 { return two(minutes) + rest }
        let hours = minutes / 60
        return (hours < 100 ? two(hours) : String(hours)) + ":" + two(minutes % 60) + rest
    }
}

extension String {
    /// With blanks up to a width in characters.
    func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}
