import Expressions
import Testing

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("ubb", "hubba", true), ("^a+b*$", "aaab", true), ("^a+b*$", "aaac", false), ("", "", true),
        ("gr(a|e)y", "grey", true), ("(?i)straSSE", "STRASSE", true), ("(?i)ß", "ẞ", true), ("[^a-c]", "abc", false),
        ("^[[:alpha:]_]\\w*$", "_x9", true), ("^\\d{2,3}$", "1234", false), ("^\\d{2,3}$", "123", true),
        ("a{,2}", "a{,2}", true), ("\\bfoo\\b", "a foo b", true), ("\\bfoo\\b", "afoob", false), (".", "\n", false),
        ("(?s).", "\n", true), ("(?m)^b$", "a\nb\nc", true), ("^b$", "a\nb\nc", false), ("\\Qa.b\\E", "a.b", true),
        ("\\Qa.b\\E", "axb", false), ("^\\p{Lu}\\p{Ll}+$", "Ärger", true), ("[\\pN]", "٣", true),
        ("\\x{1F600}", "😀", true),
        ("^(?:a|ab)(?:c|bcd)$", "abcd", true), ("a**", "", false), ("^a*?$", "aaa", true), ("[]a]", "]", true),
        ("[a\\-z]", "-", true), ("(?P<x>a)(?<y>b)", "ab", true), ("\\101", "A", true), ("K", "\u{212a}", false),
        ("(?i)k", "\u{212a}", true), ("a|", "b", true), ("x*", "b", true), ("^$", "", true), ("\\z", "a", true),
    ])
    func findsWhatItShould(pattern: String, text: String, isFound: Bool) {
        #expect((try? RegularExpression(pattern))?.contains(matchIn: text) ?? false == isFound)
    }

    @Test(arguments: [
        "(", ")", "[a", "a**", "*a", "\\", "(?=a)", "\\1", "a{2,1}", "a{1001}", "[z-a]", "\\p{Greek}", "[[:foo:]]",
        "\\8",
        "(?x)a", "((a{100}){100}){100}",
    ])
    func refusesWhatIsNoPattern(pattern: String) {
        #expect(throws: PatternProblem.self) { try RegularExpression(pattern) }
    }

    @Test func matchesAllOfAText() throws {
        let expression = try RegularExpression("a|ab")
        #expect(expression.matchesWhole("ab"))
        #expect(!expression.matchesWhole("abc"))
    }

    /// A backtracking engine needs 2^40 steps for this one.
    @Test func nestedRepetitionsDoNotExplode() throws {
        let text = String(repeating: "a", count: 40)
        #expect(try !RegularExpression("^(a+)+$").contains(matchIn: text + "!"))
        #expect(try RegularExpression("(a?){40}a{40}").contains(matchIn: text))
    }
}
