import FaceMesh
import Foundation
import Imaging
import Testing

@testable import TryOn

@Suite struct TemplateSpotTests {
    private static let frame = PixelRegion(x: 0, y: 0, width: 400, height: 400)

    /// The mean face, 270 pixels wide from the front, turned about the upright axis.
    private static func face(turnedBy degrees: Float) -> FaceLandmarks {
        let (sine, cosine) = (sinf(degrees * .pi / 180), cosf(degrees * .pi / 180))
        return FaceLandmarks(
            points: FaceTemplate.vertices.map { point in
                SIMD3(point.x * cosine + point.z * sine, point.y, point.z * cosine - point.x * sine) * 100
                    + SIMD3(200, 200, 0)
            })
    }

    /// Pixels with half of the spot or more, left and right of a column.
    private static func halves(_ face: FaceLandmarks, at column: Int) -> (left: Int, right: Int) {
        let shares = TemplateSpot.blush.shares(on: face, over: frame).expanded(over: frame)
        let places = shares.indices.filter { shares[$0] >= 0.5 }
        let left = places.count { $0 % frame.width < column }
        return (left, places.count - left)
    }

    @Test func fromTheFrontItIsWhatTheMeanFaceHas() {
        let face = Self.face(turnedBy: 0)
        let shares = TemplateSpot.blush.shares(on: face, over: Self.frame).expanded(over: Self.frame)
        var farthest: Float = 0
        for y in stride(from: 100, to: 300, by: 3) {
            for x in stride(from: 110, to: 290, by: 3) {
                let place = SIMD2((Float(x) + 0.5 - 200) / 100, (Float(y) + 0.5 - 200) / 100)
                farthest = max(farthest, abs(shares[y * 400 + x] - TemplateSpot.blush.share(at: place)))
            }
        }
        #expect(farthest < 0.02)
    }

    @Test func halfOfItIsLeftWhereItSays() {
        let blush = TemplateSpot.blush
        #expect(abs(blush.share(at: [-0.92, 0.06]) - 1) < 1e-6)
        #expect(blush.share(at: [-0.92, 0.06]) == blush.share(at: [0.92, 0.06]))
        #expect(abs(blush.share(at: [-0.92, 0.06 + 0.20]) - 0.5) < 0.01)
        // Along its rise.
        #expect(abs(blush.share(at: [-0.92 - 0.306, 0.06 - 0.35 * 0.306]) - 0.5) < 0.01)
        #expect(blush.share(at: [0, 0.06]) == 0)
    }

    /// A patch of the far cheek is as much narrower as the cheek is there; the near one is wider.
    @Test(arguments: [Float(15), 30]) func aTurnedFaceForeshortensIt(degrees: Float) {
        func area(_ corners: [Int], on face: FaceLandmarks) -> Float {
            let ring = face.ring(corners)
            return abs(
                ring.indices.reduce(0) { sum, index in
                    let (a, b) = (ring[index], ring[(index + 1) % ring.count])
                    return sum + (a.x * b.y - a.y * b.x) / 2
                })
        }
        // Around the middle of the right cheek.
        let (cheek, front, turned) = ([117, 118, 101, 205, 187, 123], Self.face(turnedBy: 0), Self.face(turnedBy: degrees))
        let (before, after) = (Self.halves(front, at: 200), Self.halves(turned, at: Int(turned.points[4].x)))
        let right = area(cheek, on: turned) / area(cheek, on: front)
        let left = area(FaceTemplate.mirrored(cheek), on: turned) / area(FaceTemplate.mirrored(cheek), on: front)
        #expect(abs(left - right) > 0.2)
        #expect(abs(Float(after.left) / Float(before.left) - right) < 0.12)
        #expect(abs(Float(after.right) / Float(before.right) - left) < 0.12)
    }

    /// What the nose hides of the far cheek is not painted on the nose.
    @Test func theNoseHidesTheCheekBehindIt() {
        let face = Self.face(turnedBy: 55)
        let shares = TemplateSpot.blush.shares(on: face, over: Self.frame).expanded(over: Self.frame)
        let tip = face.points[4]
        #expect(shares[Int(tip.y) * 400 + Int(tip.x)] < 0.05)
    }

    @Test func aFaceThatIsAPointHasNone() {
        let face = FaceLandmarks(points: FaceTemplate.vertices.map { _ in SIMD3(50, 50, 0) })
        let shares = TemplateSpot.blush.shares(on: face, over: Self.frame)
        #expect(shares.values.allSatisfy { $0 == 0 })
    }
}
