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

/// ln of each value, within 3e-7 / least.
/// Bound by a division for 8 values.
/// - Parameter least: Greater than 0; what is less counts as that.
package func logarithms(of values: [Float], atLeast least: Float) -> [Float] {
    let whole = values.count / 8 * 8
    return [Float](unsafeUninitializedCapacity: values.count) { result, count in
        values.withUnsafeBufferPointer { values in
            guard let source = values.baseAddress, let target = result.baseAddress else { return }
            for i in stride(from: 0, to: whole, by: 8) {
                let value = cv_max(cv_load(source + i), cv_splat(least))
                cv_store(target + i, logarithmOfOne(and: value - cv_splat(1)))
            }
            for i in whole..<values.count {
                target[i] = logarithmOfOne(and: cv_splat(max(source[i], least) - 1))[0]
            }
        }
        count = values.count
    }
}
