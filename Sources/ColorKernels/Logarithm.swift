import CVector

/// ln(1 + x) of each lane for x > −1 (within 3e-7 for x ≥ 0, or as much of itself; below that 1 + x is as exact as its
/// rounding); not exact for x within 1e-7 of 0, which count as 0.
///
/// ln(m·2ⁿ) = n·ln 2 + 2·artanh((m − 1)/(m + 1)) with m in √½...√2, where four terms of the series are enough.
@inline(__always)
func logarithmOfOne(and lanes: Lanes) -> Lanes {
    let value = lanes + cv_splat(1)
    let bits = cv_bits(value)
    // √½ in bits: what is added moves the exponent up at √2, not at 2.
    let offset = bits &- SIMD8<Int32>(repeating: 0x3F35_04F3)
    let exponent = SIMD8<Float>(offset &>> 23)
    let mantissa = cv_from_bits((offset & SIMD8<Int32>(repeating: 0x007F_FFFF)) &+ SIMD8<Int32>(repeating: 0x3F35_04F3))
    let ratio = (mantissa - cv_splat(1)) / (mantissa + cv_splat(1))
    let square = ratio * ratio
    var series = cv_fma(cv_splat(2.0 / 9), square, cv_splat(2.0 / 7))
    series = cv_fma(series, square, cv_splat(2.0 / 5))
    series = cv_fma(series, square, cv_splat(2.0 / 3))
    series = cv_fma(series, square, cv_splat(2))
    return cv_fma(exponent, cv_splat(0.693_147_18), series * ratio)
}
