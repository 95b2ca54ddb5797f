import CVector

/// The exponential of each lane, within 2 units in the last place; lanes beyond ±87 count as ±87, no number as −87.
///
/// e^x is 2ⁿ·e^r with n = x/ln 2 to the nearest and |r| ≤ ln 2 / 2; n·ln 2 is taken off in two parts, the first of
/// which has few bits.
/// - Source: polynomial and parts of ln 2 from Cephes 2.2, `expf`.
@inline(__always)
func exponential(_ lanes: Lanes) -> Lanes {
    let x = cv_min(cv_max(lanes, cv_splat(-87)), cv_splat(87))
    // Adding 1.5·2²³ leaves a float no fraction bits.
    let shift = cv_splat(12_582_912)
    let n = cv_fma(x, cv_splat(1.442_695_04), shift) - shift
    let r = cv_fma(n, cv_splat(2.121_944_4e-4), cv_fma(n, cv_splat(-0.693_359_375), x))
    var p = cv_fma(cv_splat(1.987_569_15e-4), r, cv_splat(1.398_199_950_7e-3))
    p = cv_fma(p, r, cv_splat(8.333_451_907_3e-3))
    p = cv_fma(p, r, cv_splat(4.166_579_589_4e-2))
    p = cv_fma(p, r, cv_splat(1.666_666_545_9e-1))
    p = cv_fma(p, r, cv_splat(5.000_000_120_1e-1))
    let scale = cv_from_bits((cv_truncate(n) &+ SIMD8<Int32>(repeating: 127)) &<< 23)
    return cv_fma(p, r * r, r + cv_splat(1)) * scale
}

/// The exponentials of some values, as `exp` gives them to within 3e-7 of themselves; values beyond ±87 count as ±87,
/// no number as −87.
/// Bound by the vector ports: 17 operations for 8 values.
/// - Precondition: their number is a multiple of 8.
package func exponentials(of values: [Float]) -> [Float] {
    precondition(values.count % 8 == 0, "values come in whole vectors")
    return [Float](unsafeUninitializedCapacity: values.count) { target, count in
        values.withUnsafeBufferPointer { source in
            guard let source = source.baseAddress, let target = target.baseAddress else { return }
            for i in stride(from: 0, to: values.count, by: 8) { cv_store(target + i, exponential(cv_load(source + i))) }
        }
        count = values.count
    }
}
