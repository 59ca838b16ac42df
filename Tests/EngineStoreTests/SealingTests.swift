import EngineStore
import Foundation
import Privacy
import StoreSamples
import Testing

@Suite struct SealingTests {
    let sample: SampleRun

    init() throws { sample = try SampleRun(1) }

    @Test func opensWhatItSealed() throws {
        for text in ["", "a", String(repeating: "ä", count: 100_000)] {
            let sealed = try sample.key.seal(Data(text.utf8), context: .event(sample.run, sequence: 1))
            let opened = try sample.key.open(sealed)
            #expect(String(decoding: opened, as: UTF8.self) == text)
        }
    }

    @Test func doesNotSealTheSameTwice() throws {
        let context = SealContext.event(sample.run, sequence: 1)
        let first = try sample.key.seal(Data("a".utf8), context: context)
        #expect(try first != sample.key.seal(Data("a".utf8), context: context))
    }

    /// A record that was copied to another run, number, kind or name must not pass for the one that belongs there.
    @Test func opensNowhereElse() throws {
        let other = try SampleRun(2)
        let sealed = try sample.key.seal(Data("a".utf8), context: .activity(sample.run, id: "x", revision: 1))
        for context: SealContext in [
            .activity(other.run, id: "x", revision: 1), .activity(sample.run, id: "x", revision: 2),
            .activity(sample.run, id: "y", revision: 1), .event(sample.run, sequence: 1),
            .snapshot(sample.run, sequence: 1), .media(sample.run, name: "x"),
        ] {
            #expect(code { _ = try sample.key.open(Sealed(stored: sealed.bytes, context: context)) } == .wrongKey)
        }
    }

    @Test func aWrongKeyIsAnErrorAndNeverGarbage() throws {
        let context = SealContext.snapshot(sample.run, sequence: 1)
        let sealed = try sample.key.seal(Data("secret".utf8), context: context)
        #expect(code { _ = try RunKey.generate().open(sealed) } == .wrongKey)
    }

    @Test func theMasterKeyBringsTheRunKeyBack() throws {
        let master = try MasterKey(base64: SampleRun.master.base64)
        let key = try master.unwrap(sample.wrapped, for: sample.run)
        let context = SealContext.snapshot(sample.run, sequence: 1)
        let sealed = try sample.key.seal(Data("state".utf8), context: context)
        #expect(try key.open(sealed) == Data("state".utf8))
    }

    @Test func anotherMasterKeyIsNamedApartFromDamage() throws {
        #expect(code { _ = try MasterKey.generate().unwrap(sample.wrapped, for: sample.run) } == .wrongKey)
        let other = try SampleRun(2)
        #expect(code { _ = try SampleRun.master.unwrap(sample.wrapped, for: other.run) } == .corrupt)
    }

    @Test func aSecretOfTheServiceOpensUnderItsNameAlone() throws {
        let master = SampleRun.master
        let sealed = try master.seal(Secret("whsec_canary"), as: "webhook/wh_1/1")
        #expect(sealed.range(of: Data("canary".utf8)) == nil)
        #expect(try master.unseal(sealed, as: "webhook/wh_1/1").exposed(to: .owner) == "whsec_canary")
        #expect(code { _ = try master.unseal(sealed, as: "webhook/wh_1/2") } == .corrupt)
        #expect(code { _ = try MasterKey.generate().unseal(sealed, as: "webhook/wh_1/1") } == .wrongKey)
        #expect(code { _ = try master.unseal(sealed.dropLast(), as: "webhook/wh_1/1") } == .corrupt)
        #expect(code { _ = try master.unseal(Data(), as: "webhook/wh_1/1") } == .corrupt)
    }

    @Test func aKeyIsThirtyTwoBytesInBase64() throws {
        let text = Data(repeating: 7, count: 32).base64EncodedString()
        _ = try MasterKey(base64: Secret("  \(text)\n"))
        for wrong in ["", "hello", String(text.dropLast(4)), text + text, "\(text)*"] {
            #expect(code { _ = try MasterKey(base64: Secret(wrong)) } == .wrongKey)
        }
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch { return (error as? StoreError)?.code }
    }
}
