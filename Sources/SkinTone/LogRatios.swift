import ColorKernels
import Imaging

/// Facial skin in log-linear colour, where light and exposure add a constant, whatever the skin: pixel by pixel, with
/// the means around them that hairs, pores and noise leave alone.
struct LogRatios {
    /// ln of linear green, which stands for the light, and its mean over the texture window.
    let light: [Float]
    let smoothLight: [Float]
    /// ln(red/green) and ln(blue/green), smoothed over five pixels.
    let redness: [Float]
    let blueness: [Float]

    /// - Parameter radius: of the window for the mean light, in pixels.
    init(of image: RGBImage, radius: Int) {
        func blurred(_ plane: [Float], _ radius: Int) -> [Float] {
            boxBlurred(plane, width: image.width, height: image.height, radius: radius)
        }
        let planes = LogRatioPlanes(srgb8: image.pixels)
        light = planes.light
        smoothLight = blurred(planes.light, radius)
        redness = blurred(planes.redness, 2)
        blueness = blurred(planes.blueness, 2)
    }

    /// How far the light of each of some pixels is from the mean around it.
    func texture(at places: [Int32]) -> [Float] { places.map { abs(light[Int($0)] - smoothLight[Int($0)]) } }

    /// Mean light and smoothed ratios of some pixels, in their order.
    func smooth(at places: [Int32]) -> (light: [Float], redness: [Float], blueness: [Float]) {
        (
            places.map { smoothLight[Int($0)] }, places.map { redness[Int($0)] }, places.map { blueness[Int($0)] }
        )
    }
}
