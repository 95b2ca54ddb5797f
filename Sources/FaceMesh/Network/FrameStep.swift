/// Frames some landmarks: writes the 4×4 matrix, row by row, that leads from the frame's pixels to the landmarks' plane.
/// - Source: MediaPipe `landmarks_to_transform_matrix.cc`, version 2; its order of arithmetic, too.
struct FrameStep {
    /// x, y and z of each, one after the other.
    var landmarks: ActivationLayout
    /// What they are multiplied with.
    var scale: Float
    /// Where the numbers of the landmarks to enclose lie among the weights, as floats.
    var subset: Int
    var subsetCount: Int
    /// The two whose line takes `angle` in the frame.
    var (left, right): (Int, Int)
    var angle: Float
    /// In pixels of the frame.
    var size: SIMD2<Float>
    var growth: SIMD2<Float>
    var target: ActivationLayout

    func run(memory: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>) {
        let figures = memory + landmarks.index(row: 0, column: 0)
        func point(_ index: Int) -> SIMD2<Float> { SIMD2(figures[3 * index], figures[3 * index + 1]) * scale }

        let line = (from: point(left), to: point(right))
        let turn = angle - arcTangent(y: line.to.y - line.from.y, x: line.to.x - line.from.x)
        var (cos, sin) = (cosine(turn), sine(turn))
        var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
        for index in 0..<subsetCount {
            let place = point(Int(weights[subset + index]))
            let turned = SIMD2(cos * place.x - sin * place.y, sin * place.x + cos * place.y)
            low.replace(with: turned, where: turned .< low)
            high.replace(with: turned, where: turned .> high)
        }
        let middle = (low + high) / 2
        (cos, sin) = (cosine(-turn), sine(-turn))
        let center = SIMD2(cos * middle.x - sin * middle.y, sin * middle.x + cos * middle.y)
        let step = growth * (high - low) / size
        let corner = size / -2
        let across = SIMD2(cos, sin) * step.x
        let down = SIMD2(-sin, cos) * step.y
        let origin = across * corner.x + down * corner.y + center

        let matrix = memory + target.index(row: 0, column: 0)
        for (index, figure) in [across.x, down.x, 0, origin.x, across.y, down.y, 0, origin.y].enumerated() {
            matrix[index] = figure
        }
        for index in 8..<16 { matrix[index] = index == 10 || index == 15 ? 1 : 0 }
    }
}
