import FaceMesh
import Foundation
import Imaging
import TestSupport
import Testing

@Suite(.enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)))
struct RefinedLandmarksTests {
    /// What MediaPipe 0.10.21 finds in the drawn selfies, in pixels (`Scripts/compare/refined_oracle.py`).
    private static let oracle: [String: [[Float]]] = {
        let url = SharedData.root.appending(path: "Tests/FaceMeshTests/Data/mediapipe-0.10.21-refined-selfies.json")
        guard let data = try? Data(contentsOf: url) else { return [:] }
        return (try? JSONDecoder().decode([String: [[Float]]].self, from: data)) ?? [:]
    }()

    private static func selfie(_ name: String) throws -> RGBImage {
        try MediaPipeOracle.image(at: SharedData.root.appending(path: "Assets/selfies").appending(path: name))
    }

    @Test func oracleIsThere() {
        #expect(Self.oracle.count == 6)
    }

    /// Lips, eyes and irises within 0.5 % of the face's width, point by point.
    @Test(arguments: oracle.keys.sorted())
    func placesLandmarksWhereMediaPipeDoes(_ name: String) throws {
        let (image, expected) = (try Self.selfie(name), try #require(Self.oracle[name]))
        let detection = try #require(try Models.analyzer().detectFaces(in: image).first)
        let found = try Models.refiner().landmarks(in: image, of: detection)
        #expect(found.face.presence > 0.9)
        try #require(expected.count == RefinedLandmarks.count && found.points.count == expected.count)
        let width = abs(expected[454][0] - expected[234][0])
        for (point, wanted) in zip(found.points, expected) {
            let offset = SIMD2(point.x - wanted[0], point.y - wanted[1])
            #expect((offset * offset).sum().squareRoot() <= 0.005 * width)
            #expect(abs(point.z - wanted[2]) <= 0.005 * width)
        }
    }

    /// Looked at again from where they were found, landmarks stay: the square differs, and the network is that steady.
    @Test(arguments: oracle.keys.sorted())
    func staysWhereItStarted(_ name: String) throws {
        let image = try Self.selfie(name)
        let (analyzer, refiner) = (try Models.analyzer(), try Models.refiner())
        let detection = try #require(analyzer.detectFaces(in: image).first)
        let first = refiner.landmarks(in: image, of: detection)
        let known = analyzer.landmarks(in: image, of: detection)
        let again = try #require(refiner.landmarks(in: image, around: known))
        let distances = zip(first.points, again.points).map { a, b in
            let offset = SIMD2(a.x - b.x, a.y - b.y)
            return (offset * offset).sum().squareRoot()
        }
        #expect(distances.reduce(0, +) / Float(distances.count) <= 0.01 * first.face.box.width)
    }

    /// An iris's middle lies between opposite places on its edge, and the eyes are the person's own.
    @Test func irisesLieAroundTheirMiddle() throws {
        let image = try Self.selfie("selfie-3-medium.jpg")
        let detection = try #require(try Models.analyzer().detectFaces(in: image).first)
        let found = try Models.refiner().landmarks(in: image, of: detection)
        #expect(found.rightIris[0].x < found.leftIris[0].x)
        for iris in [found.rightIris, found.leftIris] {
            let (across, down) = (iris[1] - iris[3], iris[4] - iris[2])
            #expect(across.x > 0 && down.y > 0)
            for (a, b) in [(iris[1], iris[3]), (iris[2], iris[4])] {
                let offset = (a + b) / 2 - iris[0]
                #expect(abs(offset.x) < 0.15 * across.x && abs(offset.y) < 0.15 * across.x)
            }
        }
    }

    @Test(arguments: [Float.nan, .infinity, -1e30, 0])
    func standsLandmarksThatAreNone(_ figure: Float) throws {
        let image = RGBImage(width: 64, height: 48, gray: 90)
        let known = FaceLandmarks(points: Array(repeating: SIMD3(figure, 7, figure), count: FaceLandmarks.count))
        #expect(try Models.refiner().landmarks(in: image, around: known) == nil)
    }

    @Test func refusesAnotherNetwork() throws {
        let mesh = try Models.bytes(FaceModels.names[1])
        let error = #expect(throws: FaceMeshError.self) { try LandmarkRefiner(bytes: mesh) }
        #expect(error?.code == .modelUnsupported)
        let missing = #expect(throws: FaceMeshError.self) { try LandmarkRefiner(modelsDirectory: "/nowhere/at all") }
        #expect(missing?.code == .modelsMissing)
    }
}
