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
    /// The face's own chromaticity, and by how much its parts differ.
    private let middle: SIMD2<Float>
    private let spread: SIMD2<Float>
    /// From skin's chromaticity to white's, in `redness` and `blueness`: where highlights go.
    private let white: SIMD2<Float>

    /// Keeps logarithms of the dark finite and their noise small, but deep skin's apart from what is darker.
    private static func floor(for site: Vector3) -> Double { min(0.004, 0.05 * Double(luminance(site))) }

    /// Least spreads: what blood and pigment change in any face.
    private static let leastSpread = SIMD2<Float>(0.16, 0.24)

    /// - Parameters:
    ///   - face: 1 where the face's skin is, for the most part.
    ///   - radius: of the smoothing, in pixels.
    init(of image: RGBImage, site: Vector3, face: FloatPlane, radius: Int) {
        let floor = Self.floor(for: site)
        let table = (0...255).map { Float(logarithm(linearized(Double($0) / 255) + floor)) }
        var own = Vector3.zero
        for channel in 0..<3 { own[channel] = Float(logarithm(Double(site[channel]) + floor)) }
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
        let lit = face.values.indices.filter { [light] in face.values[$0] > 0 && abs(light.values[$0]) < 0.9 }
        let (red, blue) = (Self.spread(of: redness, at: lit), Self.spread(of: blueness, at: lit))
        middle = SIMD2(red.middle, blue.middle)
        spread = pointwiseMax(SIMD2(red.spread, blue.spread), Self.leastSpread)
        white = SIMD2(own.y - own.x, own.y - own.z) - middle
    }

    /// The median and 1.6 times the standard deviation, as far as the nearer half of the values tells.
    private static func spread(of plane: FloatPlane, at places: [Int]) -> (middle: Float, spread: Float) {
        let values = stride(from: 0, to: places.count, by: max(1, places.count / 4_096)).map {
            plane.values[places[$0]]
        }
        guard !values.isEmpty else { return (0, 0) }
        let middle = values.sorted()[values.count / 2]
        return (middle, 1.6 * 1.4826 * values.map { abs($0 - middle) }.sorted()[values.count / 2])
    }

    /// Distance from skin's colour in units of what skin may differ by; 1 is still skin.
    ///
    /// Shade is noisy and takes its colour from what stands around; highlights are white.
    @inline(__always) private func distance(at index: Int, mayShine: Bool) -> Float {
        let light = light.values[index]
        var offset = SIMD2(redness.values[index], blueness.values[index]) - middle
        let along = (offset * white).sum() / max((white * white).sum(), 1e-6)
        if mayShine { offset -= white * clamp(along, 0, clamp(light)) }
        offset /= spread * (1 + 0.5 * clamp(-light, 0, 3))
        // Ears and noses are full of blood.
        if offset.x > 0 { offset.x *= 0.6 }
        // What is all but white is linen.
        let linen = mayShine ? 0 : 4 * smoothstep(0.8, 1, along)
        return (offset * offset).sum().squareRoot() + linen
    }

    /// 1 for skin, 0 for what has another colour.
    /// - Parameter mayShine: whether what is whiter and brighter may be skin's gloss, and no wall.
    @inline(__always) func share(at index: Int, mayShine: Bool) -> Float {
        smoothstep(2.4, 1.4, distance(at: index, mayShine: mayShine))
    }

    /// 1 for what hardly differs from the face: hands, and shoulders behind hair.
    @inline(__always) func certainty(at index: Int) -> Float {
        smoothstep(1.2, 0.8, distance(at: index, mayShine: false)) * smoothstep(-1.6, -1, light.values[index])
    }

    /// 1 for what is as red as skin, 0 for teeth.
    @inline(__always) func isRed(at index: Int) -> Float {
        smoothstep(-0.32, -0.12, redness.values[index] - middle.x)
    }
}
