import Imaging

/// The mesh: from a face's square to its landmarks.
struct MeshNetwork: Sendable {
    static let side = 192

    private let network: Network
    private let points: Int
    private let presence: Int

    init(bytes: [UInt8]) throws(FaceMeshError) {
        network = try Network(bytes: bytes)
        guard network.inputShape == [Self.side, Self.side, 3], network.outputCounts.count == 2,
            let points = network.outputCounts.firstIndex(of: 3 * FaceLandmarks.count),
            let presence = network.outputCounts.firstIndex(of: 1)
        else {
            throw .unsupported(
                "the network takes \(network.inputShape) and gives \(network.outputCounts) figures: it is not "
                    + "face_landmark")
        }
        self.points = points
        self.presence = presence
    }

    func landmarks(in image: RGBImage, region: FaceRegion) -> FaceLandmarks {
        network.run { input in
            RegionSampler(image: image, region: region, border: .repeated).fill(input, range: 0...1)
        } read: { outputs in
            FaceLandmarks(
                points: Self.points(of: outputs[points], region),
                presence: Logistic.probability(logit: outputs[presence][0]))
        }
    }

    /// A mesh's landmarks in the picture.
    /// - Parameter figures: x, y and z of each in samples of the region.
    static func points(of figures: UnsafeBufferPointer<Float>, _ region: FaceRegion) -> [SIMD3<Float>] {
        let (place, scale) = (region.mapping(samples: side), region.side / Float(side))
        return (0..<FaceLandmarks.count).map { index in
            let flat = place(SIMD2(figures[3 * index], figures[3 * index + 1]))
            return SIMD3(flat.x, flat.y, figures[3 * index + 2] * scale)
        }
    }
}
