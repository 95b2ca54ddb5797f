import CVector

/// The cube root of positive, normal lanes, in the parts that make it up: `estimate` + `error` · `correction`.
///
/// It divides nothing. Taking a third of the bits gives y ≈ x^(−1/3) to 3.7 % (of the upper half and the lower by
/// themselves: what the upper one's rounding loses costs 0.2 % of that, and one multiplication does both), so
/// d = x·y² ≈ x^(1/3), and the truth is d·(1 + s)^(−2/3) with s = x·y³ − 1: a minimax polynomial on |s| ≤ 0.107, fitted
/// for this, to 2.4e-8 relative.
struct CubeRoot {
    let estimate: Lanes
    let error: Lanes
    let correction: Lanes

    @inline(__always)
    init(of x: Lanes) {
        let y = cv_from_bits(cv_i8(repeating: 1_419_852_352) &- cv_thirds_of_halves(cv_bits(x)))
        let d = x * (y * y)
        let s = cv_fma(d, y, cv_splat(-1))
        var p = cv_fma(cv_splat(-0.429_207_77), s, cv_splat(0.459_092_86))
        p = cv_fma(p, s, cv_splat(-0.493_796_97))
        p = cv_fma(p, s, cv_splat(0.555_532_8))
        p = cv_fma(p, s, cv_splat(-0.666_666_7))
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
