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
