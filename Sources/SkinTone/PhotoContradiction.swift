import ColorScience

/// Two photos, said to be of one person, whose own beliefs about the skin hardly overlap.
package struct PhotoContradiction: Sendable, Hashable {
    /// Places of the two among the photos.
    package let first: Int
    package let second: Int
    /// How far their beliefs lie apart, see `SkinBelief.distance(to:)`.
    package let distance: Double

    /// The distance from which one person is hardly both.
    /// - Source: of 14,000 pairs of drawn portraits, each error taken by itself, one in 1,400 lies further; of 16 pairs
    ///   of photographs of one person none lies beyond 2.2, of 89 pairs of two people 8 do beyond 4.
    package static let limit = 4.0

    /// The two that contradict each other most; `nil` where no two do.
    /// - Parameter beliefs: each from one photo alone.
    /// - Complexity: O(*n*²) in the number of beliefs.
    package init?(among beliefs: [SkinBelief]) {
        var farthest: (first: Int, second: Int, distance: Double) = (0, 0, 0)
        for second in beliefs.indices {
            for first in 0..<second {
                let distance = beliefs[first].distance(to: beliefs[second])
                if distance > farthest.distance { farthest = (first, second, distance) }
            }
        }
        guard farthest.distance >= Self.limit else { return nil }
        (first, second, distance) = farthest
    }

    /// What to do about it, the two photos being called so.
    package static func advice(_ first: String, _ second: String) -> String {
        // One name goes in where the text was cut at the other's place: a file may be called `{second}`.
        CapturePolicy.adviceOnContradiction.split(separator: "{second}", omittingEmptySubsequences: false)
            .map { $0.replacing("{first}", with: first) }.joined(separator: second)
    }
}

extension SkinBelief {
    /// Between two beliefs' means, in standard deviations of their difference: Mahalanobis' distance under the sum of
    /// their covariances.
    package func distance(to other: SkinBelief) -> Double {
        let step = gaussian.mean - other.gaussian.mean
        let covariance = gaussian.covariance + other.gaussian.covariance
        return max(covariance.inverse.square(SIMD3(step.lightness, step.a, step.b)), 0).squareRoot()
    }
}
