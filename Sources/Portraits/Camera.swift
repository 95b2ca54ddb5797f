import ColorScience
import Imaging

/// Exposure, cast, noise and the sRGB curve: from linear light to bytes.
struct Camera {
    private let recipe: PortraitRecipe
    private let gains: SIMD4<Float>

    init(_ recipe: PortraitRecipe) {
        self.recipe = recipe
        gains =
            SIMD4(
                Float(recipe.illuminant.red), Float(recipe.illuminant.green), Float(recipe.illuminant.blue), 0)
            * Self.scale(recipe.exposure)
    }

    /// 2 to the power of the exposure.
    static func scale(_ exposure: Double) -> Float { exponential(Float(exposure * logarithmOf2)) }

    func picture(_ canvas: Canvas) -> RGBImage {
        if let capture = recipe.capture { return SpectralCamera(recipe, capture).picture(canvas) }
        let (width, height) = (recipe.width, recipe.height)
        var bytes = [UInt8](repeating: 0, count: width * height * 3)
        let deviation = Float(recipe.noise)
        var random = SplitMix64(seed: recipe.seed, purpose: 50)
        let codes = CodeTable.sRGB
        for (index, pixel) in canvas.pixels.enumerated() {
            let light = pixel * gains
            for channel in 0..<3 {
                var code = codes.code(light[channel])
                if deviation > 0 { code += deviation * random.grain() }
                bytes[index * 3 + channel] = UInt8(clamp((code + 0.5).rounded(.down), 0, 255))
            }
        }
        return RGBImage(width: width, height: height, pixels: bytes)
    }
}
