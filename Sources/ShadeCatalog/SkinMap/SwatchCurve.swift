internal import ColorScience

/// How a source draws shades of each depth: L*, a* and b* of its swatches, linear between five depths.
struct SwatchCurve: Sendable, Hashable, Codable {
    /// At depths 0, ¼, ½, ¾ and 1.
    var lightness: [Double]
    var a: [Double]
    var b: [Double]
    /// Standard deviation of the curve's own L* at those depths: what is not known of the source.
    var uncertainty: [Double]

    static let knots = 5

    /// The weights of the two knots on either side of a depth; beyond the ends the last step goes on.
    @inline(__always)
    static func basis(_ depth: Double) -> (first: Int, low: Double, high: Double) {
        let place = depth * Double(knots - 1)
        let first = Int(min(max(place.rounded(.down), 0), Double(knots - 2)))
        let share = place - Double(first)
        return (first, 1 - share, share)
    }

    @inline(__always)
    static func value(_ knots: [Double], at depth: Double) -> Double {
        let (first, low, high) = basis(depth)
        return low * knots[first] + high * knots[first + 1]
    }

    /// L* must fall with depth, by at least this between two knots, or a swatch would say nothing of depth.
    private static let leastStep = 2.0

    /// The same with L* made to fall; the middle knots are the best known and stay.
    func falling() -> Self {
        var curve = self
        let middle = Self.knots / 2
        for knot in stride(from: middle - 1, through: 0, by: -1) {
            curve.lightness[knot] = max(curve.lightness[knot], curve.lightness[knot + 1] + Self.leastStep)
        }
        for knot in middle + 1..<Self.knots {
            curve.lightness[knot] = min(curve.lightness[knot], curve.lightness[knot - 1] - Self.leastStep)
        }
        return curve
    }

    /// Swatches as shops draw them.
    /// - Source: medians over public swatches of 107 brands by the depth names tell (fair 83, light 79, medium 72,
    ///   tan 66, deep 49), rounded. The uncertainty is how far brands lie apart, 5 L*.
    static let typical = SwatchCurve(
        lightness: [89, 80, 71, 54, 31], a: [5, 9.5, 13, 17, 15], b: [14, 21, 26.5, 28, 14],
        uncertainty: [6, 6, 6, 6, 6])
}

extension SwatchCurve {
    /// The swatch the source draws for a depth.
    func color(at depth: Double) -> Lab<D65> {
        Lab(Self.value(lightness, at: depth), Self.value(a, at: depth), Self.value(b, at: depth))
    }

    var isSound: Bool {
        [lightness, a, b, uncertainty].allSatisfy { $0.count == Self.knots && $0.allSatisfy { abs($0) < 1000 } }
            && zip(lightness, lightness.dropFirst()).allSatisfy { $0 > $1 } && uncertainty.allSatisfy { $0 >= 0 }
    }
}
