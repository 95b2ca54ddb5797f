/// Linear equations with a symmetric positive definite matrix, by its Cholesky factor.
package struct SymmetricSystem: Equatable {
    package let count: Int
    /// Lower triangle, row by row, `count` a row.
    package private(set) var factor: [Double]

    /// - Parameter entry: of row and column; asked for rows at and below the diagonal.
    /// - Complexity: O(`count`³).
    package init(count: Int, entry: (Int, Int) -> Double) {
        self.count = count
        factor = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in 0...row {
                var sum = entry(row, column)
                for k in 0..<column { sum -= factor[row * count + k] * factor[column * count + k] }
                // A pivot that rounding made negative still leaves a direction in which nothing is known.
                factor[row * count + column] =
                    row == column ? max(sum, 1e-12).squareRoot() : sum / factor[column * count + column]
            }
        }
    }

    /// The vector x with matrix · x = `right`.
    /// - Complexity: O(`count`²).
    package func solution(_ right: [Double]) -> [Double] {
        var x = right
        for row in 0..<count {
            for k in 0..<row { x[row] -= factor[row * count + k] * x[k] }
            x[row] /= factor[row * count + row]
        }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for k in stride(from: row + 1, to: count, by: 1) { x[row] -= factor[k * count + row] * x[k] }
            x[row] /= factor[row * count + row]
        }
        return x
    }

    /// Lᵀ · x, L·Lᵀ being the matrix.
    /// - Complexity: O(`count`²).
    package func transposedProduct(with x: [Double]) -> [Double] {
        (0..<count).map { column in
            (column..<count).reduce(0) { $0 + factor[$1 * count + column] * x[$1] }
        }
    }

    /// Half the logarithm of the determinant.
    package var logRootDeterminant: Double {
        (0..<count).reduce(0) { $0 + naturalLogarithm(factor[$1 * count + $1]) }
    }
}
