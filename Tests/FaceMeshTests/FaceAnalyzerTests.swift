import FaceMesh
import Foundation
import Imaging
import TestSupport
import Testing

/// A picture without a meaning, the same on every machine.
private func noise(width: Int, height: Int, seed: UInt64 = 1) -> RGBImage {
    var state = seed
    return RGBImage(
        width: width, height: height,
        pixels: (0..<width * height * 3).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        })
}

@Suite(.enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)))
struct FaceAnalyzerTests {
    @Test func namesTheModels() throws {
        #expect(try Models.analyzer().modelsVersion == "5dc7a679184248d2")
    }

    @Test(arguments: [(1, 1), (1, 4_000), (4_000, 1), (2, 2), (640, 480)])
    func findsNoFaceWhereThereIsNone(_ width: Int, _ height: Int) throws {
        let analyzer = try Models.analyzer()
        #expect(analyzer.detectFaces(in: RGBImage(width: width, height: height, gray: 128)).isEmpty)
        #expect(analyzer.detectFaces(in: noise(width: width, height: height)).isEmpty)
    }

    /// Boxes far outside, without area, or not even numbers: landmarks that are no face, and no crash.
    @Test(arguments: [Float.nan, .infinity, -1e30, 1e9, -5_000, 0])
    func standsAnyBox(_ figure: Float) throws {
        let image = noise(width: 64, height: 48)
        for box in [
            Rectangle(x: figure, y: 0, width: 50, height: 50), Rectangle(x: 0, y: figure, width: 50, height: 50),
            Rectangle(x: 0, y: 0, width: figure, height: figure),
        ] {
            for eyes in [[SIMD2(10, 10), SIMD2(20, 10)], [SIMD2(figure, 1), SIMD2(1, figure)], []] {
                let face = FaceDetection(score: 1, box: box, keypoints: eyes)
                let landmarks = try Models.analyzer().landmarks(in: image, of: face)
                #expect(landmarks.points.count == FaceLandmarks.count)
                _ = landmarks.pose
            }
        }
    }

    @Test func givesEveryTaskTheSameAnswer() async throws {
        let analyzer = try Models.analyzer()
        let images = (0..<4).map { noise(width: 300 + $0, height: 200, seed: UInt64($0)) }
        let face = FaceDetection(
            score: 1, box: Rectangle(x: 80, y: 40, width: 90, height: 110), keypoints: [SIMD2(100, 80), SIMD2(140, 90)])
        let alone = images.map { analyzer.landmarks(in: $0, of: face) }
        let together = await withTaskGroup { group in
            for index in 0..<64 {
                group.addTask { (index, analyzer.landmarks(in: images[index % 4], of: face)) }
            }
            return await group.reduce(into: [(Int, FaceLandmarks)]()) { $0.append($1) }
        }
        for (index, landmarks) in together { #expect(landmarks == alone[index % 4]) }
    }

    @Test func tellsHowToFetchMissingModels() {
        let error = #expect(throws: FaceMeshError.self) {
            try FaceAnalyzer(modelsDirectory: "/nowhere/at all")
        }
        #expect(error?.code == .modelsMissing)
        #expect(error?.message.contains("make demo") == true)
    }

    @Test func refusesNetworksInEachOthersPlace() throws {
        let (detector, mesh) = (try Models.bytes(FaceModels.names[0]), try Models.bytes(FaceModels.names[1]))
        let error = #expect(throws: FaceMeshError.self) { try FaceAnalyzer(detector: mesh, mesh: detector) }
        #expect(error?.code == .modelUnsupported)
    }
}
