import Imaging

/// The mesh that looks closely at lips and eyes: from a face's square to its landmarks and irises.
struct RefinedMeshNetwork: Sendable {
    /// The outputs' places, and how many figures each has: the mesh in three dimensions, all others in two.
    private enum Output {
        static let (mesh, lips, rightEye, leftEye, rightIris, leftIris, presence) = (0, 1, 2, 3, 4, 5, 6)
        static let counts = [3 * FaceLandmarks.count, 160, 142, 142, 10, 10, 1]
    }

    private let network: Network

    init(bytes: [UInt8]) throws(FaceMeshError) {
        network = try Network(bytes: bytes)
        guard network.inputShape == [MeshNetwork.side, MeshNetwork.side, 3], network.outputCounts == Output.counts
        else {
            throw .unsupported(
                "the network takes \(network.inputShape) and gives \(network.outputCounts) figures: it is not "
                    + "face_landmark_with_attention")
        }
    }

    func landmarks(in image: RGBImage, region: FaceRegion) -> RefinedLandmarks {
        network.run { input in
            RegionSampler(image: image, region: region, border: .repeated).fill(input, range: 0...1)
        } read: { outputs in
            Self.decode(outputs, region)
        }
    }

    private static func decode(_ outputs: NetworkOutputs, _ region: FaceRegion) -> RefinedLandmarks {
        let place = region.mapping(samples: MeshNetwork.side)
        func flat(_ output: Int) -> [SIMD2<Float>] {
            let figures = outputs[output]
            return (0..<figures.count / 2).map { place(SIMD2(figures[2 * $0], figures[2 * $0 + 1])) }
        }
        var points = MeshNetwork.points(of: outputs[Output.mesh], region)
        func iris(_ output: Int, within eye: [Int]) -> [SIMD3<Float>] {
            let outline = eye.prefix(RefinedVertices.eyeOutline)
            let depth = outline.reduce(0) { $0 + points[$1].z } / Float(outline.count)
            return flat(output).map { SIMD3($0.x, $0.y, depth) }
        }
        let irises = (
            right: iris(Output.rightIris, within: RefinedVertices.rightEye),
            left: iris(Output.leftIris, within: RefinedVertices.leftEye)
        )
        for (output, vertices) in [
            (Output.lips, RefinedVertices.lips), (Output.rightEye, RefinedVertices.rightEye),
            (Output.leftEye, RefinedVertices.leftEye),
        ] {
            for (vertex, place) in zip(vertices, flat(output)) {
                (points[vertex].x, points[vertex].y) = (place.x, place.y)
            }
        }
        let presence = Logistic.probability(logit: outputs[Output.presence][0])
        return RefinedLandmarks(
            face: FaceLandmarks(points: points, presence: presence, isRefined: true), rightIris: irises.right,
            leftIris: irises.left)
    }
}
