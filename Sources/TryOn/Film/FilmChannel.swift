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

    /// What 8 pixels show, and the reflectance of what lies below the film.
    struct Ground {
        let pixel: SIMD8<Float>
        let reflectance: SIMD8<Float>
        /// What the film's reflectance is divided by.
        let divisor: SIMD8<Float>
    }

    @inline(__always)
    func ground(of pixels: UnsafePointer<Float>, _ light: PixelLight) -> Ground {
        let pixel = cv_load(pixels)
        let body = cv_max(pixel - glint * light.highlight, cv_splat(0))
        let reflectance = cv_min(
            cv_max(body * perGain * light.perLit, cv_splat(ProductFilm.reflectances.lowerBound)),
            cv_splat(ProductFilm.reflectances.upperBound))
        return Ground(pixel: pixel, reflectance: reflectance, divisor: plus - reflectance)
    }

    /// The pixels with the film on.
    /// - Parameter perDivisor: 1 / `ground.divisor`.
    @inline(__always)
    func covered(_ ground: Ground, perDivisor: SIMD8<Float>, _ light: PixelLight) -> SIMD8<Float> {
        let film = (cv_splat(1) - ground.reflectance * minus) * perDivisor
        // What the film changes, not what it is: a ground beyond the range, such as a red lip's, stays as it is.
        let body = (film * light.onFilm - ground.reflectance * light.lit) * gain
        return cv_fma(cv_fma(shine - glint, light.highlight, body), light.shares, ground.pixel)
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
