import FaceMesh
import Foundation
import Imaging
import TestSupport

/// What MediaPipe 0.10.21 found in the shared photos at full size.
enum MediaPipeOracle {
    struct Photo: Decodable {
        struct Detection: Decodable {
            /// Box and key points in fractions of the picture's sides.
            var score: Float
            var box: [Float]
            var keypoints: [[Float]]
        }

        var width: Int
        var height: Int
        var detections: [Detection]
        /// Of the best detection; nil when MediaPipe doubted that it was a face.
        var landmarks: [[Float]]?
    }

    static let url = SharedData.directory.appending(path: "oracles/mediapipe-0.10.21-faces.json")

    static let photos: [String: Photo] = {
        guard let data = try? Data(contentsOf: url) else { return [:] }
        return (try? JSONDecoder().decode([String: Photo].self, from: data)) ?? [:]
    }()

    static let names = photos.keys.sorted()

    static func image(_ name: String) throws -> RGBImage {
        let path = SharedData.directory.appending(path: "photos").appending(path: name).path()
        return try EncodedImage(contentsOf: path).decoded().image
    }

    /// Mean distance in the picture's plane, as a fraction of the face's width.
    static func distance(_ landmarks: FaceLandmarks, to truth: [[Float]]) -> Float {
        let columns = truth.map { $0[0] }
        let total = zip(landmarks.points, truth).reduce(Float(0)) { sum, pair in
            let (x, y) = (pair.0.x - pair.1[0], pair.0.y - pair.1[1])
            return sum + (x * x + y * y).squareRoot()
        }
        return total / Float(truth.count) / (columns.max()! - columns.min()!)
    }
}
