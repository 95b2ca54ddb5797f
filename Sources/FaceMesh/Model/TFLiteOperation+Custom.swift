extension TFLiteOperation {
    /// An operator of MediaPipe's own, by its name.
    /// - Source: MediaPipe `mediapipe/util/tflite/operations`, version 2 of each.
    init(custom name: String, version: Int, file: [UInt8], options: Range<Int>) throws(FaceMeshError) {
        guard version == 2 else { throw .unsupported("version \(version) of a custom operator; 2 is supported") }
        switch name {
        case "Landmarks2TransformMatrix": self = .landmarksToMatrix(try LandmarkFrame(FlexMap(file, options)))
        // The sizes that these two carry are those of the tensors they write.
        case "TransformTensorBilinear": self = .transformTensor
        case "TransformLandmarks": self = .transformLandmarks
        default: throw .unsupported("the network needs a custom operator that is not one this reader runs")
        }
    }
}
