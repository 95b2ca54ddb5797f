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
        let sums = Self.sums(plane, side: side)
        let counts = Self.sums(plane.map { _ in 1 }, side: side)
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
        let sums = Self.sums(plane, weights, side: 4)
        let expected = Self.sums(zip(plane, weights).map { $0 * $1 }, side: 4)
        for (one, other) in zip(sums.values, expected.values) { #expect(abs(one - other) <= 1e-5 * other) }
        #expect(abs(sums.values.reduce(0, +) / zip(plane, weights).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-5)
    }

    /// Strip by strip comes to the same as all at once, sums and expanded planes alike.
    @Test(arguments: [1, 2, 3, 7])
    func stripsAreTheWholeInParts(side: Int) {
        let frame = Self.frame
        let plane = (0..<frame.width * frame.height).map { Float(($0 * 37) % 101) }
        let whole = Self.sums(plane, side: side)
        var sums = CoarsePlane(over: frame, side: side)
        let strips = stride(from: 0, to: frame.height, by: 2 * side).map {
            PixelRegion(
                x: frame.x, y: frame.y + $0, width: frame.width, height: min(2 * side, frame.height - $0))
        }
        for strip in strips {
            let start = (strip.y - frame.y) * frame.width
            let end = start + strip.width * strip.height
            sums.add(Array(plane[start..<end]), rows: strip.y..<strip.y + strip.height)
        }
        #expect(sums.values == whole.values)
        #expect(strips.flatMap { whole.expanded(over: $0) } == whole.expanded(over: frame))
        let right = PixelRegion(x: frame.x + 16, y: frame.y + 3, width: 24, height: 11)
        let all = whole.expanded(over: frame)
        let part = (3..<14).flatMap { row -> [Float] in
            let start = row * frame.width
            return Array(all[start + 16..<start + 40])
        }
        #expect(whole.expanded(over: right) == part)
    }

    private static func sums(_ plane: [Float], _ weights: [Float]? = nil, side: Int) -> CoarsePlane {
        var result = CoarsePlane(over: frame, side: side)
        result.add(plane, weightedBy: weights, rows: frame.y..<frame.y + frame.height)
        return result
    }
}
