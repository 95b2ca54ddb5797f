import FaceMesh
import Testing

@testable import TryOn

@Suite struct EyeRingsTests {
    private static func face(isRefined: Bool) -> FaceLandmarks {
        FaceLandmarks(points: FaceTemplate.vertices.map { $0 * 100 + SIMD3(200, 200, 0) }, isRefined: isRefined)
    }

    @Test func onTheMeshTheRingsAreTheLandmarks() {
        let face = Self.face(isRefined: false)
        let (right, left) = (EyeRings.both(of: face)[0], EyeRings.both(of: face)[1])
        #expect(right.halfway == face.ring([221, 222, 223, 224, 225]))
        #expect(left.crease == face.ring(FaceTemplate.mirrored([56, 28, 27, 29, 30])))
    }

    @Test func onTheAttentionMeshTheyAreNearerToTheEyeButBeyondItsLid() {
        let (mesh, refined) = (Self.face(isRefined: false), Self.face(isRefined: true))
        for (plain, lowered) in zip(EyeRings.both(of: mesh), EyeRings.both(of: refined)) {
            let lid = plain.points([157, 158, 159, 160, 161])
            for place in lid.indices {
                func height(_ point: SIMD2<Float>) -> Float { abs(point.y - lid[place].y) }
                #expect(height(lowered.halfway[place]) < height(plain.halfway[place]))
                #expect(height(lowered.crease[place]) < height(plain.crease[place]))
                #expect((lowered.crease[place].y - lid[place].y) * (plain.crease[place].y - lid[place].y) > 0)
            }
        }
    }

    @Test func whichMeshLandmarksAreOfIsKeptWhereTheyAreMoved() {
        #expect(Self.face(isRefined: true).mapped(scale: 2).isRefined)
        #expect(!Self.face(isRefined: false).mapped(scale: 2).isRefined)
    }
}
