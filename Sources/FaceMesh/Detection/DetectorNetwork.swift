import Imaging

/// The detector: from a picture to faces.
struct DetectorNetwork: Sendable {
    static let side = 128
    static let anchors = AnchorGrid.shortRange
    /// Box centre, box size and six key points.
    static let valuesPerAnchor = 16

    private let network: Network
    private let boxes: Int
    private let logits: Int

    init(bytes: [UInt8]) throws(FaceMeshError) {
        network = try Network(bytes: bytes)
        let anchors = Self.anchors.count
        guard network.inputShape == [Self.side, Self.side, 3],
            let boxes = network.outputCounts.firstIndex(of: anchors * Self.valuesPerAnchor),
            let logits = network.outputCounts.firstIndex(of: anchors), network.outputCounts.count == 2
        else {
            throw .unsupported(
                "the network takes \(network.inputShape) and gives \(network.outputCounts) figures: it is not "
                    + "face_detection_short_range")
        }
        self.boxes = boxes
        self.logits = logits
    }

    /// Faces in the square around a part of the picture that shares its middle; black is seen beyond the picture.
    func detectFaces(in image: RGBImage, within part: PixelRegion) -> [FaceDetection] {
        let side = Float(max(part.width, part.height))
        let center = SIMD2(Float(part.x), Float(part.y)) + SIMD2(Float(part.width), Float(part.height)) / 2
        let region = FaceRegion(center: center, side: side, angle: 0)
        let candidates = network.run { input in
            RegionSampler(image: image, region: region, border: .black).fill(input, range: -1...1)
        } read: { outputs in
            Self.decode(boxes: outputs[boxes], logits: outputs[logits])
        }
        return WeightedSuppression.suppressed(candidates).map { face in
            face.mapped { (($0 - 0.5) * side) + region.center }
        }
    }

    /// Candidates with a score of at least 0.5, in fractions of the network's square picture.
    static func decode(
        boxes: UnsafeBufferPointer<Float>, logits: UnsafeBufferPointer<Float>
    ) -> [FaceDetection] {
        var candidates: [FaceDetection] = []
        // A score of 0.5 is a logit of 0; NaN is no face.
        for (index, anchor) in anchors.enumerated() where logits[index] >= 0 {
            func point(_ offset: Int) -> SIMD2<Float> {
                SIMD2(boxes[valuesPerAnchor * index + offset], boxes[valuesPerAnchor * index + offset + 1])
                    / Float(side)
            }
            let (center, size) = (point(0) + anchor, point(2))
            candidates.append(
                FaceDetection(
                    score: Logistic.probability(logit: logits[index]),
                    box: Rectangle(
                        x: center.x - size.x / 2, y: center.y - size.y / 2, width: size.x, height: size.y),
                    keypoints: (0..<6).map { point(4 + 2 * $0) + anchor }))
        }
        return candidates
    }
}
