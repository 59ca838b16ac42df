/// The memory of a command that ends when its work is done.
enum Memory {
    /// Leaves a value to the end of the process, which frees all at once: to take it apart first is work for nothing.
    static func abandon<Value>(_ value: Value) {
        _ = Unmanaged.passRetained(Last(value))
    }

    private final class Last<Value> {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
}
