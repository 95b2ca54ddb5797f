import ColorScience

/// The axes along which a colour is uncertain, each one standard deviation long, the longest first.
struct PrincipalAxes {
    let first, second, third: Lab<D65>

    init(of covariance: Covariance3) {
        let axes = SymmetricMatrix(covariance.rows).eigenvectors.sorted { $0.value > $1.value }.map { axis in
            Lab<D65>(axis.vector[0], axis.vector[1], axis.vector[2]) * max(axis.value, 0).squareRoot()
        }
        (first, second, third) = (axes[0], axes[1], axes[2])
    }
}
