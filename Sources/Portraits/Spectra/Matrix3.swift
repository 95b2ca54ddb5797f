/// Three rows of three.
struct Matrix3: Sendable, Hashable {
    var rows: [SIMD3<Double>]

    static let identity = Matrix3(rows: [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)])

    init(rows: [SIMD3<Double>]) { self.rows = rows }

    init(columns: [SIMD3<Double>]) {
        rows = (0..<3).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) }
    }

    init(diagonal: SIMD3<Double>) {
        rows = [SIMD3(diagonal.x, 0, 0), SIMD3(0, diagonal.y, 0), SIMD3(0, 0, diagonal.z)]
    }
}

extension Matrix3 {
    var columns: [SIMD3<Double>] { (0..<3).map { SIMD3(rows[0][$0], rows[1][$0], rows[2][$0]) } }

    /// The inverse; the identity for a matrix without one.
    var inverse: Matrix3 {
        let units = Self.identity.rows.map { solved(rows, $0) }
        guard let first = units[0], let second = units[1], let third = units[2] else { return .identity }
        return Matrix3(columns: [first, second, third])
    }

    static func * (left: Matrix3, right: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3((left.rows[0] * right).sum(), (left.rows[1] * right).sum(), (left.rows[2] * right).sum())
    }

    static func * (left: Matrix3, right: Matrix3) -> Matrix3 { Matrix3(columns: right.columns.map { left * $0 }) }
}
