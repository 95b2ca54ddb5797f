public import FaceMesh
public import Imaging

/// One photo's outcome: the face, how good the photo is, what was read, and what is now believed.
public struct PhotoAnalysis: Sendable {
    public struct Face: Sendable {
        /// The detector's score, 0...1.
        public var score: Double
        /// In pixels of the upright picture at full size.
        public var box: Rectangle
        public var pose: FacePose
    }

    /// Where the time went.
    public struct Timing: Sendable {
        public var decode = Duration.zero
        public var face = Duration.zero
        public var skin = Duration.zero
    }

    public let info: ImageInfo
    public let face: Face
    /// In pixels of the upright picture at full size.
    public let landmarks: FaceLandmarks
    public let capture: CaptureReport
    public let reading: SkinReading
    public let belief: SkinBelief
    public internal(set) var timing = Timing()
}
