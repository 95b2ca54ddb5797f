import CVector
import ColorKernels
import ColorScience

/// A film with its sheen under a photo's light: what a kernel needs of them, channel by channel.
struct FilmLayer {
    private let (red, green, blue): (FilmChannel, FilmChannel, FilmChannel)
    private let sheen: Sheen
    /// Particles' size, in pixels.
    private let grain: UInt32

    /// - Parameter faceWidth: In pixels.
    init(_ film: ProductFilm, color: LinearSRGB, _ sheen: Sheen, light: PhotoLight, faceWidth: Float) {
        self.sheen = sheen
        // A particle's glint is seen some 0.5 mm wide on a face of 140.
        grain = UInt32(max(1, min(64, 0.0035 * faceWidth)))
        let gains = SIMD3(Float(light.gains.red), Float(light.gains.green), Float(light.gains.blue))
        let white = gains / max(Float(light.gains.xyz.y), 1e-4)
        let own =
            SIMD3(Float(color.red), Float(color.green), Float(color.blue)).clamped(
                lowerBound: .zero, upperBound: SIMD3(repeating: 1)) / max(Float(color.xyz.y), 0.02)
        func channel(_ place: Int) -> FilmChannel {
            let shine = sheen.highlights * white[place] * (1 + sheen.tint * (own[place] - 1))
            return FilmChannel(
                gain: cv_splat(gains[place]), perGain: cv_splat(1 / max(gains[place], 1e-4)),
                glint: cv_splat(white[place]), shine: cv_splat(shine),
                plus: cv_splat(film.sum[place] + film.slope[place]),
                minus: cv_splat(film.sum[place] - film.slope[place]))
        }
        (red, green, blue) = (channel(0), channel(1), channel(2))
    }

    /// What a row of pixels is read from and written to. All hold a multiple of 8 floats from here on.
    struct Row {
        let (red, green, blue): (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)
        /// The greatest share of any layer, to be kept.
        let covered: UnsafeMutablePointer<Float>
        /// The photo's, before any layer.
        let luminance: UnsafePointer<Float>
        let shares: UnsafePointer<Float>
        let shading: UnsafePointer<Float>
        /// In the picture, of its first pixel.
        let (x, y): (Int, Int)
    }

    /// Puts the film on a row. Two divisions and a root for 8 pixels, each waiting for the one before.
    func apply(to row: Row, level: Float, count: Int) {
        let perLevel = cv_splat(1 / level)
        let threshold = cv_splat(sheen.threshold)
        for place in stride(from: 0, to: count, by: 8) {
            let shares = cv_load(row.shares + place)
            guard cv_zero_lanes(cv_bits(shares)) != 0xFF else { continue }
            let around = cv_load(row.shading + place)
            let own = cv_load(row.luminance + place)
            let highlight = cv_max(own - threshold * around, cv_splat(0))
            let bend = cv_max(own - highlight, cv_splat(1e-5)) / around
            let half = cv_sqrt(bend)
            let kept = cv_splat(sheen.relief).replacing(with: cv_splat(sheen.peaks), where: bend .> cv_splat(1))
            let relief = cv_fma(bend - half, kept, half)
            let lit = around * perLevel * cv_min(cv_max(relief, cv_splat(0.3)), cv_splat(2))
            let onFilm =
                sheen.sparkle > 0
                ? cv_fma(lit, sparkles(row.x + place, row.y) * cv_splat(sheen.sparkle), lit) : lit
            let light = PixelLight(highlight: highlight, lit: lit, onFilm: onFilm, shares: shares)
            let (r, g, b) = (
                red.ground(of: row.red + place, light), green.ground(of: row.green + place, light),
                blue.ground(of: row.blue + place, light)
            )
            // One division for three: 1/x = yz/xyz.
            let (rg, gb) = (r.divisor * g.divisor, g.divisor * b.divisor)
            let perProduct = cv_splat(1) / (rg * b.divisor)
            cv_store(row.red + place, red.covered(r, perDivisor: perProduct * gb, light))
            cv_store(row.green + place, green.covered(g, perDivisor: perProduct * r.divisor * b.divisor, light))
            cv_store(row.blue + place, blue.covered(b, perDivisor: perProduct * rg, light))
            cv_store(row.covered + place, cv_max(cv_load(row.covered + place), shares))
        }
    }

    /// Particles: 0 for most places, up to 1 for few.
    private func sparkles(_ x: Int, _ y: Int) -> SIMD8<Float> {
        var columns = SIMD8<UInt32>()
        for lane in 0..<8 { columns[lane] = UInt32(truncatingIfNeeded: x + lane) / grain }
        var bits = columns &* 0x9E37_79B1 ^ SIMD8(repeating: UInt32(truncatingIfNeeded: y) / grain &* 0x85EB_CA77)
        bits = (bits ^ bits &>> 15) &* 0x2C1B_3C6D
        bits = (bits ^ bits &>> 12) &* 0x297A_2D39
        let noise = cv_from_int(SIMD8<Int32>(truncatingIfNeeded: (bits ^ bits &>> 15) &>> 8)) * cv_splat(1 / 16_777_216)
        let bright = cv_max(noise - cv_splat(0.82), cv_splat(0)) * cv_splat(1 / 0.18)
        return bright * bright
    }
}
