import ColorScience

/// Colours of a slice through the 90 % region of what is believed of skin, in rows and columns.
///
/// Across, lightness with the a* and b* that go with it; up, at one lightness, the way that a* and b* spread most. Both
/// are conjugate to each other, so that the slice's edge is an ellipse of equal density: that within the rectangle that they fill.
struct LikelyColors {
    struct Patch {
        /// −4 the deepest, 4 the lightest.
        let column: Int
        /// −3 the pinkest, 3 the most golden.
        let row: Int
        let color: SRGB8
    }

    static let columns = 4
    static let rows = 3
    /// Standard deviations to the edge of the region of three coordinates that holds 90 %: √6.251.
    /// - Source: the 0.9 quantile of χ² with three degrees of freedom.
    static let edge = 2.500_3

    /// From the deepest to the lightest, from the pinkest to the most golden.
    let patches: [Patch]

    init(_ belief: LabGaussian) {
        let factor = belief.covariance.cholesky
        let across = Lab<D65>(factor.ll, factor.al, factor.bl)
        let up = Self.widest(
            aa: factor.aa * factor.aa, ab: factor.aa * factor.ba,
            bb: factor.ba * factor.ba + factor.bb * factor.bb)
        patches = (-Self.columns...Self.columns).flatMap { column in
            (-Self.rows...Self.rows).map { row in
                // The region's edge is the ellipse that touches the outermost cells' outer sides.
                let (u, v) = (Double(column) / (Double(Self.columns) + 0.5), Double(row) / (Double(Self.rows) + 0.5))
                let lab = belief.mean + across * (Self.edge * u) + up * (Self.edge * v)
                return Patch(column: column, row: row, color: lab.srgb8Clamping())
            }
        }
    }

    /// One standard deviation along the long axis of the spread of a* and b*, towards gold.
    private static func widest(aa: Double, ab: Double, bb: Double) -> Lab<D65> {
        let axis = SymmetricMatrix([[aa, ab], [ab, bb]]).leadingEigenvector
        let (a, b) = (axis[0], axis[1])
        let length = max(aa * a * a + 2 * ab * a * b + bb * b * b, 0).squareRoot()
        // Gold lies towards b* and away from a*.
        let sign = b - a < 0 ? -1.0 : 1
        return Lab(0, sign * a * length, sign * b * length)
    }
}
