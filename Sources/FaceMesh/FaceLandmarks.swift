package import Imaging

/// 468 points of one face in a picture, and how sure the network is that a face is there.
public struct FaceLandmarks: Sendable, Hashable {
    /// Points a face has.
    public static let count = 468

    /// x and y in pixels of the picture, right and down; z in the same unit, negative towards the camera, zero at
    /// the head's centre of mass. `count` of them, numbered as MediaPipe does.
    public var points: [SIMD3<Float>]
    /// Sigmoid of the presence logit, 0...1; 1 for landmarks a caller brought.
    public var presence: Float
    /// Whether lips, eyes and brows are the attention mesh's, see `LandmarkRefiner`.
    public let isRefined: Bool

    /// - Precondition: `points.count == FaceLandmarks.count`.
    public init(points: [SIMD3<Float>], presence: Float = 1, isRefined: Bool = false) {
        precondition(points.count == Self.count, "a face has \(Self.count) landmarks")
        self.points = points
        self.presence = presence
        self.isRefined = isRefined
    }
}

extension FaceLandmarks {
    /// The landmarks' upright bounding box.
    public var box: Rectangle {
        var low = SIMD2<Float>(repeating: .infinity)
        var high = SIMD2<Float>(repeating: -.infinity)
        for point in points {
            let flat = SIMD2(point.x, point.y)
            low.replace(with: flat, where: flat .< low)
            high.replace(with: flat, where: flat .> high)
        }
        return Rectangle(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
    }

    /// Some landmarks' places in the picture, moved away from their middle by `factor`.
    package func ring(_ indices: [Int], grownBy factor: Float = 1) -> [SIMD2<Float>] {
        let corners = indices.map { SIMD2(points[$0].x, points[$0].y) }
        guard factor != 1 else { return corners }
        let middle = corners.reduce(.zero, +) / Float(max(corners.count, 1))
        return corners.map { middle + ($0 - middle) * factor }
    }

    /// Whether these may be of a face in the picture: it may reach beyond, but not be several times as large. Neither
    /// a caller's landmarks nor what a damaged network says are to be relied on, and no number is in any range.
    package func mayLie(in image: RGBImage) -> Bool {
        let (box, width, height) = (box, Float(image.width), Float(image.height))
        return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0
            && (1...2 * width).contains(box.width) && (1...2 * height).contains(box.height)
    }

    /// The same face in a picture scaled by `factor`, after moving its origin by `offset` (in unscaled pixels).
    public func mapped(scale factor: Float, offset: SIMD2<Float> = .zero) -> FaceLandmarks {
        FaceLandmarks(
            points: points.map { SIMD3(($0.x - offset.x) * factor, ($0.y - offset.y) * factor, $0.z * factor) },
            presence: presence, isRefined: isRefined)
    }
}

/// How the head is turned, in degrees; all zero for a face looking into the camera.
public struct FacePose: Sendable, Hashable {
    /// Positive when the face turns towards the picture's right.
    public var yaw: Double
    /// Positive when the face looks up.
    public var pitch: Double
    /// Positive when the head tilts clockwise in the picture.
    public var roll: Double

    public init(yaw: Double, pitch: Double, roll: Double) {
        self.yaw = yaw
        self.pitch = pitch
        self.roll = roll
    }
}
