import FaceMesh
import Imaging

/// Finds the faces of a picture that the mesh confirms: a detection alone may be a dog or a poster.
struct FaceFinder: Sendable {
    /// Presence from which the mesh's word counts.
    static let presence: Float = 0.5
    /// Presence from which a second face makes a photo one of several people.
    static let surePresence: Float = 0.9
    /// Presence that a window must reach: looking in many places finds many doubtful faces, dogs among them.
    static let presenceInWindow: Float = 0.995

    struct Face: Sendable {
        var detection: FaceDetection
        var landmarks: FaceLandmarks

        /// Area, counted less the less sure the networks are: a crest on a wall is not the subject for being large.
        fileprivate var prominence: Float {
            landmarks.box.area * detection.score * detection.score * landmarks.presence
        }
    }

    let networks: FaceAnalyzer

    /// Confirmed faces, the most prominent first.
    ///
    /// The detector sees a face from about a tenth of the picture's side on. When it finds none, it looks again through
    /// overlapping windows of half the side, then of a quarter.
    func faces(in image: RGBImage) -> [Face] {
        let whole = confirmed(networks.detectFaces(in: image), in: image, presence: Self.presence)
        if !whole.isEmpty { return whole }
        for division in [2, 4] {
            let side = max(image.width, image.height) / division
            guard side >= 48 else { break }
            var found: [FaceDetection] = []
            for top in Self.windowStarts(length: image.height, side: side) {
                for left in Self.windowStarts(length: image.width, side: side) {
                    let window = image.cropped(
                        to: PixelRegion(
                            x: left, y: top, width: min(side, image.width - left),
                            height: min(side, image.height - top)))
                    found += networks.detectFaces(in: window).map {
                        $0.mapped(scale: 1, offset: SIMD2(-Float(left), -Float(top)))
                    }
                }
            }
            let faces = confirmed(found, in: image, presence: Self.presenceInWindow)
            if !faces.isEmpty { return faces }
        }
        return []
    }

    private func confirmed(_ detections: [FaceDetection], in image: RGBImage, presence: Float) -> [Face] {
        var faces: [Face] = []
        for detection in detections {
            let landmarks = networks.landmarks(in: image, of: detection)
            if landmarks.presence >= presence { faces.append(Face(detection: detection, landmarks: landmarks)) }
        }
        // Where two meshes claim the same place, the surer detection has it right.
        faces.sort { $0.detection.score > $1.detection.score }
        var distinct: [Face] = []
        for face in faces where !distinct.contains(where: { $0.landmarks.box.overlap(with: face.landmarks.box) > 0.15 })
        {
            distinct.append(face)
        }
        return distinct.sorted { $0.prominence > $1.prominence }
    }

    /// Windows half a side apart, the last one flush with the end.
    private static func windowStarts(length: Int, side: Int) -> [Int] {
        guard length > side else { return [0] }
        let steps = (2 * (length - side) + side - 1) / side
        return (0...steps).map { $0 * (length - side) / steps }
    }
}

extension Rectangle {
    /// Intersection over union, 0...1.
    func overlap(with other: Rectangle) -> Float {
        let w = min(x + width, other.x + other.width) - max(x, other.x)
        let h = min(y + height, other.y + other.height) - max(y, other.y)
        guard w > 0, h > 0 else { return 0 }
        return w * h / (area + other.area - w * h)
    }
}

extension FaceDetection {
    /// The same face in a picture scaled by `factor`, after moving its origin by `offset` (in unscaled pixels).
    func mapped(scale factor: Float, offset: SIMD2<Float>) -> FaceDetection {
        FaceDetection(
            score: score,
            box: Rectangle(
                x: (box.x - offset.x) * factor, y: (box.y - offset.y) * factor, width: box.width * factor,
                height: box.height * factor),
            keypoints: keypoints.map { ($0 - offset) * factor })
    }
}
