import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let references = [
        StorePromise("finds the run of a vendor's session, and of no other") { store in
            let sample = try SampleRun(1)
            let mine = VendorReference(pack: "acme", id: "s-1")
            try await store.commit(sample.change(expecting: 0) { $0.references = [mine] })
            #expect(try await store.run(of: mine) == sample.run)
            for other in [VendorReference(pack: "acme", id: "s-2"), VendorReference(pack: "other", id: "s-1")] {
                #expect(try await store.run(of: other) == nil)
            }
        },
        StorePromise("keeps no reference of a change that is refused") { store in
            let sample = try SampleRun(1)
            let mine = VendorReference(pack: "acme", id: "s-1")
            try await store.commit(sample.change(expecting: 0))
            await expectRefusal(.conflict) {
                try await store.commit(sample.change(expecting: 0) { $0.references = [mine] })
            }
            #expect(try await store.run(of: mine) == nil)
        },
        StorePromise("gives a session to the run that named it last, and to none after its erasure") { store in
            let mine = VendorReference(pack: "acme", id: "s-1")
            for number in 1...2 {
                try await store.commit(SampleRun(number).change(expecting: 0) { $0.references = [mine] })
            }
            #expect(try await store.run(of: mine) == SampleRun.name(2))
            try await store.erase(SampleRun.name(2), at: SampleRun.moment(9))
            #expect(try await store.run(of: mine) == nil)
        },
    ]
}
