public import Expressions

/// A vendor's settings as its flow gives them, checked; secrets are handles.
public typealias VendorSettings = [String: Value]
