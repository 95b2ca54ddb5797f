import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// The light that comes from everything in a picture but its faces: natural logarithms of linear sRGB
/// before the camera's tone curve.
struct Surroundings {
    /// The channels' tenth-power means, which the brightest surfaces make up; light ones of any colour but few.
    let brightest: SIMD3<Double>
    /// The channels' quadratic means.
    let average: SIMD3<Double>

    /// Samples across the picture's shorter side.
    private static let samples = 150
    /// Fewest samples that tell anything.
    private static let fewest = 200

    /// - Returns: `nil` when faces fill the picture.
    /// - Complexity: O(samples × faces), at most some 40,000 samples a face.
    init?(of picture: RGBImage, without faces: [FaceLandmarks]) {
        let step = max(1, min(picture.width, picture.height) / Self.samples)
        let heads = faces.map(FaceAxes.init)
        var places: [Int32] = []
        places.reserveCapacity((picture.width / step + 1) * (picture.height / step + 1))
        for row in stride(from: step / 2, to: picture.height, by: step) {
            for column in stride(from: step / 2, to: picture.width, by: step) {
                let point = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
                if heads.contains(where: { $0.headContains(point) }) { continue }
                places.append(Int32(truncatingIfNeeded: row * picture.width + column))
            }
        }
        guard places.count >= Self.fewest else { return nil }
        let means = LinearPlanes(srgb8: picture.pixels, at: places).powerMeans
        average = LinearSRGB(logarithms: means.second).sceneLogarithms
        brightest = LinearSRGB(logarithms: means.tenth).sceneLogarithms
    }
}

extension FaceAxes {
    /// Whether a point lies in an ellipse around face and hairline, or in a band below the chin: head or neck, about.
    fileprivate func headContains(_ point: SIMD2<Float>) -> Bool {
        let (right, below) = place(of: point)
        let (across, up) = (right / 0.5, (below + 0.5) / 0.6)
        return across * across + up * up < 1 || (abs(right) < 0.45 && below > -0.2 && below < 0.5)
    }
}
