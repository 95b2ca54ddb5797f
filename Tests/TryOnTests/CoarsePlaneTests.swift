import Imaging
import Testing

@testable import TryOn

@Suite struct CoarsePlaneTests {
    private static let frame = PixelRegion(x: 5, y: 9, width: 40, height: 23)

    /// A plane that changes evenly comes back as it was, but for the outermost cells' halves.
    @Test(arguments: [1, 2, 3, 5, 7])
    func keepsWhatChangesEvenly(side: Int) {
        let frame = Self.frame
        let plane = (0..<frame.width * frame.height).map { Float($0 % frame.width) * 2 + Float($0 / frame.width) }
        let sums = CoarsePlane(sumsOf: plane, over: frame, side: side)
        let counts = CoarsePlane(sumsOf: plane.map { _ in 1 }, over: frame, side: side)
        var means = sums
        for cell in means.values.indices { means.values[cell] /= counts.values[cell] }
        let back = means.expanded(over: frame)
        for y in side..<frame.height - 2 * side {
            for x in side..<frame.width - 2 * side {
                #expect(abs(back[y * frame.width + x] - plane[y * frame.width + x]) < 1e-3)
            }
        }
    }

    @Test func weightsCountAsOften() {
        let frame = Self.frame
        let count = frame.width * frame.height
        let plane = (0..<count).map { Float(($0 * 37) % 101) }
        let weights = (0..<count).map { Float(($0 * 11) % 7) }
        let sums = CoarsePlane(sumsOf: plane, weightedBy: weights, over: frame, side: 4)
        let expected = CoarsePlane(sumsOf: zip(plane, weights).map { $0 * $1 }, over: frame, side: 4)
        for (one, other) in zip(sums.values, expected.values) { #expect(abs(one - other) <= 1e-5 * other) }
        #expect(abs(sums.values.reduce(0, +) / zip(plane, weights).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-5)
    }
}
