/// Three rows of three.
package struct Matrix3: Sendable, Hashable {
    package var rows: [SIMD3<Double>]

    package init(rows: [SIMD3<Double>]) { self.rows = rows }

    package init(columns: [SIMD3<Double>]) {
        rows = (0..<3).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) }
    }

    package init(diagonal: SIMD3<Double>) {
        rows = [SIMD3(diagonal.x, 0, 0), SIMD3(0, diagonal.y, 0), SIMD3(0, 0, diagonal.z)]
    }
}

extension Matrix3 {
    package var columns: [SIMD3<Double>] { (0..<3).map { SIMD3(rows[0][$0], rows[1][$0], rows[2][$0]) } }

    /// Nothing but infinities and no numbers for a matrix without one.
    package var inverse: Matrix3 {
        Matrix3(columns: Matrix3(diagonal: SIMD3(1, 1, 1)).rows.map { quotient($0, determinant) })
    }

    /// The vector x with this · x = `right`; `nil` when there is none or no single one.
    package func solution(_ right: SIMD3<Double>) -> SIMD3<Double>? {
        let whole = determinant
        return abs(whole) > 1e-300 ? quotient(right, whole) : nil
    }

    /// The vector x with this · x = `right`, by Cramer's rule.
    private func quotient(_ right: SIMD3<Double>, _ whole: Double) -> SIMD3<Double> {
        var result = SIMD3<Double>.zero
        for column in 0..<3 {
            var replaced = self
            for row in 0..<3 { replaced.rows[row][column] = right[row] }
            result[column] = replaced.determinant / whole
        }
        return result
    }

    private var determinant: Double {
        let (a, b, c) = (rows[0], rows[1], rows[2])
        return a.x * (b.y * c.z - b.z * c.y) - a.y * (b.x * c.z - b.z * c.x) + a.z * (b.x * c.y - b.y * c.x)
    }

    package static func * (left: Matrix3, right: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3((left.rows[0] * right).sum(), (left.rows[1] * right).sum(), (left.rows[2] * right).sum())
    }

    package static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
        Matrix3(columns: right.columns.map { left * $0 })
    }
}
