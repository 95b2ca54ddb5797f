import CVector

/// The cube root of positive, normal lanes, in the parts that make it up: `estimate` + `error` · `correction`.
///
/// It divides nothing. Taking a third of the bits gives y ≈ x^(−1/3) to 3.5 % (the low bits, lost when that is done in
/// floating point, do not matter), so d = x·y² ≈ x^(1/3), and the truth is d·(1 + s)^(−2/3) with s = x·y³ − 1: a
/// minimax polynomial on |s| ≤ 0.1035, fitted for this, to 1.8e-8 relative.
struct CubeRoot {
    let estimate: Lanes
    let error: Lanes
    let correction: Lanes

    @inline(__always)
    init(of x: Lanes) {
        let y = cv_from_bits(
            cv_truncate(cv_fma(cv_from_int(cv_bits(x)), cv_splat(-1.0 / 3), cv_splat(1_419_892_352))))
        let d = x * (y * y)
        let s = cv_fma(d, y, cv_splat(-1))
        var p = cv_fma(cv_splat(-0.433_089_94), s, cv_splat(0.458_477))
        p = cv_fma(p, s, cv_splat(-0.493_759_04))
        p = cv_fma(p, s, cv_splat(0.555_536_93))
        p = cv_fma(p, s, cv_splat(-0.666_666_75))
        (estimate, error, correction) = (d, d * s, p)
    }

    @inline(__always)
    var value: Lanes { cv_fma(error, correction, estimate) }
}

/// A 3×3 matrix whose entries fill a vector each.
struct ColorMatrix {
    struct Row {
        let red: Lanes
        let green: Lanes
        let blue: Lanes

        @inline(__always)
        func product(_ x: Lanes, _ y: Lanes, _ z: Lanes) -> Lanes { cv_fma(red, x, cv_fma(green, y, blue * z)) }
    }

    let first: Row
    let second: Row
    let third: Row

    /// - Parameter rows: nine figures.
    init(rows: [Float]) {
        func row(_ start: Int) -> Row {
            Row(red: cv_splat(rows[start]), green: cv_splat(rows[start + 1]), blue: cv_splat(rows[start + 2]))
        }
        (first, second, third) = (row(0), row(3), row(6))
    }
}
