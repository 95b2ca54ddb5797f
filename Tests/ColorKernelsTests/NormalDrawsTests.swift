import ColorKernels
import ColorScience
import Testing

struct NormalDrawsTests {
    /// A draw goes as many rows of the covariance's root from the mean as it says.
    @Test(arguments: [0, 1, 7, 1_024])
    func drawsLieUnderTheirDistribution(count: Int) {
        let covariance = Covariance3(ll: 4, la: 2, lb: 6, aa: 5, ab: 7, bb: 19)
        // Not the first draws: a slice is read from where it begins.
        let draws = NormalSequence.draws(count + 5)[5...]
        let labs = LabPlanes(draws, under: LabGaussian(mean: Lab(60, 12, 18), covariance: covariance))
        let logarithms = LogPlanes(draws, mean: SIMD3(60, 12, 18), covariance: covariance)
        #expect([labs.lightness, labs.a, labs.b] == [logarithms.red, logarithms.green, logarithms.blue])
        #expect(labs.count == count)
        for (place, draw) in draws.enumerated() {
            let sought = Lab<D65>(
                60 + 2 * draw.x, 12 + draw.x + 2 * draw.y, 18 + 3 * draw.x + 2 * draw.y + 6.0.squareRoot() * draw.z)
            #expect(labs[place].deltaE76(to: sought) < 1e-5)
        }
    }
}
