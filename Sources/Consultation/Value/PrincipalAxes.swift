import ColorScience

/// The axes along which a colour is uncertain, each one standard deviation long, the longest first.
struct PrincipalAxes {
    let first, second, third: Lab<D65>

    /// By Jacobi's rotations.
    init(of covariance: Covariance3) {
        var m = covariance.rows
        var v: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        for _ in 0..<16 {
            for (p, q) in [(0, 1), (0, 2), (1, 2)] where abs(m[p][q]) > 1e-12 {
                let theta = (m[q][q] - m[p][p]) / (2 * m[p][q])
                let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot()
                let s = t * c
                for k in 0..<3 { (m[k][p], m[k][q]) = (c * m[k][p] - s * m[k][q], s * m[k][p] + c * m[k][q]) }
                for k in 0..<3 { (m[p][k], m[q][k]) = (c * m[p][k] - s * m[q][k], s * m[p][k] + c * m[q][k]) }
                for k in 0..<3 { (v[k][p], v[k][q]) = (c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]) }
            }
        }
        let axes = (0..<3).map { axis in
            let length = max(m[axis][axis], 0).squareRoot()
            return (length, Lab<D65>(v[0][axis], v[1][axis], v[2][axis]) * length)
        }.sorted { $0.0 > $1.0 }
        (first, second, third) = (axes[0].1, axes[1].1, axes[2].1)
    }
}
