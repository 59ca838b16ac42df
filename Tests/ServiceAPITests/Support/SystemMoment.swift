import FlowEngine
import Vocabulary

enum SystemMoment {
    static var now: Moment { SystemClock().now }
}
