import ColorScience
@testable import ShadeCatalog
import Testing

@Test func sphereRuleIsExactToDegreeEleven() {
    let rule = GaussianNodes.sphereRule
    #expect(rule.count == 50)
    /// The mean of xⁱyʲzᵏ over the sphere: (i−1)!!(j−1)!!(k−1)!! / (i+j+k+1)!! for even powers, else 0.
    func doubleFactorial(_ n: Int) -> Double { n <= 1 ? 1 : Double(n) * doubleFactorial(n - 2) }
    func raised(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { value, _ in value * x } }
    for i in 0...11 {
        for j in 0...(11 - i) {
            for k in 0...(11 - i - j) {
                let isEven = i % 2 == 0 && j % 2 == 0 && k % 2 == 0
                let exact =
                    isEven
                    ? doubleFactorial(i - 1) * doubleFactorial(j - 1) * doubleFactorial(k - 1)
                        / doubleFactorial(i + j + k + 1) : 0
                let sum = rule.reduce(0) { $0 + $1.1 * raised($1.0.x, i) * raised($1.0.y, j) * raised($1.0.z, k) }
                #expect(abs(sum - exact) < 1e-14, "\(i) \(j) \(k)")
            }
        }
    }
}

@Test func nodesHaveTheMomentsOfANormal() {
    for (nodes, tolerance) in [(GaussianNodes.cubature, 1e-12), (.quasiRandom, 0.03)] {
        #expect(abs(nodes.weights.reduce(0, +) - 1) < 1e-12)
        func mean(_ f: (SIMD3<Double>) -> Double) -> Double {
            zip(nodes.points, nodes.weights).reduce(0) { $0 + f($1.0) * $1.1 }
        }
        var moments: [Double] = []
        for axis in 0..<3 {
            moments.append(mean { $0[axis] })
            moments.append(mean { $0[axis] * $0[axis] } - 1)
            moments.append(mean { $0[axis] * $0[(axis + 1) % 3] })
        }
        // The mean length, √(8/π), is what a difference with its cone on the mean needs.
        moments.append(mean { ($0 * $0).sum().squareRoot() } - (8 / Double.pi).squareRoot())
        #expect(moments.allSatisfy { abs($0) < tolerance }, "\(moments)")
    }
}
