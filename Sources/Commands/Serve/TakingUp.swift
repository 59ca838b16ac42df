import FlowEngine
import Logging
import ServiceAPI
import ServiceLifecycle

/// Takes up the runs that an earlier process left, then says that the service is ready.
struct TakingUp: Service {
    let engine: Engine
    let readiness: Readiness
    let flowCount: Int
    let logger: Logger

    func run() async throws {
        // A store that does not answer now may do so soon; until then the service is not ready.
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do throws(EngineError) {
                let resumption = try await engine.resumeAll()
                tell(resumption)
                readiness.set()
                break
            } catch {
                logger.error("runs cannot be taken up yet", metadata: ["code": "\(error.code.rawValue)"])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(5)) }
            }
        }
        try? await gracefulShutdown()
    }

    private func tell(_ resumption: Engine.Resumption) {
        for (run, error) in resumption.refused {
            logger.error("a run cannot go on", metadata: ["run": "\(run)", "code": "\(error.code.rawValue)"])
        }
        logger.info(
            "ready",
            metadata: [
                "resumed": .stringConvertible(resumption.resumed.count),
                "refused": .stringConvertible(resumption.refused.count), "flows": .stringConvertible(flowCount),
            ])
    }
}
