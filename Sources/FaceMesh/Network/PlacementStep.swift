/// Brings points from a frame's pixels to the picture's, through the frame's matrix.
/// - Source: MediaPipe `transform_landmarks.cc`, version 2.
struct PlacementStep {
    /// x and y of each, one after the other.
    var points: ActivationLayout
    var count: Int
    var matrix: ActivationLayout
    /// Where what the matrix is multiplied with, figure by figure, lies among the weights.
    var factors: Int
    var target: ActivationLayout

    func run(memory: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>) {
        let matrix = memory + self.matrix.index(row: 0, column: 0)
        func column(_ index: Int) -> SIMD2<Float> {
            SIMD2(matrix[index] * weights[factors + index], matrix[index + 4] * weights[factors + index + 4])
        }
        let (across, down, origin) = (column(0), column(1), column(3))
        let source = memory + points.index(row: 0, column: 0)
        let target = memory + self.target.index(row: 0, column: 0)
        for index in 0..<count {
            let place = across * source[2 * index] + down * source[2 * index + 1] + origin
            target[2 * index] = place.x
            target[2 * index + 1] = place.y
        }
    }
}
