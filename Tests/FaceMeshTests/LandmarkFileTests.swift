import FaceMesh
import Foundation
import Testing

@Suite struct LandmarkFileTests {
    private static let face = FaceLandmarks(
        points: (0..<FaceLandmarks.count).map { SIMD3(Float($0) + 0.25, 2 * Float($0), -Float($0) / 8) })

    private static func error(_ text: String, size: (Int, Int)? = nil) -> FaceMeshError? {
        #expect(throws: FaceMeshError.self) {
            _ = try FaceLandmarks(json: Data(text.utf8), pictureSize: size.map { (width: $0.0, height: $0.1) })
        }
    }

    @Test func readsWhatItWrites() throws {
        let text = Self.face.jsonText(pictureSize: (width: 640, height: 480))
        #expect(try FaceLandmarks(json: Data(text.utf8), pictureSize: (640, 480)) == Self.face)
        #expect(try FaceLandmarks(json: Data(Self.face.jsonText().utf8)) == Self.face)
    }

    @Test func readsBarePairs() throws {
        let list = Self.face.points.map { "[\($0.x), \($0.y)]" }.joined(separator: ",")
        let face = try FaceLandmarks(json: Data("[\(list)]".utf8), pictureSize: (10, 10))
        #expect(face.points == Self.face.points.map { SIMD3($0.x, $0.y, 0) })
        #expect(face.presence == 1)
    }

    @Test func scalesToThePictureAtHand() throws {
        let text = Self.face.jsonText(pictureSize: (width: 640, height: 481))
        let face = try FaceLandmarks(json: Data(text.utf8), pictureSize: (320, 240))
        let point = Self.face.points[100]
        #expect(abs(face.points[100].x - point.x / 2) < 0.01)
        #expect(abs(face.points[100].y - point.y * 240 / 481) < 0.01)
    }

    @Test func refusesWhatIsNotOneFace() throws {
        let all = Self.face.jsonText()
        let list = try #require(all.firstIndex(of: "[").map { String(all[$0...].dropLast()) })
        #expect(Self.error("")?.code == .landmarksInvalid)
        #expect(Self.error("{}")?.message.contains("468") == true)
        #expect(Self.error("[[1,2,3]]")?.message.contains("has 1 landmarks") == true)
        #expect(Self.error(list.replacing("[0.25,0.0,-0.0]", with: "[1]"))?.message.contains("landmark 0") == true)
        #expect(Self.error(list.replacing("[0.25,0.0,-0.0]", with: "[1,1e9]"))?.message.contains("landmark 0") == true)
        #expect(Self.error("{\"width\":0,\"height\":4,\"landmarks\":\(list)}", size: (4, 4)) != nil)
        #expect(Self.error(String(repeating: "[", count: 100_000))?.code == .landmarksInvalid)
        #expect(
            Self.error(Self.face.jsonText(pictureSize: (width: 480, height: 640)), size: (640, 480))?.message
                .contains("proportions") == true)
    }
}
