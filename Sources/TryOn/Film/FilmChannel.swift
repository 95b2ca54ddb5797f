import CVector

/// A film with its sheen under a photo's light, in one channel; in every lane the same.
struct FilmChannel {
    let gain: SIMD8<Float>
    /// 1 / `gain`.
    let perGain: SIMD8<Float>
    /// The light's own colour, of luminance 1.
    let glint: SIMD8<Float>
    /// The highlight that is left, of luminance `highlights`.
    let shine: SIMD8<Float>
    /// `ProductFilm`'s a + b·coth(b·SX) and a − b·coth(b·SX).
    let (plus, minus): (SIMD8<Float>, SIMD8<Float>)

    /// Puts the film on 8 pixels. Bound by the divider: one division.
    @inline(__always)
    func put(on pixels: UnsafeMutablePointer<Float>, _ light: PixelLight) {
        let pixel = cv_load(pixels)
        let body = cv_max(pixel - glint * light.highlight, cv_splat(0))
        let ground = cv_min(
            cv_max(body * perGain * light.perLit, cv_splat(ProductFilm.reflectances.lowerBound)),
            cv_splat(ProductFilm.reflectances.upperBound))
        let film = (cv_splat(1) - ground * minus) / (plus - ground)
        // What the film changes, not what it is: a ground beyond the range, such as a red lip's, stays as it is.
        let change = cv_fma(shine - glint, light.highlight, (film * light.onFilm - ground * light.lit) * gain)
        cv_store(pixels, cv_fma(change, light.shares, pixel))
    }
}

/// What falls on 8 pixels, whatever the channel.
struct PixelLight {
    /// Luminance that is no part of the body's colour.
    let highlight: SIMD8<Float>
    /// What reflectances are multiplied with beside the light's gain, and its inverse.
    let (lit, perLit): (SIMD8<Float>, SIMD8<Float>)
    /// `lit` with what a film's particles add.
    let onFilm: SIMD8<Float>
    /// Of a layer that covers them.
    let shares: SIMD8<Float>
}
