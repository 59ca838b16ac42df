public import Deliveries
public import Notifications

/// Who is told of runs, who tells them, and where that may lead.
public struct Notifying: Sendable {
    let book: EndpointBook
    let courier: Courier
    let addresses: AddressGuard

    /// - Parameter addresses: the guard that the courier's sender has too.
    public init(book: EndpointBook, courier: Courier, addresses: AddressGuard) {
        self.book = book
        self.courier = courier
        self.addresses = addresses
    }
}
