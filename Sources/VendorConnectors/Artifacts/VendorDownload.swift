import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import Vendors

/// An answer whose body is taken piece by piece.
public struct VendorDownload: Sendable {
    public var status: Int
    public var headers: [VendorAnswer.Header]
    private let reader: PieceReader

    init(_ response: HTTPClientResponse) {
        status = Int(response.status.code)
        headers = response.headers.map { VendorAnswer.Header($0.name.lowercased(), $0.value) }
        reader = PieceReader(response.body)
    }

    /// One that is there already.
    public init(_ answer: VendorAnswer) {
        status = answer.status
        headers = answer.headers
        reader = PieceReader(held: answer.body)
    }

    /// Enough of it to see what it is; less only where there is no more.
    func beginning() async throws(ArtifactProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < 512, let piece = try await next() { bytes += piece }
        return bytes
    }

    /// All of it, to be held.
    func whole(after beginning: [UInt8]) async throws(ArtifactProblem) -> [UInt8] {
        var bytes = beginning
        while let piece = try await next() {
            guard bytes.count + piece.count <= ArtifactLimits.held else {
                throw ArtifactProblem(.tooLarge, "it is larger than \(ArtifactLimits.held) bytes")
            }
            bytes += piece
        }
        return bytes
    }

    /// All of it, as it comes: the next piece is asked for when the last one was taken.
    func chunks(after beginning: [UInt8]) -> AsyncThrowingStream<[UInt8], any Error> {
        let counter = StreamCounter(beginning)
        return AsyncThrowingStream { try await counter.next(self) }
    }

    func next() async throws(ArtifactProblem) -> [UInt8]? {
        do { return try await reader.next() } catch {
            throw ArtifactProblem(.unavailable, "the connection broke before it was complete")
        }
    }
}

/// Counts what passes, and breaks off what is too much.
private actor StreamCounter {
    private var beginning: [UInt8]?
    private var passed: Int

    init(_ beginning: [UInt8]) {
        self.beginning = beginning
        passed = beginning.count
    }

    func next(_ download: VendorDownload) async throws(ArtifactProblem) -> [UInt8]? {
        if let first = beginning {
            beginning = nil
            return first
        }
        guard let piece = try await download.next() else { return nil }
        passed += piece.count
        guard passed <= ArtifactLimits.stream else {
            throw ArtifactProblem(.tooLarge, "it is larger than \(ArtifactLimits.stream) bytes")
        }
        return piece
    }
}

/// The pieces of a body, one after the other.
private actor PieceReader {
    private var held: [UInt8]?
    private var iterator: HTTPClientResponse.Body.AsyncIterator?

    init(held: [UInt8]) { self.held = held }
    init(_ body: HTTPClientResponse.Body) { iterator = body.makeAsyncIterator() }

    func next() async throws -> [UInt8]? {
        if let all = held {
            held = nil
            return all
        }
        guard var iterator else { return nil }
        let piece = try await iterator.next(isolation: self)
        self.iterator = iterator
        return piece.map { Array(buffer: $0) }
    }
}
