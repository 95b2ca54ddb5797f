/// How far around a middle one has to go to hold a share of what lies there.
///
/// Weight is counted in rings; only the ring that a radius ends in is sorted.
package struct HoldingRadii {
    private let distances: [Float]
    private let shares: [Double]
    private let scale: Float
    private var held = [Double](repeating: 0, count: rings)

    private static let rings = 256

    /// - Parameter shares: of the whole, one for each distance.
    package init(distances: [Float], shares: [Double]) {
        precondition(distances.count == shares.count, "every distance has its share")
        self.distances = distances
        self.shares = shares
        scale = Float(Self.rings) / max(distances.max() ?? 1, .leastNormalMagnitude)
        for (distance, share) in zip(distances, shares) { held[ring(of: distance)] += share }
    }

    /// The least of the distances that, with all that are less, holds `share`; the greatest should rounding leave none.
    package func radius(holding share: Double) -> Double {
        var inside = 0.0
        for ring in held.indices {
            guard inside + held[ring] >= share else {
                inside += held[ring]
                continue
            }
            let members = distances.indices.filter { self.ring(of: distances[$0]) == ring }
                .sorted { distances[$0] < distances[$1] }
            for index in members {
                inside += shares[index]
                if inside >= share { return Double(distances[index]) }
            }
            // The ring's sum was taken in another order.
            if let last = members.last { return Double(distances[last]) }
        }
        return Double(distances.max() ?? 0)
    }

    /// What is no number lies in the last ring.
    private func ring(of distance: Float) -> Int {
        let place = distance * scale
        return place < Float(Self.rings - 1) ? Int(place) : Self.rings - 1
    }
}
