// swift-tools-version: 6.2
import PackageDescription

/// Fuzzing of everything that reads strangers' bytes. A package of its own: nobody who builds Shadewise builds it.
/// `Scripts/build.sh` passes the sanitizers to every module, so that coverage steers the search through all of them.
let package = Package(
    name: "FuzzTesting",
    dependencies: [.package(name: "shadewise", path: "..")],
    targets: [
        .target(
            name: "FuzzTargets",
            dependencies: [
                // ShadeCatalog brings CZlib, which PNGMutator uses, too.
                .product(name: "Imaging", package: "shadewise"),
                .product(name: "FaceMesh", package: "shadewise"), .product(name: "ShadeCatalog", package: "shadewise"),
            ]),
        // libFuzzer brings its own main.
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(name: "replay", dependencies: ["FuzzTargets"]),
    ]
)

#if arch(x86_64)
    // As in the main package: vector code inlined from it needs the same instruction set.
    let march = ["-Xcc", "-march=\(Context.environment["SHADEWISE_CPU"] ?? "x86-64-v3")"]
#else
    let march: [String] = []
#endif

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .unsafeFlags(march),
        ]
}
