/// The steps that read landmarks: few figures each, kept as one row.
extension NetworkPlan {
    mutating func append(
        _ fused: FusedFrame, _ layouts: inout LayoutBook
    ) throws(FaceMeshError) {
        let frame = fused.frame
        let landmarks = try Self.row(fused.landmarks, layouts)
        // Numbers of landmarks stay far below 2²⁴, up to which floats hold every whole number.
        let subset = try add(PackedFigures(frame.landmarks.map(Float.init)))
        let target = try layouts.addRow(fused.target)
        try append(
            .frame(
                FrameStep(
                    landmarks: landmarks, scale: fused.scale, subset: subset, subsetCount: frame.landmarks.count,
                    left: frame.left, right: frame.right, angle: frame.angle,
                    size: SIMD2(Float(frame.width), Float(frame.height)), growth: frame.growth, target: target)),
            multiplyAdds: 4 * frame.landmarks.count)
    }

    mutating func append(
        _ fused: FusedCrop, _ layouts: inout LayoutBook
    ) throws(FaceMeshError) {
        guard let source = layouts[fused.source], source.pixelStride.isMultiple(of: 8) else {
            throw .unsupported("TransformTensorBilinear of a tensor that no convolution computes before it")
        }
        let matrix = try Self.row(fused.matrix, layouts)
        let target = try layouts.add(fused.target, isPadded: true)
        guard target.channels == source.channels else {
            throw .unreadable("TransformTensorBilinear of \(source.channels) channels to \(target.channels)")
        }
        try append(
            .crop(CropStep(source: source, matrix: matrix, target: target)),
            multiplyAdds: 4 * target.height * target.width * target.pixelStride)
    }

    mutating func append(
        _ fused: FusedPlacement, _ fusion: OperatorFusion, _ layouts: inout LayoutBook
    ) throws(FaceMeshError) {
        let points = try Self.row(fused.points, layouts)
        let matrix = try Self.row(fused.matrix, layouts)
        let target = try layouts.addRow(fused.target)
        guard points.channels == target.channels else {
            throw .unreadable("TransformLandmarks of \(points.channels) figures to \(target.channels)")
        }
        let factors = try fused.factors.map { tensor throws(FaceMeshError) in try fusion.model.floats(tensor) }
        let place = try add(PackedFigures(factors ?? Array(repeating: 1, count: 16)))
        try append(
            .placement(
                PlacementStep(
                    points: points, count: points.channels / 2, matrix: matrix, factors: place, target: target)),
            multiplyAdds: 2 * points.channels)
    }

    /// A tensor whose figures follow one another.
    private static func row(_ tensor: Int, _ layouts: LayoutBook) throws(FaceMeshError) -> ActivationLayout {
        guard let layout = layouts[tensor], layout.height == 1, layout.width == 1 else {
            throw .unsupported("an operator on landmarks that no convolution computes before it in one pixel")
        }
        return layout
    }
}

/// Figures that a step reads as they are.
struct PackedFigures: PackedFilter {
    private let figures: [Float]

    init(_ figures: [Float]) { self.figures = figures }

    var packedCount: Int { figures.count }

    func pack(into memory: UnsafeMutablePointer<Float>) {
        for (index, figure) in figures.enumerated() { memory[index] = figure }
    }
}
