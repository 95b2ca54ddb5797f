import CVector

/// 0 below `low`, 1 above `high`, an S between.
@inline(__always)
func smoothstep(_ low: Float, _ high: Float, _ x: SIMD8<Float>) -> SIMD8<Float> {
    let t = cv_min(cv_max((x - cv_splat(low)) * cv_splat(1 / (high - low)), cv_splat(0)), cv_splat(1))
    return t * t * (cv_splat(3) - (t + t))
}

/// 0 below `low`, 1 above `high`, an S between.
@inline(__always)
func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = min(max((x - low) / (high - low), 0), 1)
    return t * t * (3 - 2 * t)
}
