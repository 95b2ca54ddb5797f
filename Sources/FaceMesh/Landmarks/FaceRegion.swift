/// A turned square of a picture that a network looks at, in pixels.
struct FaceRegion: Sendable, Hashable {
    var center: SIMD2<Float>
    var side: Float
    /// Radians, clockwise in the picture: where the square's own x axis points.
    var angle: Float

    init(center: SIMD2<Float>, side: Float, angle: Float) {
        self.center = center
        self.side = side
        self.angle = angle
    }

    /// The square the mesh looks at: eyes level, 1.5 × the box's long side.
    /// - Source: MediaPipe `face_detection_front_detection_to_roi.pbtxt`.
    init(around face: FaceDetection) {
        let box = face.box
        center = SIMD2(box.x + box.width / 2, box.y + box.height / 2)
        side = 1.5 * max(box.width, box.height)
        let eyes = face.keypoints.count >= 2 ? face.keypoints[1] - face.keypoints[0] : SIMD2(1, 0)
        angle = arcTangent(y: eyes.y, x: eyes.x)
    }

    /// The square to look at again, once a face's landmarks are known: eyes level, 1.5 × the landmarks' long side.
    /// - Source: MediaPipe `face_landmark_landmarks_to_roi.pbtxt`: turned by the eyes' outer corners.
    init(around landmarks: FaceLandmarks) {
        let (box, points) = (landmarks.box, landmarks.points)
        let eyes = points[263] - points[33]
        self.init(
            center: SIMD2(box.x + box.width / 2, box.y + box.height / 2), side: 1.5 * max(box.width, box.height),
            angle: arcTangent(y: eyes.y, x: eyes.x))
    }

    /// From places in the square, as `samples` × `samples` pixels show it, to the picture's.
    func mapping(samples: Int) -> (SIMD2<Float>) -> SIMD2<Float> {
        let (axes, scale, half) = (axes, side / Float(samples), Float(samples) / 2)
        return { sample in
            let offset = sample - half
            return center + (axes.x * offset.x + axes.y * offset.y) * scale
        }
    }

    /// The square's x and y axes, of length 1.
    var axes: (x: SIMD2<Float>, y: SIMD2<Float>) {
        let x = SIMD2(cosine(angle), sine(angle))
        return (x, SIMD2(-x.y, x.x))
    }
}
