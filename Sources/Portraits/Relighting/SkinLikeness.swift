import ColorScience
import Imaging

/// How each pixel differs from the face's own skin: in logarithms, so that light counts apart from colour.
struct SkinLikeness {
    /// ln(luminance) above the site's, sharp and a little smoothed.
    let detail: FloatPlane
    let light: FloatPlane
    /// ln(red/green) and ln(blue/green) above the site's, smoothed.
    let redness: FloatPlane
    let blueness: FloatPlane
    /// From skin's chromaticity to white's, in `redness` and `blueness`: where highlights go.
    private let white: SIMD2<Float>

    /// Keeps logarithms of the dark finite and their noise small.
    private static let floor = 0.004

    /// - Parameter radius: of the smoothing, in pixels.
    init(of image: RGBImage, site: Vector3, radius: Int) {
        let table = (0...255).map { Float(logarithm(linearized(Double($0) / 255) + Self.floor)) }
        var own = Vector3.zero
        for channel in 0..<3 { own[channel] = Float(logarithm(Double(site[channel]) + Self.floor)) }
        func plane(_ value: (Vector3) -> Float) -> FloatPlane {
            FloatPlane(
                width: image.width, height: image.height,
                values: (0..<image.width * image.height).map { index in
                    let codes = Vector3(
                        table[Int(image.pixels[3 * index])], table[Int(image.pixels[3 * index + 1])],
                        table[Int(image.pixels[3 * index + 2])])
                    return value(codes - own)
                })
        }
        detail = plane { dot($0, Vector3(0.3, 0.6, 0.1)) }
        light = detail.blurred(radius: radius)
        redness = plane { $0.x - $0.y }.blurred(radius: radius)
        blueness = plane { $0.z - $0.y }.blurred(radius: radius)
        white = SIMD2(own.y - own.x, own.y - own.z)
    }

    /// Distance from skin's colour in units of what skin may differ by; 1 is still skin.
    ///
    /// Shade is noisy and takes its colour from what stands around; highlights are white.
    @inline(__always) func distance(at index: Int) -> Float {
        let light = light.values[index]
        var offset = SIMD2(redness.values[index], blueness.values[index])
        if light > 0 {
            let along = (offset * white).sum() / max((white * white).sum(), 1e-6)
            offset -= white * clamp(along, 0, clamp(light))
        }
        let spread = 1 + 0.5 * clamp(-light, 0, 3)
        offset /= SIMD2(0.22, 0.30) * spread
        return (offset * offset).sum().squareRoot()
    }
}
