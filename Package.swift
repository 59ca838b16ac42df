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
func tests(
    of name: String, with more: String..., using products: [Target.Dependency] = [], excluding: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: ([name] + more).map { .target(name: $0) } + products, exclude: excluding,
        swiftSettings: house)
}

/// Something that helps tests, or only developers run.
func support(_ name: String, on below: String..., using products: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: below.map { .target(name: $0) } + products, path: "Tests/Support/\(name)",
        swiftSettings: house)
}

func product(_ name: String, _ package: String) -> Target.Dependency { .product(name: name, package: package) }

let arguments = product("ArgumentParser", "swift-argument-parser")
let crypto = product("Crypto", "swift-crypto")
let grdb = product("GRDB", "GRDB.swift")
let logging = product("Logging", "swift-log")
let lifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let nio = product("NIOCore", "swift-nio")
let nioPosix = product("NIOPosix", "swift-nio")
let nioHTTP = product("NIOHTTP1", "swift-nio")
let httpClient = product("AsyncHTTPClient", "async-http-client")

let package = Package(
    name: "trustflow",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 0
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CPackFiles", exclude: ["files"]),
        // 1
        floor("Vocabulary"),
        floor("Privacy"),
        floor("Diagnostics"),
        floor("Expressions"),
        floor("FindingPages"),
        // 2
        floor("YAMLTree", on: "CLibYAML", "Diagnostics"),
        floor("ExpressionSyntax", on: "Expressions"),
        floor("FlowIR", on: "Vocabulary", "Expressions"),
        floor("Vendors", on: "Vocabulary", "Privacy", "Expressions"),
        floor("EngineStore", on: "Vocabulary", "Privacy", using: [crypto]),
        floor("WebhookSignatures", on: "Privacy", using: [crypto]),
        floor("Notifications", on: "Vocabulary", using: [crypto]),
        // 3
        floor("YAMLDecoding", on: "Vocabulary", "Diagnostics", "Expressions", "YAMLTree", "ExpressionSyntax"),
        floor("FlowMachine", on: "Vocabulary", "Expressions", "FlowIR"),
        floor("EngineStoreSQLite", on: "Vocabulary", "EngineStore", using: [grdb]),
        // 4
        floor(
            "FlowSyntax", on: "Vocabulary", "Diagnostics", "Expressions", "YAMLTree", "FlowIR", "YAMLDecoding"),
        floor("FlowGraph", on: "Vocabulary", "Expressions", "ExpressionSyntax", "FlowIR"),
        floor("FlowFormat", on: "Diagnostics", "YAMLTree"),
        floor(
            "PackCompiler", on: "CPackFiles", "Vocabulary", "Diagnostics", "Expressions", "YAMLTree",
            "ExpressionSyntax", "Vendors", "YAMLDecoding", using: [crypto]),
        floor("VendorCalls", on: "Vocabulary", "Expressions", "Vendors", "FlowIR", "FlowMachine"),
        floor("FlowScenarios", on: "Vocabulary", "Expressions", "FlowIR", "Vendors", "FlowMachine"),
        floor(
            "VendorConnectors", on: "Vocabulary", "Privacy", "Expressions", "Vendors",
            using: [httpClient, nio, nioPosix, nioHTTP, product("NIOHTTPCompression", "swift-nio-extras")]),
        floor(
            "Deliveries", on: "Vocabulary", "Privacy", "FlowIR", "Vendors", "EngineStore", "WebhookSignatures",
            "Notifications", using: [httpClient, crypto, nio, nioPosix, nioHTTP]),
        floor(
            "VendorSandbox", on: "Vocabulary", "Privacy", "Expressions", "Vendors", "WebhookSignatures",
            using: [
                httpClient, nioHTTP,
                product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"), nio, logging,
                lifecycle,
            ]),
        // 5
        floor(
            "FlowCompiler", on: "Vocabulary", "Diagnostics", "Expressions", "ExpressionSyntax", "YAMLTree", "FlowIR",
            "Vendors", "YAMLDecoding", "FlowMachine", "FlowSyntax", "PackCompiler", "FlowScenarios", using: [crypto]),
        floor(
            "FlowSimulator", on: "Vocabulary", "Expressions", "Vendors", "FlowIR", "FlowMachine", "VendorCalls",
            "FlowScenarios"),
        floor(
            "FlowEngine", on: "Vocabulary", "Privacy", "Diagnostics", "Expressions", "FlowIR", "Vendors", "EngineStore",
            "Notifications", "FlowMachine", "PackCompiler", "VendorCalls", "VendorConnectors", using: [crypto]),
        // 6
        floor(
            "ServiceAPI", on: "Vocabulary", "Privacy", "Diagnostics", "Expressions", "YAMLTree", "FlowIR", "Vendors",
            "EngineStore", "WebhookSignatures", "FlowMachine", "FlowSyntax", "PackCompiler", "VendorCalls",
            "FlowScenarios", "VendorConnectors", "FlowCompiler", "FlowEngine", "Notifications", "Deliveries",
            using: [
                product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"), nio, crypto, logging,
                lifecycle,
            ]),
        // 7
        floor(
            "Commands", on: "Vocabulary", "Privacy", "Diagnostics", "Expressions", "ExpressionSyntax", "YAMLTree",
            "FlowIR", "Vendors", "EngineStore", "YAMLDecoding", "FlowMachine", "EngineStoreSQLite", "PackCompiler",
            "VendorCalls", "FlowScenarios", "VendorConnectors", "VendorSandbox", "FlowSyntax", "FlowCompiler",
            "FlowSimulator",
            "FlowEngine", "ServiceAPI", "Notifications", "Deliveries", "FlowFormat",
            "FlowGraph", "FindingPages",
            using: [
                arguments, httpClient, nio, nioHTTP, logging, lifecycle,
                product("UnixSignals", "swift-service-lifecycle"),
            ]),
        // 8
        .executableTarget(name: "trustflow", dependencies: ["Commands"], swiftSettings: house),

        // The house's own rules, and the tests of each floor.
        .testTarget(name: "House", swiftSettings: house),
        .testTarget(
            name: "Journeys", dependencies: ["trustflow", crypto, "HookListener", "Privacy", "WebhookSignatures"],
            swiftSettings: house),
        tests(of: "Diagnostics"),
        tests(of: "Expressions"),
        tests(of: "YAMLTree", with: "Diagnostics"),
        tests(of: "ExpressionSyntax", with: "Expressions", "conformance"),
        tests(of: "WebhookSignatures", with: "Privacy"),
        tests(of: "Notifications", with: "Vocabulary"),
        tests(
            of: "Deliveries",
            with: "EngineStore", "EngineStoreSQLite", "FlowIR", "HookListener", "Notifications", "Privacy",
            "StoreSamples", "Vocabulary", "WebhookSignatures", using: [nio, nioPosix]),
        tests(of: "Vendors", with: "Expressions", "Vocabulary"),
        tests(of: "EngineStore", with: "Privacy", "StoreConformance", "StoreSamples", "Vocabulary"),
        tests(of: "YAMLDecoding", with: "YAMLTree", "ExpressionSyntax", "Diagnostics", "Expressions", "Vocabulary"),
        tests(
            of: "EngineStoreSQLite",
            with: "EngineStore", "StoreConformance", "StoreSamples", "Vocabulary", "store-victim", using: [grdb]),
        tests(of: "PackCompiler", with: "Vendors", "Diagnostics", "YAMLTree", "Expressions", "Vocabulary"),
        tests(
            of: "VendorConnectors", with: "Vendors", "Expressions", "Privacy", "Vocabulary", using: [nio, nioPosix]),
        tests(
            of: "VendorSandbox", with: "PackCompiler", "VendorConnectors", "Vendors", "Expressions", "Vocabulary",
            "Diagnostics",
            using: [httpClient, nio, nioHTTP, logging, lifecycle]),

        tests(
            of: "FlowMachine",
            with: "Expressions", "FlowIR", "FlowSamples", "FlowScenarios", "FlowSimulator", "Vendors", "Vocabulary"),
        tests(of: "FlowSyntax", with: "Diagnostics", "Expressions", "FlowIR", "FlowSamples", "Vocabulary", "YAMLTree"),
        tests(of: "FlowGraph", with: "FlowIR", "Vocabulary"),
        tests(
            of: "FindingPages", with: "Diagnostics", "FlowCompiler", "FlowSamples", "FlowSyntax", "YAMLTree",
            excluding: ["Golden"]),
        tests(of: "FlowFormat", with: "Diagnostics", "YAMLTree"),
        tests(
            of: "FlowCompiler",
            with: "Diagnostics", "Expressions", "FindingPages", "FlowIR", "FlowMachine", "FlowSamples", "FlowScenarios",
            "FlowSyntax", "PackCompiler", "Vendors", "Vocabulary", "YAMLDecoding", "YAMLTree",
            excluding: ["Clean", "Golden", "Published"]),
        tests(
            of: "FlowSimulator",
            with: "Diagnostics", "Expressions", "FlowCompiler", "FlowIR", "FlowMachine", "FlowSamples", "FlowScenarios",
            "FlowSyntax", "PackCompiler", "VendorCalls", "Vendors", "Vocabulary", "YAMLTree"),
        tests(
            of: "FlowEngine",
            with: "Diagnostics", "EngineSamples", "EngineStore", "EngineStoreSQLite", "Expressions", "FlowCompiler",
            "FlowIR", "FlowMachine", "FlowScenarios", "FlowSimulator", "Notifications", "PackCompiler", "StoreSamples",
            "VendorCalls", "VendorConnectors", "VendorSandbox", "Vendors", "Vocabulary", "YAMLTree", "engine-victim"),

        tests(
            of: "ServiceAPI",
            with: "Deliveries", "Diagnostics", "EngineStore", "EngineStoreSQLite", "Expressions", "FlowEngine",
            "FlowMachine", "Notifications", "PackCompiler", "Privacy", "StoreSamples", "VendorConnectors",
            "VendorSandbox", "Vendors", "Vocabulary",
            "WebhookSignatures", "YAMLTree", using: [httpClient, nio, nioHTTP, logging, lifecycle]),

        // What helps the tests, and what only developers run.
        support(
            "FlowSamples", on: "Diagnostics", "Expressions", "FlowCompiler", "FlowIR", "FlowMachine", "FlowScenarios",
            "PackCompiler", "Vendors", "Vocabulary", "YAMLTree"),
        support("HookListener", using: [nio, nioPosix]),
        support("StoreSamples", on: "EngineStore", "Vocabulary"),
        support("StoreConformance", on: "EngineStore", "StoreSamples", "Vocabulary"),
        support(
            "EngineSamples", on: "Diagnostics", "EngineStore", "Expressions", "FlowCompiler", "FlowIR", "FlowMachine",
            "FlowScenarios", "PackCompiler", "VendorConnectors", "Vendors", "Vocabulary", "YAMLTree", using: [crypto]),
        .executableTarget(
            name: "engine-victim",
            dependencies: [
                "EngineSamples", "EngineStore", "EngineStoreSQLite", "Expressions", "FlowEngine", "FlowMachine",
                "VendorConnectors", "Vendors", "Vocabulary",
            ],
            path: "Tests/Support/EngineVictim", swiftSettings: house),
        .executableTarget(
            name: "store-victim", dependencies: ["EngineStore", "EngineStoreSQLite", "StoreSamples", "Vocabulary"],
            path: "Tests/Support/StoreVictim", swiftSettings: house),
        .executableTarget(
            name: "conformance",
            dependencies: ["Expressions", "ExpressionSyntax", "Privacy", "WebhookSignatures", "YAMLTree"],
            path: "Tests/Conformance", swiftSettings: house),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CLibYAML", "Vocabulary", "Diagnostics", "Expressions", "YAMLTree", "ExpressionSyntax", "Vendors",
                "EngineStore", "FlowMachine", "EngineStoreSQLite", "PackCompiler", "FlowScenarios", "VendorConnectors",
                "FlowCompiler", "FlowSimulator", "FlowEngine", "VendorSandbox", "ServiceAPI", "EngineSamples",
                "StoreSamples", grdb, nio, nioPosix, nioHTTP, logging, product("Hummingbird", "hummingbird"),
            ],
            path: "Tests/Benchmarks", swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
