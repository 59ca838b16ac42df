import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One vendor's port on loopback, open until it is stopped.
struct Listener: Sendable {
    let port: Int
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    /// Returns once the port takes connections.
    static func open(host: String, port: Int, responder: SandboxResponder) async throws(SandboxError) -> Listener {
        // What goes wrong is said by answers and errors; a log of requests could hold a person's data.
        let quiet = Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }
        let (starts, start) = AsyncStream<Result<Int, any Error>>.makeStream()
        let application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in start.yield(.success(channel.localAddress?.port ?? 0)) }, logger: quiet)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: application)], logger: quiet))
        let task = Task {
            do {
                try await group.run()
                start.finish()
            } catch {
                start.yield(.failure(error))
                start.finish()
                throw error
            }
        }
        switch await starts.first(where: { _ in true }) {
        case .success(let port): return Listener(port: port, group: group, task: task)
        case .failure(let error as IOError) where error.errnoCode == EADDRINUSE:
            throw SandboxError(.portTaken, "port \(port) on \(host) is taken by another program")
        case .failure(let error):
            throw SandboxError(.cannotListen, "cannot listen on \(host), port \(port): \(error)")
        case nil: throw SandboxError(.cannotListen, "cannot listen on \(host), port \(port)")
        }
    }

    /// Takes no more connections, and returns when the last one has ended.
    func close() async {
        await group.triggerGracefulShutdown()
        _ = try? await task.value
    }
}
