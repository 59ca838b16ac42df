// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .treatWarning("StrictLanguageFeatures", as: .error),
]

/// A floor of the house; it may stand only on floors listed above it.
func floor(_ name: String, on below: String..., using products: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: below.map { .target(name: $0) } + products, swiftSettings: house)
}

/// The tests of a floor.
func tests(of name: String, with more: String..., using products: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: ([name] + more).map { .target(name: $0) } + products,
        exclude: [], swiftSettings: house)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "trustflow",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
    ],
    targets: [
        // 0
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CPackFiles", exclude: ["files"]),
        // 1
        floor("Vocabulary"),
        floor("Privacy"),
        floor("Diagnostics"),
        floor("Expressions"),
        // 2
        floor("YAMLTree", on: "CLibYAML", "Diagnostics"),
        floor("ExpressionSyntax", on: "Expressions"),
        floor("Vendors", on: "Vocabulary", "Privacy", "Expressions"),
        tests(of: "Vendors", with: "Expressions", "Vocabulary"),
        floor("EngineStore", on: "Vocabulary", "Privacy", using: [crypto]),
        // 3
        floor("EngineStoreSQLite", on: "EngineStore", "Vocabulary", using: [grdb]),
        floor("YAMLDecoding", on: "YAMLTree", "Diagnostics", "Expressions", "ExpressionSyntax", "Vocabulary"),
        // 4
        floor(
            "PackCompiler", on: "Vendors", "YAMLDecoding", "YAMLTree", "ExpressionSyntax", "Expressions", "Diagnostics",
            "Vocabulary", "CPackFiles", using: [.product(name: "Crypto", package: "swift-crypto")]),
        tests(of: "PackCompiler", with: "Vendors", "Diagnostics", "Expressions", "Vocabulary"),
        floor(
            "VendorConnectors", on: "Vendors", "Expressions", "Privacy", "Vocabulary",
            using: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ]),
        tests(
            of: "VendorConnectors", with: "Vendors", "Expressions", "Vocabulary",
            using: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        // the stores' tests and measures
        .target(
            name: "StoreSamples", dependencies: ["EngineStore", "Vocabulary"],
            path: "Tests/Support/StoreSamples", swiftSettings: house),
        .target(
            name: "StoreConformance", dependencies: ["EngineStore", "StoreSamples", "Vocabulary"],
            path: "Tests/Support/StoreConformance", swiftSettings: house),
        .executableTarget(
            name: "store-victim", dependencies: ["EngineStore", "EngineStoreSQLite", "StoreSamples", "Vocabulary"],
            path: "Tests/Support/StoreVictim", swiftSettings: house),
        tests(of: "EngineStore", with: "Privacy", "StoreConformance", "StoreSamples", "Vocabulary"),
        tests(
            of: "EngineStoreSQLite",
            with: "EngineStore", "StoreConformance", "StoreSamples", "Vocabulary", "store-victim", using: [grdb]),
        .executableTarget(
            name: "benchmarks",
            dependencies: ["EngineStore", "EngineStoreSQLite", "StoreSamples", "Vocabulary", grdb],
            path: "Tests/Benchmarks", swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
