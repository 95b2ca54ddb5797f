import ColorScience
import Testing

@testable import ColorKernels

/// Against the same done to one vector after the other, by other formulas.
struct VectorPlanesTests {
    private let planes: VectorPlanes
    private let vectors: [[Double]]
    private let shares: [Double]
    private let system: SymmetricSystem
    private let matrix: [[Double]]
    private static let (dimensions, count) = (5, 32)

    init() {
        var generator = SeededGenerator(seed: 11)
        func random() -> Double { Double.random(in: -2..<2, using: &generator) }
        let rows = (0..<Self.dimensions).map { _ in (0..<Self.count).map { _ in random() } }
        planes = VectorPlanes(rows)
        vectors = (0..<Self.count).map { i in rows.map { $0[i] } }
        let raw = (0..<Self.count).map { _ in Double.random(in: 0..<1, using: &generator) }
        shares = raw.map { $0 / raw.reduce(0, +) }
        let root = (0..<Self.dimensions).map { _ in (0..<Self.dimensions).map { _ in random() } }
        // R · Rᵀ and a little on the diagonal is positive definite.
        let matrix = root.indices.map { row in
            root.indices.map { column in
                zip(root[row], root[column]).reduce(row == column ? 0.5 : 0) { $0 + $1.0 * $1.1 }
            }
        }
        self.matrix = matrix
        system = SymmetricSystem(count: Self.dimensions) { matrix[$0][$1] }
    }

    private func square(_ x: [Double]) -> Double {
        matrix.indices.reduce(0) { sum, row in sum + x[row] * zip(matrix[row], x).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    @Test func transposedProductMakesSquaresOfDistances() {
        let center = vectors[7]
        let squares = planes.transposedProduct(with: system)
            .squaredDistances(to: system.transposedProduct(with: center))
        for (square, vector) in zip(squares, vectors) {
            #expect(abs(square - self.square(zip(vector, center).map(-))) < 1e-9 * max(square, 1))
        }
    }

    /// Lᵀ · x = z has xᵀ · L · Lᵀ · x = |z|².
    @Test func transposedSolution() {
        let solved = planes.transposedSolution(of: system)
        for (i, vector) in vectors.enumerated() {
            let length = vector.reduce(0) { $0 + $1 * $1 }
            #expect(abs(square(solved[i]) - length) < 1e-9 * length)
        }
    }

    @Test func distancesAndTheNearest() {
        let places = [vectors[3], vectors[17], vectors[3], vectors[30]]
        func distance(_ x: [Double], _ y: [Double]) -> Double {
            zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        for (found, vector) in zip(planes.squaredDistances(to: places[1]), vectors) {
            #expect(abs(found - distance(vector, places[1])) < 1e-12)
        }
        for (found, vector) in zip(planes.nearest(of: places), vectors) {
            let distances = places.map { distance(vector, $0) }
            #expect(distances[found] == distances.min())
            // Of equally near ones the first.
            #expect(found != 2)
        }
    }

    @Test func momentsOfGroups() {
        let groups = vectors.indices.map { $0 % 3 }
        let sums = planes.sums(by: shares, groups: groups, of: 3)
        let means = (0..<3).map { group in
            let total = zip(shares, groups).reduce(0) { $0 + ($1.1 == group ? $1.0 : 0) }
            return sums[group].map { $0 / total }
        }
        let covariance = planes.covariance(shares: shares, groups: groups, means: means)
        for row in 0..<Self.dimensions {
            let sum = vectors.indices.reduce(0) { $0 + (groups[$1] == 1 ? shares[$1] * vectors[$1][row] : 0) }
            #expect(abs(sums[1][row] - sum) < 1e-12)
            for column in 0..<Self.dimensions {
                let expected = vectors.indices.reduce(0) { sum, i in
                    let mean = means[groups[i]]
                    return sum + shares[i] * (vectors[i][row] - mean[row]) * (vectors[i][column] - mean[column])
                }
                #expect(abs(covariance[row * Self.dimensions + column] - expected) < 1e-12)
            }
        }
    }

    @Test func standardizedHaveNoMeanAndUnitSpread() {
        let scaled = planes.standardized(by: shares)
        for plane in 0..<Self.dimensions {
            let values = vectors.indices.map { scaled[$0][plane] }
            let mean = zip(values, shares).reduce(0) { $0 + $1.0 * $1.1 }
            let square = zip(values, shares).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
            #expect(abs(mean) < 1e-12 && abs(square - 1) < 1e-9)
        }
    }

    @Test func partsAreWhatTheyWere() {
        let part = planes.part(8..<24)
        #expect(part.count == 16 && part[0] == vectors[8] && part[15] == vectors[23])
        #expect(part.moved(by: [1, 2, 3, 4, 5])[2] == zip(vectors[10], [1, 2, 3, 4, 5]).map(+))
    }
}
