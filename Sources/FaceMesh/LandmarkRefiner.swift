public import Imaging

/// Finds a face's landmarks with lips, lids, brows and irises more exactly than `FaceAnalyzer`, where a drawing's edge
/// has to follow them. Keep one and use it from any number of threads at once.
///
/// - Source: MediaPipe 0.10.21, graph `face_landmark_front_cpu` with attention; the network is Apache-2.0.
public struct LandmarkRefiner: Sendable {
    private let network: RefinedMeshNetwork

    /// Reads `face_landmark_with_attention.tflite`.
    /// - Throws: `models_missing` when the file is absent, `model_unreadable` or `model_unsupported` when it holds
    ///   something else.
    public init(modelsDirectory: String) throws(FaceMeshError) {
        try self.init(bytes: try ModelFile.bytes("face_landmark_with_attention.tflite", in: modelsDirectory))
    }

    /// Takes the network's bytes as a TensorFlow Lite file holds them.
    /// - Throws: `model_unreadable`, `model_unsupported`.
    public init(bytes: [UInt8]) throws(FaceMeshError) {
        network = try RefinedMeshNetwork(bytes: bytes)
    }

    /// The landmarks of a face that was found. `presence` tells whether one was there: MediaPipe rejects what is below
    /// 0.5.
    /// - Complexity: about two milliseconds, whatever the picture's size.
    public func landmarks(in image: RGBImage, of face: FaceDetection) -> RefinedLandmarks {
        network.landmarks(in: image, region: FaceRegion(around: face))
    }

    /// The landmarks of a face whose landmarks are known, if less exactly.
    /// - Parameter known: in the picture's pixels.
    /// - Returns: nil when the closer look sees no face there: a presence below 0.5, or landmarks beside the picture.
    /// - Complexity: about two milliseconds, whatever the picture's size.
    public func landmarks(in image: RGBImage, around known: FaceLandmarks) -> RefinedLandmarks? {
        let found = network.landmarks(in: image, region: FaceRegion(around: known))
        return Self.shows(found, in: image) ? found : nil
    }

    /// The landmarks of a face that was read already.
    /// - Parameters:
    ///   - face: As the detector saw it, in the picture's pixels, if it did; the square that it gives is the one the
    ///     network was taught on.
    ///   - known: Its landmarks, if less exactly.
    /// - Returns: nil when the closer look sees no face there.
    package func landmarks(in image: RGBImage, of face: FaceDetection?, around known: FaceLandmarks)
        -> RefinedLandmarks?
    {
        if let face {
            let found = landmarks(in: image, of: face)
            if Self.shows(found, in: image) { return found }
        }
        return landmarks(in: image, around: known)
    }

    private static func shows(_ found: RefinedLandmarks, in image: RGBImage) -> Bool {
        found.face.presence >= 0.5 && found.face.mayLie(in: image)
    }
}
