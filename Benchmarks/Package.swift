// swift-tools-version: 6.2
import PackageDescription

/// Benchmarks of everything that is meant to be fast. A package of its own: nobody who builds Shadewise builds it.
/// `make bench` builds it with `-enable-testing`, because the networks alone are internal to their module.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "shadewise", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "shadewise-bench",
            dependencies: [
                .product(name: "ColorScience", package: "shadewise"),
                .product(name: "ColorKernels", package: "shadewise"),
                .product(name: "Imaging", package: "shadewise"),
                .product(name: "FaceMesh", package: "shadewise"),
                .product(name: "SkinTone", package: "shadewise"),
                .product(name: "ShadeCatalog", package: "shadewise"),
                .product(name: "Consultation", package: "shadewise"),
                .product(name: "Portraits", package: "shadewise"),
                .product(name: "TryOn", package: "shadewise"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ])
    ]
)

#if arch(x86_64)
    // As in the main package: vector code inlined from it needs the same instruction set.
    let march = ["-Xcc", "-march=\(Context.environment["SHADEWISE_CPU"] ?? "x86-64-v3")"]
#else
    let march: [String] = []
#endif

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(march + ["-O"]),
    ]
}
