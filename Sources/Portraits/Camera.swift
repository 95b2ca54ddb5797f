import ColorScience
import Imaging

/// Exposure, cast, noise and the sRGB curve: from linear light to bytes.
struct Camera {
    private let recipe: PortraitRecipe
    private let gains: SIMD4<Float>

    init(_ recipe: PortraitRecipe) {
        self.recipe = recipe
        // 2 to the power of the exposure.
        let exposure = exponential(Float(recipe.exposure * 0.6931471805599453))
        gains =
            SIMD4(
                Float(recipe.illuminant.red), Float(recipe.illuminant.green), Float(recipe.illuminant.blue), 0)
            * exposure
    }

    func picture(_ canvas: Canvas) -> RGBImage {
        let (width, height) = (recipe.width, recipe.height)
        var bytes = [UInt8](repeating: 0, count: width * height * 3)
        let deviation = Float(recipe.noise)
        var random = SplitMix64(seed: recipe.seed, purpose: 50)
        let codes = Self.codes
        for (index, pixel) in canvas.pixels.enumerated() {
            let light = pixel * gains
            for channel in 0..<3 {
                var code = Self.code(light[channel], codes)
                if deviation > 0 { code += deviation * Self.grain(&random) }
                bytes[index * 3 + channel] = UInt8(clamp((code + 0.5).rounded(.down), 0, 255))
            }
        }
        return RGBImage(width: width, height: height, pixels: bytes)
    }

    /// About normal with variance 1, from one draw: eight bytes' sum.
    private static func grain(_ random: inout SplitMix64) -> Float {
        var bits = random.next()
        bits = (bits & 0x00FF_00FF_00FF_00FF) &+ ((bits >> 8) & 0x00FF_00FF_00FF_00FF)
        let sum = (bits & 0xFFFF) &+ ((bits >> 16) & 0xFFFF) &+ ((bits >> 32) & 0xFFFF) &+ (bits >> 48)
        return (Float(sum) - 1020) * (1 / 209.0)
    }

    /// The sRGB code of linear light, with fractions, by interpolation in √light where the curve is nearly straight.
    private static func code(_ light: Float, _ codes: [Float]) -> Float {
        let position = clamp(light).squareRoot() * Float(steps)
        let index = min(Int(position), steps - 1)
        return mix(codes[index], codes[index + 1], position - Float(index))
    }

    private static let steps = 1024
    private static let codes: [Float] = (0...steps).map { step in
        let root = Double(step) / Double(steps)
        return Float(255 * encoded(root * root))
    }
}
