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

    /// What 8 pixels show, and what of it lies below the film.
    struct Ground {
        let pixel: SIMD8<Float>
        /// Its reflectance times the light.
        let shown: SIMD8<Float>
        /// What the film's reflectance is divided by, times the light.
        let divisor: SIMD8<Float>
    }

    @inline(__always)
    func ground(of pixels: UnsafePointer<Float>, _ light: PixelLight) -> Ground {
        let pixel = cv_load(pixels)
        let body = cv_max(pixel - glint * light.highlight, cv_splat(0))
        let shown = cv_min(
            cv_max(body * perGain, light.lit * cv_splat(ProductFilm.reflectances.lowerBound)),
            light.lit * cv_splat(ProductFilm.reflectances.upperBound))
        return Ground(pixel: pixel, shown: shown, divisor: plus * light.lit - shown)
    }

    /// The pixels with the film on.
    /// - Parameter perDivisor: 1 / `ground.divisor`.
    @inline(__always)
    func covered(_ ground: Ground, perDivisor: SIMD8<Float>, _ light: PixelLight) -> SIMD8<Float> {
        let film = (light.lit - ground.shown * minus) * perDivisor
        // What the film changes, not what it is: a ground beyond the range, such as a red lip's, stays as it is.
        let body = (film * light.onFilm - ground.shown) * gain
        return cv_fma(cv_fma(shine - glint, light.highlight, body), light.shares, ground.pixel)
    }
}

/// What falls on 8 pixels, whatever the channel.
struct PixelLight {
    /// Luminance that is no part of the body's colour.
    let highlight: SIMD8<Float>
    /// What reflectances are multiplied with beside the light's gain.
    let lit: SIMD8<Float>
    /// `lit` with what a film's particles add.
    let onFilm: SIMD8<Float>
    /// Of a layer that covers them.
    let shares: SIMD8<Float>
}
