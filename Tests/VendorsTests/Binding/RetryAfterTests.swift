import Testing
import Vocabulary

@testable import Vendors

struct RetryAfterTests {
    /// 1994-11-06T08:49:37Z
    private let then = Moment(milliseconds: 784_111_777_000)

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func readsAllThreeFormsOfADate(text: String) {
        #expect(RetryAfter.date(text) == then)
    }

    @Test(arguments: [
        ("120", Interval.seconds(120)), (" 0 ", .zero), ("99999999999999999999", .seconds(31_536_000)),
        ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)), ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
    ])
    func saysHowLongToWait(text: String, expected: Interval) {
        #expect(RetryAfter.interval(text, now: then) == expected)
    }

    @Test(arguments: ["", "soon", "-5", "1.5", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT"])
    func ignoresWhatItCannotRead(text: String) {
        #expect(RetryAfter.interval(text, now: then) == nil)
    }
}
