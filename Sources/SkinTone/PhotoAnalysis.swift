public import FaceMesh
public import Imaging

/// One photo's outcome: the face, how good the photo is, what was read, and what is now believed.
public struct PhotoAnalysis: Sendable {
    /// The face that was read: the largest, or that of a caller's landmarks.
    public struct Face: Sendable {
        /// The detector's score, 0...1.
        public var score: Double
        /// In pixels of the upright picture at full size.
        public var box: Rectangle
        /// From the landmarks, a caller's or the network's.
        public var pose: FacePose
    }

    /// Where the time went.
    public struct Timing: Sendable {
        /// From bytes to the picture the face is looked for in.
        public var decode = Duration.zero
        /// Finding the face and its landmarks; a small one is decoded and read again within it.
        public var face = Duration.zero
        /// From landmarks to belief.
        public var skin = Duration.zero
    }

    /// What the file says of itself.
    public let info: ImageInfo
    /// Where it is and how it is turned.
    public let face: Face
    /// In pixels of the upright picture at full size.
    public let landmarks: FaceLandmarks
    /// The face as the detector saw it, in the same pixels; `nil` for landmarks that a caller brought.
    package let detection: FaceDetection?
    /// Whether a match may stand on the photo, and what to do better.
    public let capture: CaptureReport
    /// As the picture shows it, under its own light.
    public let reading: SkinReading
    /// The light behind the reading, as far as it lets itself be known.
    public let light: LightEstimate
    /// The true colour behind the reading, as far as the light lets it be known.
    public let belief: SkinBelief
    /// What the belief was made from.
    let observation: SkinObservation
    /// Of this photo; differs from run to run.
    public internal(set) var timing = Timing()
}
