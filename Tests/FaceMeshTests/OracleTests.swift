import FaceMesh
import Foundation
import Imaging
import TestSupport
import Testing

@Suite(
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    .enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)))
struct OracleTests {
    @Test func oracleIsThere() {
        #expect(MediaPipeOracle.names.count == 30)
    }

    @Test(arguments: MediaPipeOracle.names)
    func findsTheFacesMediaPipeFinds(_ name: String) throws {
        let (image, truth) = (try MediaPipeOracle.image(name), try #require(MediaPipeOracle.photos[name]))
        try #require(image.width == truth.width && image.height == truth.height)
        let faces = try Models.analyzer().detectFaces(in: image)
        #expect(faces.count == truth.detections.count)
        let size = SIMD2(Float(image.width), Float(image.height))
        for (face, expected) in zip(faces, truth.detections) {
            #expect(abs(face.score - expected.score) <= 0.02)
            let slack = 0.02 * SIMD2(expected.box[2], expected.box[3])
            let corner = SIMD2(face.box.x, face.box.y) / size - SIMD2(expected.box[0], expected.box[1])
            let extent = SIMD2(face.box.width, face.box.height) / size - SIMD2(expected.box[2], expected.box[3])
            for (point, wanted) in zip(face.keypoints, expected.keypoints) {
                let difference = point / size - SIMD2(wanted[0], wanted[1])
                #expect(all(difference .<= slack) && all(difference .>= -slack))
            }
            #expect(all(corner .<= slack) && all(corner .>= -slack))
            #expect(all(extent .<= slack) && all(extent .>= -slack))
        }
    }

    @Test(arguments: MediaPipeOracle.names)
    func placesLandmarksWhereMediaPipeDoes(_ name: String) throws {
        let (image, truth) = (try MediaPipeOracle.image(name), try #require(MediaPipeOracle.photos[name]))
        let analyzer = try Models.analyzer()
        guard let face = analyzer.detectFaces(in: image).first else { return #expect(truth.landmarks == nil) }
        let landmarks = analyzer.landmarks(in: image, of: face)
        // MediaPipe gives no landmarks below a presence of 0.5.
        #expect((landmarks.presence >= 0.5) == (truth.landmarks != nil))
        guard let expected = truth.landmarks else { return }
        #expect(MediaPipeOracle.distance(landmarks, to: expected) <= 0.005)
        let depths = zip(landmarks.points, expected).map { abs($0.z - $1[2]) }
        #expect(depths.reduce(0, +) / Float(depths.count) <= 0.005 * landmarks.box.width)
    }

    /// Photographs are decoded at a reduced size; the faces stay the same ones, and the landmarks stay on them. The
    /// network itself moves by up to half a percent when its crop is sampled anew, MediaPipe's as much as ours.
    @Test(arguments: MediaPipeOracle.names.filter { $0.hasPrefix("person") })
    func standsReducedPictures(_ name: String) throws {
        let (full, truth) = (try MediaPipeOracle.image(name), try #require(MediaPipeOracle.photos[name]))
        let scale = 1_024 / Float(max(full.width, full.height))
        guard scale < 1, let expected = truth.landmarks else { return }
        let image = full.resized(
            width: Int((Float(full.width) * scale).rounded()), height: Int((Float(full.height) * scale).rounded()))
        let analyzer = try Models.analyzer()
        let faces = analyzer.detectFaces(in: image)
        #expect(faces.count == truth.detections.count)
        let landmarks = analyzer.landmarks(in: image, of: try #require(faces.first)).mapped(scale: 1 / scale)
        #expect(MediaPipeOracle.distance(landmarks, to: expected) <= 0.01)
    }

    @Test func readsTheOraclesOwnEntries() throws {
        let name = "person-a-1.jpg"
        let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: MediaPipeOracle.url))
        let entry = try #require((whole as? [String: Any])?[name])
        let landmarks = try FaceLandmarks(json: JSONSerialization.data(withJSONObject: entry))
        let expected = try #require(MediaPipeOracle.photos[name]?.landmarks)
        #expect(MediaPipeOracle.distance(landmarks, to: expected) == 0)
    }
}
