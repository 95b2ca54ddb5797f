/// Weighted sums for fitting the values at a curve's knots by least squares: bounded memory however many points come.
struct KnotSums: Sendable, Hashable {
    /// Σ w·φᵢ·φⱼ. Only neighbouring knots share a point, so two diagonals hold it all.
    private var diagonal = [Double](repeating: 0, count: SwatchCurve.knots)
    private var beside = [Double](repeating: 0, count: SwatchCurve.knots - 1)
    /// Σ w·φᵢ·value for each fitted quantity.
    private var products: [[Double]]

    /// - Parameter quantities: How many values come with a point.
    init(quantities: Int) {
        products = Array(repeating: Array(repeating: 0, count: SwatchCurve.knots), count: quantities)
    }

    mutating func add(depth: Double, values: [Double], weight: Double) {
        let (first, low, high) = SwatchCurve.basis(depth)
        diagonal[first] += weight * low * low
        diagonal[first + 1] += weight * high * high
        beside[first] += weight * low * high
        for (quantity, value) in values.enumerated() {
            products[quantity][first] += weight * low * value
            products[quantity][first + 1] += weight * high * value
        }
    }

    mutating func add(_ other: Self) {
        for i in diagonal.indices { diagonal[i] += other.diagonal[i] }
        for i in beside.indices { beside[i] += other.beside[i] }
        for q in products.indices { for i in products[q].indices { products[q][i] += other.products[q][i] } }
    }

    /// The posterior of knots with a normal prior, given points of a unit of weight per inverse variance.
    ///
    /// The prior's deviations at the knots are partly common to all, as a whole source is drawn lighter or darker:
    /// covariance common²·11ᵀ + own²·I.
    /// - Returns: One list of knots for each quantity, and the knots' standard deviations.
    func posterior(
        mean: [[Double]], common: [Double], own: [Double]
    ) -> (knots: [[Double]], spreads: [[Double]]) {
        var knots: [[Double]] = []
        var spreads: [[Double]] = []
        for quantity in products.indices {
            let (c, o) = (common[quantity] * common[quantity], own[quantity] * own[quantity])
            let n = Double(SwatchCurve.knots)
            // (oI + c11ᵀ)⁻¹ = I/o − 11ᵀ·c/(o(o + nc))
            let all = -c / (o * (o + n * c))
            var matrix = SymmetricMatrix(size: SwatchCurve.knots)
            for i in 0..<SwatchCurve.knots {
                for j in 0...i {
                    var entry = all
                    if i == j { entry += 1 / o + diagonal[i] }
                    if i == j + 1 { entry += beside[j] }
                    matrix[i, j] = entry
                }
            }
            let prior = mean[quantity]
            let priorSum = prior.reduce(0, +)
            let right = prior.indices.map { prior[$0] / o + all * priorSum + products[quantity][$0] }
            let factor = matrix.choleskyFactor()
            knots.append(factor.solve(right))
            spreads.append(
                prior.indices.map { i in
                    factor.solve(prior.indices.map { $0 == i ? 1 : 0 })[i].squareRoot()
                })
        }
        return (knots, spreads)
    }
}

/// A small symmetric positive definite matrix, by its lower triangle.
private struct SymmetricMatrix {
    let size: Int
    private var entries: [Double]

    init(size: Int) {
        self.size = size
        entries = Array(repeating: 0, count: size * (size + 1) / 2)
    }

    /// - Precondition: `column` ≤ `row`.
    subscript(row: Int, column: Int) -> Double {
        get { entries[row * (row + 1) / 2 + column] }
        set { entries[row * (row + 1) / 2 + column] = newValue }
    }

    /// L with L·Lᵀ = self.
    func choleskyFactor() -> Self {
        var factor = self
        for i in 0..<size {
            for j in 0...i {
                var sum = self[i, j]
                for k in 0..<j { sum -= factor[i, k] * factor[j, k] }
                factor[i, j] = i == j ? max(sum, 1e-12).squareRoot() : sum / factor[j, j]
            }
        }
        return factor
    }

    /// x with self·selfᵀ·x = right, where self is a factor.
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for i in 0..<size {
            for k in 0..<i { x[i] -= self[i, k] * x[k] }
            x[i] /= self[i, i]
        }
        for i in (0..<size).reversed() {
            for k in i + 1..<max(size, i + 1) { x[i] -= self[k, i] * x[k] }
            x[i] /= self[i, i]
        }
        return x
    }
}
