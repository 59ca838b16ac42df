extension RunChange {
    /// Refuses what no store may keep, so that every store refuses the same.
    package func check() throws(StoreError) {
        guard advance != nil || !activities.isEmpty else { throw invalid("changes nothing") }
        if let advance { try check(advance) }
        var ids: Set<String> = []
        for activity in activities {
            try checkWords(activity.id)
            guard ids.insert(activity.id).inserted else { throw invalid("names the activity `\(activity.id)` twice") }
            guard activity.state != .ready || activity.due != nil else {
                throw invalid("makes the activity `\(activity.id)` ready without saying when")
            }
            try check(
                activity.body, .activity(run, id: activity.id, revision: activity.expecting + 1),
                "the activity `\(activity.id)`")
        }
    }

    private func check(_ advance: Advance) throws(StoreError) {
        let row = advance.row
        guard row.run == run else { throw invalid("carries the row of \(row.run)") }
        guard advance.expecting >= 0, !advance.events.isEmpty else { throw invalid("advances by no event") }
        guard advance.expecting > 0 || row.key != nil else { throw invalid("creates a run without a key") }
        try checkWords(row.flow, row.version, row.digest, row.reason, row.waitingOn, row.incident)
        guard row.decidedBy?.isShortLine ?? true else { throw invalid("names a rule that is not a short line") }
        for (offset, event) in advance.events.enumerated() {
            try checkWords(event.kind)
            let sequence = advance.expecting + 1 + Int64(offset)
            try check(event.body, .event(run, sequence: sequence), "event \(sequence)")
        }
        if let snapshot = advance.snapshot {
            try check(snapshot, .snapshot(run, sequence: advance.sequence), "the snapshot")
        }
        var names: Set<String> = []
        for timer in advance.timers {
            try checkWords(timer.name)
            guard names.insert(timer.name).inserted else { throw invalid("names the timer `\(timer.name)` twice") }
        }
        for media in advance.media {
            try checkWords(media.name, media.contentType)
            try check(media.body, .media(run, name: media.name), "the medium `\(media.name)`")
        }
        for mark in advance.inbox { try checkWords(mark.source, mark.id, mark.digest) }
        for document in advance.documents { try checkWords(document.kind, document.name) }
        for reference in advance.references { try checkWords(reference.pack, reference.digest) }
        for notice in advance.notices {
            guard notice.run == run else { throw invalid("tells `\(notice.id)`, which is not of it") }
            try notice.check()
        }
    }

    /// Sealed for another place, it would be stored and never open again.
    private func check(_ sealed: Sealed, _ context: SealContext, _ what: String) throws(StoreError) {
        guard sealed.context == context else { throw invalid("has \(what) sealed for another place") }
    }

    /// What is stored in clear is a word. A sentence or a person's name is refused before it can reach the disk, and is
    /// not quoted.
    private func checkWords(_ words: String?...) throws(StoreError) {
        for case let word? in words where !(word.isShortLine && !word.contains(" ")) {
            throw invalid("has something in clear that is not a word")
        }
    }

    private func invalid(_ what: String) -> StoreError { StoreError(.invalid, "a change of \(run) \(what)") }
}

extension String {
    /// Printable, and no longer than any word or place of a flow.
    fileprivate var isShortLine: Bool {
        !isEmpty && utf8.count <= 512 && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
