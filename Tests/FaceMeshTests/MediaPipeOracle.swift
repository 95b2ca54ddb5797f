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

    /// The pixels MediaPipe was given: it knows nothing of colour profiles, so they are taken out of the file first.
    static func image(_ name: String) throws -> RGBImage {
        try image(at: SharedData.directory.appending(path: "photos").appending(path: name))
    }

    static func image(at url: URL) throws -> RGBImage {
        try EncodedImage(bytes: withoutProfile([UInt8](Data(contentsOf: url)))).decoded().image
    }

    /// A JPEG without its APP2 segments, a PNG without its iCCP chunk.
    private static func withoutProfile(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var place = bytes.starts(with: [0xFF, 0xD8]) ? 2 : 8
        result += bytes[..<place]
        while place + 8 <= bytes.count {
            let length: Int
            let isProfile: Bool
            if result.starts(with: [0xFF, 0xD8]) {
                if bytes[place + 1] == 0xDA { break }
                length = 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
                isProfile = bytes[place + 1] == 0xE2
            } else {
                length = 12 + bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
                isProfile = bytes[place + 4..<place + 8].elementsEqual("iCCP".utf8)
            }
            if !isProfile { result += bytes[place..<place + length] }
            place += length
        }
        return result + bytes[place...]
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
