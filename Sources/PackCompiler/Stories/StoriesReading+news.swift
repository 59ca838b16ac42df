import Diagnostics
import Vendors
import YAMLDecoding
import YAMLTree

extension StoriesReading {
    /// Reads `news` and `sessions`: what a vendor tells by itself, and in which order.
    func readNews(
        _ record: Record, _ reader: StoryOperationReader, into stories: inout Stories, findings: inout Findings
    ) {
        guard let entry = record["news"], let news = Record(entry.value, as: "`news`", findings: &findings) else {
            for webhook in webhooks {
                findings.report(
                    Finding(
                        "story-missing", "the binding's webhook `\(webhook.name)` is not played",
                        at: record.node.headPlace, help: "add `news: { \(webhook.name): { values: …, body: … } }`"))
            }
            return
        }
        for (name, entry) in zip(news.names, news.entries) {
            guard let webhook = webhooks.first(where: { $0.name == name }) else {
                findings.report(
                    .unknownName(
                        "unknown-webhook", "`\(name)` is no webhook of the binding", name, of: webhooks.map(\.name),
                        at: entry.key))
                continue
            }
            guard let operation = reader.news(name, schema: webhook.schema, entry.value, findings: &findings) else {
                continue
            }
            if operation.values["kind"] == nil {
                findings.report(
                    Finding(
                        "missing-key", "the news does not say of which kind it is", at: entry.key.place,
                        help: "add `kind` to its `values`"))
            }
            stories.news[name] = StoryNews(operation: operation, schema: webhook.schema)
            check(operation, in: stories, at: entry, findings: &findings)
        }
        if let entry = record["sessions"], let all = Record(entry.value, as: "`sessions`", findings: &findings) {
            for (name, entry) in zip(all.names, all.entries) {
                stories.sessions[name] = deliveries(entry.value, in: stories, findings: &findings)
            }
        }
    }

    private func deliveries(_ node: YAMLNode, in stories: Stories, findings: inout Findings) -> [StoryDelivery] {
        (node.list("a session", findings: &findings) ?? []).compactMap { item -> StoryDelivery? in
            guard let plain = literal(item, findings: &findings), let delivery = StoryDelivery(plain: plain) else {
                findings.report(
                    Finding(
                        "bad-answer", "this is no piece of news", at: item.headPlace,
                        help: "write `{ after: 5s, say: approved, times: 2, lost: true, forged: true }`"))
                return nil
            }
            for news in stories.news.values {
                for problem in stories.problems(with: delivery, of: news, contract: contract) {
                    findings.report(Finding(problem.code, problem.message, at: item.headPlace, help: problem.help))
                }
            }
            return delivery
        }
    }

    /// Each piece of news is what the contract says it is.
    private func check(
        _ operation: StoryOperation, in stories: Stories, at entry: YAMLEntry, findings: inout Findings
    ) {
        func report(_ problems: [StoryProblem], at node: YAMLNode?) {
            for problem in problems {
                findings.report(
                    Finding(problem.code, problem.message, at: (node ?? entry.key).headPlace, help: problem.help))
            }
        }
        report(
            stories.breaches(of: operation.answer, operation.values, operation, contract),
            at: entry.value.entry("body")?.key)
        for name in operation.answers.keys.sorted() {
            report(
                stories.breaches(of: operation.answer, operation.values(of: name), operation, contract),
                at: entry.value.member("answers")?.entry(name)?.key)
        }
        if let applicant = operation.applicant {
            report(
                stories.breaches(
                    of: applicant, operation.values(of: "applicant"), operation, contract,
                    text: operation.reasons.values.min() ?? ""),
                at: entry.value.entry("applicant")?.key)
        }
    }
}
