import Foundation

/// The repository these benchmarks belong to.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let models = root.appending(path: "Assets/models").path(percentEncoded: false)
    static let sampleCatalog = root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)

    /// The bytes of one of the two face networks.
    static func model(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: "Assets/models/\(name).tflite")))
    }
}
