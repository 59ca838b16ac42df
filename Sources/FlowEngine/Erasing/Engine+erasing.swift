public import EngineStore
import Expressions
import FlowIR
import FlowMachine
import VendorConnectors
import Vendors
import Vocabulary

extension Engine {
    /// Erases a run here and at its vendors, and says what each vendor answered.
    ///
    /// What the vendors have to do is durable before the run's key is destroyed: a vendor that cannot yet, or does not
    /// answer, is asked again by ``resumeErasures()``, also by another process. The caller sees to it that the run has ended.
    public func erase(_ run: RunID) async throws(EngineError) -> [VendorErasure] {
        let jobs: [ErasureJob]
        do throws(EngineError) {
            jobs = try await self.jobs(of: run)
        } catch {
            // Erased before: its jobs are on their way.
            guard error.code == .erased else { throw error }
            return []
        }
        for job in jobs { try await put(job, over: nil) }
        do { try await parts.store.erase(run, at: parts.clock.now) } catch { throw EngineError(error) }
        var erasures: [VendorErasure] = []
        for job in jobs { erasures.append(try await perform(job)) }
        return erasures
    }

    /// Asks vendors again whose time has come.
    public func resumeErasures() async throws(EngineError) {
        var last: String?
        while true {
            let page: [StoredDocument]
            do { page = try await parts.store.documents(ErasureJob.kind, after: last, limit: 100) } catch {
                throw EngineError(error)
            }
            for document in page {
                let job = try ErasureJob.read(document, parts.masterKey)
                if job.due <= parts.clock.now { _ = try await perform(job) }
            }
            guard let end = page.last else { return }
            last = end.name
        }
    }

    /// Every session that was ever opened, also those that another try replaced, and what they were opened for.
    private func jobs(of run: RunID) async throws(EngineError) -> [ErasureJob] {
        let live = try await load(run)
        let events = try await history(of: run)
        var jobs = traces(of: live)
        var seen: [VendorRequest: String] = [:]
        for use in live.flow.program.vendors {
            let check = live.flow.program.sessionCheck(at: use.name)
            guard let pack = live.flow.packs[use.name], let operations = pack.erasure(of: check?.kind) else { continue }
            var ids: [String] = []
            for case .activityEnded(let end) in events.map(\.fact) {
                guard end.activity == "create/\(use.name)" || end.activity.hasPrefix("create/\(use.name)/"),
                    case .answered(let answer) = end.outcome, case .string(let id)? = answer.result["id"]
                else { continue }
                ids.append(id)
            }
            for (index, id) in ids.enumerated() {
                for operation in operations {
                    let job = ErasureJob(
                        name: "\(run.text)/\(use.name)/\(index + 1)/\(operation)", run: run.text, vendor: use.name,
                        pack: use.packDigest, operation: operation, verification: id,
                        objects: live.machine.objects(of: use.name) ?? [:], settings: use.settings,
                        due: parts.clock.now)
                    guard case .success(let request) = pack.request(operation, context: job.context) else { continue }
                    // A person is the same in all of them, and is erased last.
                    if let earlier = seen.updateValue(job.name, forKey: request) {
                        jobs.removeAll { $0.name == earlier }
                    }
                    jobs.append(job)
                }
            }
        }
        return jobs
    }

    /// What the run's acts left at vendors, and what goes on watching the person.
    private func traces(of live: LiveRun) -> [ErasureJob] {
        let (program, state) = (live.flow.program, live.machine.state)
        var jobs: [ErasureJob] = []
        for step in program.checks + (program.after ?? []) {
            guard let progress = state.steps[step.id], let vendor = progress.by, let pack = live.flow.packs[vendor],
                let use = program.vendor(vendor)
            else { continue }
            let operation: String?
            switch step.act {
            case .effect where progress.ended == .answered && state.steps["undo/\(step.id)"]?.ended != .answered:
                operation = pack.act(step.kind)?.undo
            case .monitor(_, let monitoring) where progress.watch != nil && !progress.hasEnded:
                operation = monitoring.vendors[vendor]?.stop.operation
            case .effect, .monitor, .undo, nil: operation = nil
            }
            guard let operation else { continue }
            let job = ErasureJob(
                name: "\(live.run.text)/\(vendor)/\(step.id)/\(operation)", run: live.run.text, vendor: vendor,
                pack: use.packDigest, operation: operation, verification: state.verifications[vendor]?.id ?? "",
                objects: live.machine.objects(of: vendor) ?? [:], made: progress.result, settings: use.settings,
                due: parts.clock.now)
            // Without what the act gave there is nothing that could be named.
            guard case .success = pack.request(operation, context: job.context) else { continue }
            jobs.append(job)
        }
        return jobs
    }

    private func perform(_ job: ErasureJob) async throws(EngineError) -> VendorErasure {
        var erasure = VendorErasure(vendor: job.vendor, operation: job.operation, outcome: .erased)
        switch try await answer(to: job) {
        case .succeeded: break
        case .failed(let failure) where failure.kind == .gone: erasure.outcome = .nothing
        case .failed(let failure)
        where (failure.kind.isTransient || failure.kind == .notReady) && job.tries < ErasureJob.mostTries:
            erasure.outcome = .later
            erasure.detail = failure.detail
        case .failed(let failure):
            erasure.outcome = .refused
            erasure.detail = "\(failure.kind.rawValue): \(failure.detail)"
        case .applicant, .pending, .ended:
            erasure.outcome = .refused
            erasure.detail = "the vendor answered like a check"
        }
        if erasure.outcome == .later {
            var next = job
            next.due = parts.clock.now + job.wait
            next.tries += 1
            erasure.nextAt = next.due
            try await put(next, over: job)
        } else {
            do { try await parts.store.removeDocument(ErasureJob.kind, job.name) } catch { throw EngineError(error) }
        }
        return erasure
    }

    private func answer(to job: ErasureJob) async throws(EngineError) -> Judgement {
        let pack: Pack
        do {
            pack = try parts.packOf(try await parts.store.pack(job.pack))
        } catch {
            throw EngineError(.badPack, "the pack of an erasure cannot be read")
        }
        switch pack.request(job.operation, context: job.context) {
        case .failure(let problem): return .failed(CallFailure(.refused, problem.detail))
        case .success(var request):
            request.vendor = job.vendor
            do throws(ConnectorProblem) {
                return pack.judge(try await send(request), to: job.operation, context: job.context)
            } catch {
                return .failed(CallFailure(error.code == .secretMissing ? .credentials : .connect, error.detail))
            }
        }
    }

    private func put(_ job: ErasureJob, over old: ErasureJob?) async throws(EngineError) {
        do {
            // Sealed anew each time, so that what is there is read and not made again.
            var there: StoredDocument?
            if old != nil { there = try await parts.store.document(ErasureJob.kind, job.name) }
            try await parts.store.putDocument(try job.document(parts.masterKey), over: there)
        } catch let error as StoreError {
            // It was put by an erasure that did not come to its end.
            if error.code == .conflict, old == nil { return }
            throw EngineError(error)
        } catch {
            throw EngineError(.badRecord, "an erasure cannot be kept")
        }
    }
}
