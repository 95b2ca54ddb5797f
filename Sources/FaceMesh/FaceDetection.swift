/// A face the detector found, in pixels of the picture it looked at.
public struct FaceDetection: Sendable, Hashable {
    /// Sigmoid of the detector's logit, 0...1.
    public var score: Float
    /// The face without hair and neck, as the detector was taught.
    public var box: Rectangle
    /// Right eye, left eye, nose tip, mouth centre, right ear, left ear; right and left are the person's own.
    public var keypoints: [SIMD2<Float>]

    public init(score: Float, box: Rectangle, keypoints: [SIMD2<Float>]) {
        self.score = score
        self.box = box
        self.keypoints = keypoints
    }
}

/// An upright rectangle, in pixels; `x`, `y` is the top left corner. May reach outside the picture.
public struct Rectangle: Sendable, Hashable {
    public var x: Float
    public var y: Float
    /// 0 or more; so `height`.
    public var width: Float
    public var height: Float

    public init(x: Float, y: Float, width: Float, height: Float) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// In square pixels.
    public var area: Float { width * height }
}

extension Rectangle {
    /// Intersection over union, 0...1.
    package func overlap(with other: Rectangle) -> Float {
        let shared = sharedArea(with: other)
        return shared > 0 ? shared / (area + other.area - shared) : 0
    }

    package func sharedArea(with other: Rectangle) -> Float {
        let sharedWidth = min(x + width, other.x + other.width) - max(x, other.x)
        let sharedHeight = min(y + height, other.y + other.height) - max(y, other.y)
        return max(sharedWidth, 0) * max(sharedHeight, 0)
    }
}

extension FaceDetection {
    /// Whether both detections are of one face, by their boxes.
    /// - Source: MediaPipe `NonMaxSuppressionCalculator`, intersection over union above 0.3.
    package func isOfSameFace(as other: FaceDetection) -> Bool { box.overlap(with: other.box) > 0.3 }

    /// The same face after moving and scaling its points, the axes staying upright.
    package func mapped(_ transform: (SIMD2<Float>) -> SIMD2<Float>) -> FaceDetection {
        let low = transform(SIMD2(box.x, box.y))
        let high = transform(SIMD2(box.x + box.width, box.y + box.height))
        return FaceDetection(
            score: score, box: Rectangle(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y),
            keypoints: keypoints.map(transform))
    }
}
