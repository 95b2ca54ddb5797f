public import Imaging

/// Finds faces and their 468 landmarks with MediaPipe's short-range detector and face mesh.
///
/// Loading takes a few milliseconds; keep one analyzer and use it from any number of threads at once. Results depend
/// on nothing but the picture.
///
/// - Source: MediaPipe 0.10.21, graphs `face_detection_short_range` and `face_landmark_front_cpu`; both networks are
///   Apache-2.0.
public struct FaceAnalyzer: Sendable {
    /// A short name for the exact bytes of both networks: the same everywhere, different when either changes.
    public let modelsVersion: String

    let detector: DetectorNetwork
    let mesh: MeshNetwork

    /// Reads `face_detection_short_range.tflite` and `face_landmark.tflite`.
    /// - Throws: `models_missing` when a file is absent, `model_unreadable` or `model_unsupported` when it holds
    ///   something else.
    public init(modelsDirectory: String) throws(FaceMeshError) {
        try self.init(
            detector: try ModelFile.bytes("face_detection_short_range.tflite", in: modelsDirectory),
            mesh: try ModelFile.bytes("face_landmark.tflite", in: modelsDirectory))
    }

    /// Takes the two networks' bytes as TensorFlow Lite files hold them.
    /// - Throws: `model_unreadable`, `model_unsupported`.
    public init(detector: [UInt8], mesh: [UInt8]) throws(FaceMeshError) {
        self.detector = try DetectorNetwork(bytes: detector)
        self.mesh = try MeshNetwork(bytes: mesh)
        modelsVersion = ModelFile.fingerprint(detector, mesh)
    }

    /// Finds faces: best score first, every score at least 0.5, none overlapping another by more than 30 %.
    ///
    /// The detector sees the whole picture at 128×128, so faces smaller than about a tenth of its long side are missed.
    /// - Complexity: about a millisecond, whatever the picture's size.
    public func detectFaces(in image: RGBImage) -> [FaceDetection] {
        detectFaces(in: image, within: PixelRegion(x: 0, y: 0, width: image.width, height: image.height))
    }

    /// The same for the square around a part of the picture that shares its middle: faces smaller than about a tenth of
    /// its side are missed, faces beside the part are found. Boxes and points are the whole picture's.
    package func detectFaces(in image: RGBImage, within part: PixelRegion) -> [FaceDetection] {
        detector.detectFaces(in: image, within: part)
    }

    /// The landmarks of one face. `presence` tells whether one was there: MediaPipe rejects what is below 0.5.
    /// - Complexity: about a millisecond, whatever the picture's size.
    public func landmarks(in image: RGBImage, of face: FaceDetection) -> FaceLandmarks {
        mesh.landmarks(in: image, region: FaceRegion(around: face))
    }
}
