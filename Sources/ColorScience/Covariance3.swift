/// A symmetric 3×3 covariance over (L*, a*, b*), in squared Lab units, held by its six distinct entries.
public struct Covariance3: Hashable, Sendable {
    public var ll: Double
    public var la: Double
    public var lb: Double
    public var aa: Double
    public var ab: Double
    public var bb: Double

    public init(ll: Double, la: Double, lb: Double, aa: Double, ab: Double, bb: Double) {
        self.ll = ll
        self.la = la
        self.lb = lb
        self.aa = aa
        self.ab = ab
        self.bb = bb
    }
}

extension Covariance3 {
    /// Independent coordinates with the given standard deviations.
    public init(standardDeviations l: Double, _ a: Double, _ b: Double) {
        self.init(ll: l * l, la: 0, lb: 0, aa: a * a, ab: 0, bb: b * b)
    }

    /// Full certainty.
    public static let zero = Self(ll: 0, la: 0, lb: 0, aa: 0, ab: 0, bb: 0)

    /// The covariance of the sum of two independent variables.
    public static func + (left: Self, right: Self) -> Self {
        Self(
            ll: left.ll + right.ll, la: left.la + right.la, lb: left.lb + right.lb,
            aa: left.aa + right.aa, ab: left.ab + right.ab, bb: left.bb + right.bb)
    }

    /// The covariance with all variances `right` times as large.
    package static func * (left: Self, right: Double) -> Self {
        Self(
            ll: left.ll * right, la: left.la * right, lb: left.lb * right, aa: left.aa * right, ab: left.ab * right,
            bb: left.bb * right)
    }

    /// Rows, as JSON shows them.
    public var rows: [[Double]] { [[ll, la, lb], [la, aa, ab], [lb, ab, bb]] }

    /// The lower-triangular factor L with L·Lᵀ = self, row by row: (ll), (al, aa), (bl, ba, bb).
    ///
    /// A pivot that rounding made negative is taken as zero, so a flat distribution stays flat.
    public var cholesky: (ll: Double, al: Double, aa: Double, bl: Double, ba: Double, bb: Double) {
        let l11 = max(ll, 0).squareRoot()
        let l21 = l11 > 0 ? la / l11 : 0
        let l31 = l11 > 0 ? lb / l11 : 0
        let l22 = max(aa - l21 * l21, 0).squareRoot()
        let l32 = l22 > 0 ? (ab - l31 * l21) / l22 : 0
        let l33 = max(bb - l31 * l31 - l32 * l32, 0).squareRoot()
        return (l11, l21, l22, l31, l32, l33)
    }

    /// The inverse of a positive definite matrix, by cofactors.
    package var inverse: Covariance3 {
        let (c11, c12, c13) = (aa * bb - ab * ab, lb * ab - la * bb, la * ab - lb * aa)
        let determinant = ll * c11 + la * c12 + lb * c13
        return Covariance3(
            ll: c11 / determinant, la: c12 / determinant, lb: c13 / determinant,
            aa: (ll * bb - lb * lb) / determinant, ab: (la * lb - ll * ab) / determinant,
            bb: (ll * aa - la * la) / determinant)
    }
}

extension Covariance3 {
    /// vᵀ · matrix · v.
    package func square(_ v: SIMD3<Double>) -> Double {
        ll * v.x * v.x + aa * v.y * v.y + bb * v.z * v.z + 2 * (la * v.x * v.y + lb * v.x * v.z + ab * v.y * v.z)
    }
}

extension Covariance3 {
    /// By rows: LL, La, Lb, aa, ab, bb.
    package var entries: [Double] { [ll, la, lb, aa, ab, bb] }
}
