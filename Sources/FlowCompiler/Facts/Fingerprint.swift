extension Sequence<UInt8> {
    /// The same for the same bytes, and hardly ever for others: what can be compared before any text is written. FNV-1a
    /// (http://www.isthe.com/chongo/tech/comp/fnv).
    var fingerprint: UInt {
        reduce(14_695_981_039_346_656_037) { ($0 ^ UInt($1)) &* 1_099_511_628_211 }
    }
}
