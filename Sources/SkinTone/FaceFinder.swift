import FaceMesh
import Imaging

/// Finds the faces of a picture that the mesh confirms: a detection alone may be a dog or a poster.
struct FaceFinder: Sendable {
    /// Presence from which the mesh's word counts.
    static let presence: Float = 0.5
    /// Presence from which a second face makes a photo one of several people.
    fileprivate static let surePresence: Float = 0.9
    /// Detector's score from which the whole picture's most prominent face is taken without a closer look. Small faces
    /// that touch are seen as one, which has hardly more than the least score and is nobody's face.
    fileprivate static let sureScore: Float = 0.7
    /// Presence that a window must reach: looking in many places finds many doubtful faces, dogs among them.
    private static let presenceInWindow: Float = 0.995
    /// Width, as a share of the most prominent face's, from which another face makes a photo ambiguous.
    private static let rivalShare: Float = 1.0 / 3

    struct Face: Sendable {
        var detection: FaceDetection
        var landmarks: FaceLandmarks

        /// Area, counted less the less sure the networks are: a crest on a wall is not the subject for being large.
        fileprivate var prominence: Float {
            landmarks.box.area * detection.score * detection.score * landmarks.presence
        }

        /// Whether a surer detection leaves it no place. A sure mesh may be of a face behind another.
        fileprivate func isRuledOut(by surer: Face) -> Bool {
            let (own, other) = (landmarks.box, surer.landmarks.box)
            if own.overlap(with: other) > 0.15 { return true }
            return landmarks.presence < FaceFinder.surePresence
                && own.sharedArea(with: other) > 0.5 * min(own.area, other.area)
        }

        fileprivate var isSure: Bool {
            detection.score >= FaceFinder.sureScore && landmarks.presence >= FaceFinder.surePresence
        }
    }

    let networks: FaceAnalyzer
    /// Least width in pixels of a face that can be read: what is smaller is not searched for at any cost.
    let readableWidth: Float

    /// The most prominent face, and the others that were looked at; `nil` when there is none.
    func foremostFace(in image: RGBImage) -> (face: Face, others: [Face])? {
        let faces = faces(in: image)
        return faces.first.map { ($0, Array(faces.dropFirst())) }
    }

    /// How many others a photo may as well be of.
    ///
    /// Passers-by far behind and doubtful finds do not make a photo ambiguous: only sure faces of at least a third of
    /// the width count beside the first.
    static func rivals(of face: Face, among others: some Sequence<Face>) -> Int {
        others.count {
            $0.landmarks.presence >= surePresence && isWide($0.landmarks.box.width, beside: face)
        }
    }

    private static func isWide(_ width: Float, beside face: Face) -> Bool {
        width >= rivalShare * face.landmarks.box.width
    }

    /// Confirmed faces, the most prominent first.
    ///
    /// The detector sees a face from about a tenth of the picture's side on. When it finds none that is sure, it looks
    /// again through overlapping windows of half the side, then, while there is none at all, of a quarter.
    private func faces(in image: RGBImage) -> [Face] {
        let whole = confirmed(networks.detectFaces(in: image), in: image, presence: Self.presence)
        if let first = whole.first, first.isSure { return whole }
        for division in [2, 4] {
            let side = max(image.width, image.height) / division
            // What a window shows that one of twice the side did not is at most a fifth as wide as the window. The first
            // windows are worth it even so: a face in them that is too small to be read is named as such, not missed.
            guard side >= 48, division == 2 || Float(side) / 5 >= readableWidth else { break }
            var found: [FaceDetection] = []
            for top in Self.windowStarts(length: image.height, side: side) {
                for left in Self.windowStarts(length: image.width, side: side) {
                    let window = PixelRegion(
                        x: left, y: top, width: min(side, image.width - left), height: min(side, image.height - top))
                    found += networks.detectFaces(in: image, within: window)
                }
            }
            let faces = Self.distinct(whole + confirmed(found, in: image, presence: Self.presenceInWindow))
            if !faces.isEmpty { return faces }
        }
        return whole
    }

    /// Meshes no more detections than matter: the most prominent face, and those beside it that are not small.
    private func confirmed(_ detections: [FaceDetection], in image: RGBImage, presence: Float) -> [Face] {
        var (meshed, faces): ([Face], [Face]) = ([], [])
        for detection in detections.sorted(by: { $0.promise > $1.promise }) {
            if let first = faces.first, !matters(detection, beside: first) { continue }
            // The same face in another window, seen no better.
            if meshed.contains(where: { $0.detection.isBetterView(than: detection) }) { continue }
            let landmarks = networks.landmarks(in: image, of: detection)
            guard landmarks.presence >= presence, landmarks.mayLie(in: image) else { continue }
            meshed.append(Face(detection: detection, landmarks: landmarks))
            faces = Self.distinct(meshed)
        }
        return faces
    }

    /// Whether a detection could be more prominent than a face or, beside one that can be read, a rival to it.
    private func matters(_ detection: FaceDetection, beside face: Face) -> Bool {
        let mayRival =
            face.landmarks.box.width >= readableWidth
            && Self.isWide(FaceDetection.widestMesh * detection.box.width, beside: face)
        return mayRival || FaceDetection.largestMesh * detection.promise >= face.prominence
    }

    /// Where two meshes claim the same place, the surer detection has it right.
    static func distinct(_ faces: [Face]) -> [Face] {
        var distinct: [Face] = []
        for face in faces.sorted(by: { $0.detection.score > $1.detection.score })
        where !distinct.contains(where: { face.isRuledOut(by: $0) }) {
            distinct.append(face)
        }
        return distinct.sorted { $0.prominence > $1.prominence }
    }

    /// Windows a quarter of a side or more over each other, the last one flush with the end: a face that only they
    /// show is whole in one of them.
    static func windowStarts(length: Int, side: Int) -> [Int] {
        guard length > side else { return [0] }
        let steps = (4 * (length - side) + 3 * side - 1) / (3 * side)
        return (0...steps).map { $0 * (length - side) / steps }
    }
}

extension FaceDetection {
    /// Most that a mesh's box has of the detection's, with something to spare: over 200 detections, false ones among
    /// them, the width was 0.69 to 1.14 times the detection's and the area 0.64 to 1.24 times.
    fileprivate static let widestMesh: Float = 1.25
    fileprivate static let largestMesh: Float = 1.4

    /// Prominence, as far as the detector can tell.
    fileprivate var promise: Float { box.area * score * score }

    fileprivate func isBetterView(than other: FaceDetection) -> Bool {
        score >= other.score && isOfSameFace(as: other)
    }
}
