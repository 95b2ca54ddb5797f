/// A small symmetric matrix, for its eigenvectors.
package struct SymmetricMatrix {
    private var rows: [[Double]]

    package init(_ rows: [[Double]]) { self.rows = rows }

    /// The eigenvector of the largest eigenvalue, of length 1; the first axis when the matrix is zero.
    /// - Complexity: that of `eigenvectors`.
    package var leadingEigenvector: [Double] {
        let all = eigenvectors
        var best = 0
        for index in 1..<all.count where all[index].value > all[best].value { best = index }
        return all[best].vector
    }

    /// All eigenvectors, of length 1, with their eigenvalues, in no order.
    /// - Complexity: O(n³) a sweep; sweeps converge quadratically, and their number is bounded.
    package var eigenvectors: [(value: Double, vector: [Double])] {
        var matrix = rows
        let size = matrix.count
        var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
        for _ in 0..<30 {
            var off = 0.0
            for p in 0..<size { for q in p + 1..<size { off += matrix[p][q] * matrix[p][q] } }
            let diagonal = (0..<size).reduce(0.0) { $0 + matrix[$1][$1] * matrix[$1][$1] }
            // Also ends on NaN.
            guard off > 1e-30 * diagonal else { break }
            for p in 0..<size {
                for q in p + 1..<size { Self.rotate(&matrix, &vectors, p, q) }
            }
        }
        return (0..<size).map { index in (matrix[index][index], vectors.map { $0[index] }) }
    }

    /// One Jacobi rotation, which makes entry (p, q) zero.
    /// - Source: Golub, Van Loan, "Matrix Computations", section 8.5.
    private static func rotate(_ matrix: inout [[Double]], _ vectors: inout [[Double]], _ p: Int, _ q: Int) {
        guard matrix[p][q] != 0 else { return }
        let ratio = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
        let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        for k in matrix.indices {
            let (a, b) = (matrix[k][p], matrix[k][q])
            matrix[k][p] = cosine * a - sine * b
            matrix[k][q] = sine * a + cosine * b
        }
        for k in matrix.indices {
            let (a, b) = (matrix[p][k], matrix[q][k])
            matrix[p][k] = cosine * a - sine * b
            matrix[q][k] = sine * a + cosine * b
        }
        for k in matrix.indices {
            let (a, b) = (vectors[k][p], vectors[k][q])
            vectors[k][p] = cosine * a - sine * b
            vectors[k][q] = sine * a + cosine * b
        }
    }
}
