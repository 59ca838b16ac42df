import FlowMachine
import Vendors
import Vocabulary

/// What is going to happen in virtual time. At equal times facts come before timers, then the earlier order first.
struct EventQueue {
    struct Item {
        enum Content {
            case answer(String, Result<VendorAnswer, TransportFailure>)
            case wake(String)
            /// The next regular reading.
            case poll(String)
            case news(vendor: String, StagedNews)
            /// Of a run that this one started.
            case fact(Fact)
            case timer(TimerName)
        }

        var at: Moment
        var order: Int
        var content: Content

        var isTimer: Bool { if case .timer = content { true } else { false } }
        var isPoll: Bool { if case .poll = content { true } else { false } }
        var activity: String? {
            switch content {
            case .answer(let id, _), .wake(let id), .poll(let id): id
            case .timer, .news, .fact: nil
            }
        }
        fileprivate var rank: (Moment, Int, Int) { (at, isTimer ? 1 : 0, order) }
    }

    private var items: [Item] = []
    private var order = 0

    /// Whether a vendor's answer or the wait for a repeat is still to come.
    var hasVendorWork: Bool { items.contains { !$0.isTimer && !$0.isPoll } }

    /// Whether a vendor is read regularly.
    var hasPoll: Bool { items.contains(where: \.isPoll) }

    mutating func answer(_ activity: String, _ result: Result<VendorAnswer, TransportFailure>, at: Moment) {
        add(.answer(activity, result), at: at)
    }

    mutating func wake(_ activity: String, at: Moment) { add(.wake(activity), at: at) }

    mutating func poll(_ activity: String, at: Moment) { add(.poll(activity), at: at) }

    mutating func news(_ news: StagedNews, from vendor: String, at: Moment) {
        add(.news(vendor: vendor, news), at: at)
    }

    mutating func fact(_ fact: Fact, at: Moment) { add(.fact(fact), at: at) }

    mutating func set(_ timer: TimerName, at: Moment) {
        cancel(timer)
        add(.timer(timer), at: at)
    }

    mutating func cancel(_ timer: TimerName) {
        items.removeAll { if case .timer(timer) = $0.content { true } else { false } }
    }

    mutating func removeAll(of activity: String) { items.removeAll { $0.activity == activity } }

    /// Takes out what comes first, if it comes no later than `end`.
    mutating func next(until end: Moment = Moment(milliseconds: .max)) -> Item? {
        guard let index = items.indices.min(by: { items[$0].rank < items[$1].rank }), items[index].at <= end else {
            return nil
        }
        return items.remove(at: index)
    }

    private mutating func add(_ content: Item.Content, at: Moment) {
        order += 1
        items.append(Item(at: at, order: order, content: content))
    }
}

/// Numbers for jitter that are the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number in 0 ..< 1.
    mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53)
    }
}
