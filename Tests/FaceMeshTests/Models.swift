import FaceMesh
import Foundation
import TestSupport

/// The face networks, loaded.
enum Models {
    static var arePresent: Bool { FaceModels.arePresent }
    static var skipReason: String { FaceModels.skipReason }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: SharedData.models.appending(path: name)))
    }

    static func analyzer() throws -> FaceAnalyzer {
        try FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false))
    }

    static func refiner() throws -> LandmarkRefiner {
        try LandmarkRefiner(modelsDirectory: SharedData.models.path(percentEncoded: false))
    }
}
