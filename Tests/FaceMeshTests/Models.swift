import FaceMesh
import Foundation
import TestSupport

/// The two face networks in Assets/models, which `make test` fetches.
enum Models {
    static let names = ["face_detection_short_range.tflite", "face_landmark.tflite"]

    static var arePresent: Bool {
        names.allSatisfy { FileManager.default.fileExists(atPath: SharedData.models.appending(path: $0).path()) }
    }

    static let skipReason =
        "Assets/models is empty: run `make test` or Scripts/fetch-models.sh once with network access"

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: SharedData.models.appending(path: name)))
    }

    static func analyzer() throws -> FaceAnalyzer {
        try FaceAnalyzer(modelsDirectory: SharedData.models.path())
    }
}
