/// 478 points of one face: the mesh, with lips, lids and brows looked at closely, and both irises.
public struct RefinedLandmarks: Sendable, Hashable {
    /// Points a face has with its irises.
    public static let count = FaceLandmarks.count + 10

    /// The 468 landmarks; z of those looked at closely is the mesh's.
    public var face: FaceLandmarks
    /// The iris of the person's own right eye: its middle, then its edge towards the picture's right, at the top,
    /// towards the left and at the bottom, hidden by lids or not. In the landmarks' units; z is the mean of the eye's
    /// outline. Landmarks 468 to 472 of MediaPipe.
    public var rightIris: [SIMD3<Float>]
    /// The other eye's iris; landmarks 473 to 477.
    public var leftIris: [SIMD3<Float>]

    /// All of them, numbered as MediaPipe does.
    public var points: [SIMD3<Float>] { face.points + rightIris + leftIris }

    /// - Precondition: five points an iris.
    public init(face: FaceLandmarks, rightIris: [SIMD3<Float>], leftIris: [SIMD3<Float>]) {
        precondition(rightIris.count == 5 && leftIris.count == 5, "an iris has five points")
        (self.face, self.rightIris, self.leftIris) = (face, rightIris, leftIris)
    }
}
