// swift-tools-version: 6.2
import PackageDescription

/// The instruction set the package's own code is built for on x86: AVX2 and FMA. `SHADEWISE_CPU=x86-64-v2` builds for
/// older machines. One level per binary: Swift may merge weak symbols of two levels.
let cpu = Context.environment["SHADEWISE_CPU"] ?? "x86-64-v3"

#if arch(x86_64)
    let march = ["-march=\(cpu)"]
#else
    let march: [String] = []
#endif

/// Targets that loop over pixels, weights or shades.
let kernelTargets = [
    "ColorScience", "ColorKernels", "Imaging", "FaceMesh", "SkinTone", "ShadeCatalog", "Consultation", "Portraits",
    "TryOn",
]

/// Optimised in debug builds too, or tests crawl: these, and tests that draw or run networks by plain loops.
let optimizedTargets = Set(
    kernelTargets + ["FaceMeshTests", "ShadeCatalogTests", "SkinToneTests", "ConsultationTests", "TryOnTests"])

/// The same for what is written in C.
let optimizedC = CSetting.unsafeFlags(["-O2"], .when(configuration: .debug))

let package = Package(
    name: "shadewise",
    products: [
        .executable(name: "shadewise", targets: ["shadewise"]),
        .executable(name: "shadewise-server", targets: ["shadewise-server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // The service's alone: the command line builds without them.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // C, each behind one Swift module.
        .target(name: "CVector", cSettings: [.unsafeFlags(march)]),
        .target(name: "CProcess"),
        .target(name: "CWide", cSettings: [.unsafeFlags(march), optimizedC]),
        .target(
            name: "CImageCodecs", cSettings: [.unsafeFlags(march), optimizedC],
            linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png16")]),
        .systemLibrary(name: "CLittleCMS", pkgConfig: "lcms2", providers: [.apt(["liblcms2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),

        // The way from bytes to ranked shades; arrows only downward.
        .target(name: "ColorScience"),
        .target(name: "ColorKernels", dependencies: ["ColorScience", "CVector", "CWide"]),
        .target(
            name: "Imaging", dependencies: ["CImageCodecs", "CLittleCMS", "CVector", "ColorKernels", "ColorScience"]),
        .target(name: "FaceMesh", dependencies: ["Imaging", "CWide", "CVector"]),
        .target(
            name: "SkinTone",
            dependencies: [
                "FaceMesh", "Imaging", "ColorKernels", "ColorScience",
                .product(name: "Yams", package: "Yams"),
            ],
            resources: ["strict", "moderate", "relaxed"].map { .embedInCode("Resources/capture-policy-\($0).yaml") }
                + [
                    .embedInCode("Resources/capture-advice.yaml"), .embedInCode("Resources/light-model.txt"),
                    .embedInCode("Resources/audit-limits.yaml"),
                ]),
        .target(
            name: "ShadeCatalog",
            dependencies: [
                "ColorKernels", "ColorScience", "Imaging", "CZlib", "CExpat", .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Resources/shade-words.yaml"), .embedInCode("Resources/catalog-report.yaml"),
                .embedInCode("Resources/catalog-report.css"), .embedInCode("Resources/report.css"),
                .embedInCode("Resources/difference-words.yaml"),
                .embedInCode("Resources/harmony-words.yaml"),
            ]),
        .target(
            name: "Consultation",
            dependencies: ["SkinTone", "ShadeCatalog", "ColorKernels", "ColorScience"],
            resources: [.embedInCode("Resources/questions.yaml")]),
        .target(
            name: "Portraits", dependencies: ["FaceMesh", "Imaging", "ColorKernels", "ColorScience"]),

        .target(name: "TryOn", dependencies: ["CVector", "FaceMesh", "Imaging", "ColorKernels", "ColorScience"]),

        .target(
            name: "CatalogStore",
            dependencies: ["ShadeCatalog", "ColorScience", .product(name: "GRDB", package: "GRDB.swift")]),

        .target(
            name: "Stores",
            dependencies: [
                "Consultation", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // Apart from the others, so that only the service links libpq.
        .target(name: "PostgreSQL", dependencies: ["CPostgres", "Stores"]),

        // What people hand over and how it is named, for the command line and the service: looks, shades in their own
        // words, archives.
        .target(name: "Inputs", dependencies: ["ShadeCatalog", "TryOn", "ColorScience"]),

        // Answers as JSON and in words, for both.
        .target(
            name: "Reports",
            dependencies: [
                "Inputs", "Consultation", "SkinTone", "ShadeCatalog", "TryOn", "FaceMesh", "Imaging", "ColorScience",
            ],
            resources: ["en", "de"].map { .embedInCode("Resources/consult-words-\($0).yaml") }),

        .executableTarget(
            name: "shadewise",
            dependencies: [
                "Inputs", "Reports", "Consultation", "SkinTone", "CatalogStore", "ShadeCatalog", "Portraits", "TryOn",
                "FaceMesh",
                "Imaging", "ColorScience", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [
                .embedInCode("Resources/audit-report.yaml"), .embedInCode("Resources/audit-report.css"),
                .embedInCode("Resources/match-report.yaml"), .embedInCode("Resources/match-report.css"),
                .embedInCode("Resources/match-report.js"),
                .embedInCode("Resources/skin-words-en.yaml"), .embedInCode("Resources/skin-words-de.yaml"),
            ]),

        .target(
            name: "Server",
            dependencies: [
                "Inputs", "Reports", "Consultation", "SkinTone", "Stores", "ShadeCatalog", "TryOn", "FaceMesh",
                "Imaging",
                "ColorScience", "CZlib", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: ["openapi.yaml", "docs.css", "docs-words.yaml"].map { .embedInCode("Resources/\($0)") }),

        .executableTarget(
            name: "shadewise-server",
            dependencies: [
                "Server", "Inputs", "Reports", "Stores", "PostgreSQL", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        // One test target a module; TestSupport finds shared data, models and Python oracles.
        .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport"),
        .testTarget(name: "ColorScienceTests", dependencies: ["ColorScience", "TestSupport"]),
        .testTarget(name: "ColorKernelsTests", dependencies: ["ColorKernels", "ColorScience", "TestSupport"]),
        .testTarget(
            name: "ImagingTests", dependencies: ["Imaging", "ColorScience", "TestSupport"],
            resources: [.copy("Data")]),
        .testTarget(
            name: "FaceMeshTests", dependencies: ["FaceMesh", "Imaging", "Portraits", "ColorScience", "TestSupport"],
            exclude: ["Data"]),
        .testTarget(
            name: "SkinToneTests",
            dependencies: [
                "SkinTone", "FaceMesh", "Portraits", "Imaging", "ColorKernels", "ColorScience", "TestSupport",
            ]),
        .testTarget(
            name: "ShadeCatalogTests",
            dependencies: ["ShadeCatalog", "Imaging", "ColorKernels", "ColorScience", "CZlib", "TestSupport"],
            exclude: ["Data"]),
        .testTarget(
            name: "ConsultationTests",
            dependencies: ["Consultation", "SkinTone", "ShadeCatalog", "ColorKernels", "ColorScience", "TestSupport"]),
        .testTarget(
            name: "CatalogStoreTests",
            dependencies: [
                "CatalogStore", "ShadeCatalog", "ColorScience", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "StoresTests",
            dependencies: [
                "PostgreSQL", "Stores", "Consultation", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "PortraitsTests", dependencies: ["Portraits", "FaceMesh", "Imaging", "ColorScience", "TestSupport"]),
        .testTarget(
            name: "TryOnTests",
            dependencies: ["TryOn", "SkinTone", "Portraits", "FaceMesh", "Imaging", "ColorScience", "TestSupport"]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "shadewise-server", "Stores", "Consultation", "ShadeCatalog", "Imaging", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "shadewise", "Inputs", "Reports", "Consultation", "SkinTone", "CatalogStore", "ShadeCatalog", "Imaging",
                "Portraits", "ColorScience", "TestSupport",
            ]),
    ]
)

// Libraries for the packages in this repository that nobody who builds the program builds: Benchmarks, FuzzTesting.
package.products += kernelTargets.map { .library(name: $0, targets: [$0]) }

for target in package.targets where target.type != .system {
    if ["CVector", "CImageCodecs", "CProcess", "CWide"].contains(target.name) { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(march.flatMap { ["-Xcc", $0] } + (optimizedTargets.contains(target.name) ? ["-O"] : [])),
    ]
}
