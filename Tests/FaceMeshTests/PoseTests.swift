import FaceMesh
import Testing

@Suite struct PoseTests {
    /// The template, turned by a rotation about each of the picture's axes and moved into a picture.
    private static func face(yaw: Double = 0, pitch: Double = 0, roll: Double = 0, isFlat: Bool = false)
        -> FaceLandmarks
    {
        let angles = SIMD3(yaw, pitch, roll) * .pi / 180
        return FaceLandmarks(
            points: FaceTemplate.vertices.map { vertex in
                // Clockwise in the picture, then up, then towards the picture's right; y down, z away.
                var point = turn(SIMD3<Double>(vertex), 0, 1, by: angles.z)
                point = turn(point, 2, 1, by: angles.y)
                point = turn(point, 0, 2, by: angles.x)
                return SIMD3(
                    Float(320 + 90 * point.x), Float(240 + 90 * point.y), isFlat ? 0 : Float(90 * point.z + 7))
            })
    }

    /// Turns axis `a` towards axis `b`.
    private static func turn(_ point: SIMD3<Double>, _ a: Int, _ b: Int, by angle: Double) -> SIMD3<Double> {
        let (cosine, sine) = (Self.cosine(angle), Self.cosine(angle - .pi / 2))
        var result = point
        result[a] = cosine * point[a] - sine * point[b]
        result[b] = sine * point[a] + cosine * point[b]
        return result
    }

    /// Enough terms for angles up to π.
    private static func cosine(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for n in 1...20 {
            term *= -x * x / Double((2 * n - 1) * 2 * n)
            sum += term
        }
        return sum
    }

    @Test(arguments: [
        (0.0, 0.0, 0.0), (25.0, 0.0, 0.0), (-40.0, 0.0, 0.0), (0.0, 20.0, 0.0), (0.0, -30.0, 0.0), (0.0, 0.0, 35.0),
        (0.0, 0.0, -170.0), (15.0, -10.0, 5.0), (-30.0, 25.0, -60.0), (60.0, 40.0, 120.0),
    ])
    func readsTheTurnOfTheTemplate(_ yaw: Double, _ pitch: Double, _ roll: Double) {
        for isFlat in [false, true] {
            let pose = Self.face(yaw: yaw, pitch: pitch, roll: roll, isFlat: isFlat).pose
            #expect(abs(pose.yaw - yaw) < 0.01)
            #expect(abs(pose.pitch - pitch) < 0.01)
            #expect(abs(pose.roll - roll) < 0.01)
        }
    }

    /// The signs as `FacePose` documents them, told by where the nose and the eyes go.
    @Test func signsFollowThePicture() {
        let (tip, rightEye, leftEye) = (1, 33, 263)
        let straight = Self.face().points
        #expect(Self.face(yaw: 20).points[tip].x > straight[tip].x + 10)
        #expect(Self.face(pitch: 20).points[tip].y < straight[tip].y - 10)
        // The person's right eye lies left in the picture; clockwise lifts it.
        let tilted = Self.face(roll: 20).points
        #expect(tilted[rightEye].y < tilted[leftEye].y - 10)
    }

    @Test func standsLandmarksInOnePlace() {
        let pose = FaceLandmarks(points: Array(repeating: SIMD3(4, 5, 6), count: FaceLandmarks.count)).pose
        #expect(pose.yaw == 0 && pose.pitch == 0 && pose.roll == 0)
        let flat = FaceLandmarks(points: Array(repeating: SIMD3(4, 5, 0), count: FaceLandmarks.count)).pose
        #expect(flat.yaw.isFinite && flat.pitch.isFinite && flat.roll.isFinite)
    }
}
