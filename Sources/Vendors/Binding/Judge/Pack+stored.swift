public import Expressions

extension Pack {
    /// An answer's body as it may be kept (sealed): without what the binding drops and without the vendor's secrets;
    /// `nil` for a body that is no JSON.
    public func storable(_ answer: VendorAnswer, of operation: String) -> Value? {
        guard let operation = operations[operation], let document = try? JSONText.parse(answer.body) else { return nil }
        let secret =
            contract.answerSchema(of: operation.call, status: answer.status)?.secretPointers(in: document) ?? []
        // From the back, so that removing an item moves none that is still to be removed.
        return (operation.drop + secret.sorted { $0.description > $1.description }).reduce(document) {
            $1.removed(from: $0)
        }
    }
}
