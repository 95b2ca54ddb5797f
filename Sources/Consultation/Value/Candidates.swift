import ColorKernels

/// The shades worth looking at closely under a belief, and how likely each is kept at every point of it.
struct Candidates {
    /// Places in the offer, the likeliest to be kept first.
    let shades: [Int]
    /// Mean over the belief, in the same order.
    let keep: [Double]
    /// One row a candidate, one column a draw.
    let table: GainTable

    /// How many are looked at closely.
    static let most = 200
    /// Draws that a first look takes.
    private static let glance = 64

    /// - Parameter isAllowed: whether a shade may be shown.
    init(of offer: Offer, under belief: CustomerBelief, where isAllowed: (Int) -> Bool) {
        self.init(of: offer, under: belief, among: offer.scores.indices.filter(isAllowed))
    }

    /// - Parameter allowed: the shades that may be shown, as places in the offer.
    init(of offer: Offer, under belief: CustomerBelief, among allowed: [Int]) {
        let first = allowed.count > Self.most ? Self.glanced(at: allowed, offer, belief) : allowed
        var rows: [[Float]] = []
        var means: [Double] = []
        for index in first {
            var row = belief.draws.values(of: offer.scores[index])
            makeProbabilities(of: &row)
            means.append(zip(row, belief.weights).reduce(0) { $0 + Double($1.0) * Double($1.1) })
            rows.append(row)
        }
        // Of shades that are as good, the one with the lower place: the same input gives the same answer.
        let order = means.indices.sorted { means[$0] == means[$1] ? $0 < $1 : means[$0] > means[$1] }
        shades = order.map { first[$0] }
        keep = order.map { means[$0] }
        table = GainTable(order.map { rows[$0] }, count: belief.draws.count)
    }

    /// Those with the best mean over some of the draws, evenly spread over the weight.
    private static func glanced(at allowed: [Int], _ offer: Offer, _ belief: CustomerBelief) -> [Int] {
        let draws = belief.part(at: belief.sample(of: glance)).draws
        let means = allowed.map { index in
            var row = draws.values(of: offer.scores[index])
            makeProbabilities(of: &row)
            return row.reduce(0, +)
        }
        let order = means.indices.sorted { means[$0] == means[$1] ? $0 < $1 : means[$0] > means[$1] }
        return order.prefix(most).map { allowed[$0] }
    }
}

extension Candidates {
    /// The same shades, at some of the draws.
    func part(at places: [Int]) -> Candidates {
        Candidates(shades: shades, keep: keep, table: table.gathered(at: places))
    }

    private init(shades: [Int], keep: [Double], table: GainTable) {
        (self.shades, self.keep, self.table) = (shades, keep, table)
    }

    /// The chance that she keeps one of the shades shown, of the best set built shade by shade.
    /// - Parameter weights: of the draws; where they sum to less than 1, that much of the value.
    /// - Complexity: O(candidates · draws) for the first shade; the gains of the others only shrink, so few are
    ///   worked out again.
    func bestSet(of count: Int, weights: [Float]) -> (value: Double, places: [Int]) {
        bestSets(of: count, weightings: [weights], among: [Array(shades.indices)])[0]
    }

    /// The same under several weightings of the draws, which is faster than one after the other.
    /// - Parameter allowed: which places among the candidates may be shown, weighting by weighting.
    func bestSets(of count: Int, weightings: [[Float]], among allowed: [[Int]]) -> [(value: Double, places: [Int])] {
        let totals = table.totals(weightings)
        return weightings.indices.map {
            bestSet(of: count, weights: weightings[$0], alone: totals[$0], among: allowed[$0])
        }
    }

    /// - Parameter alone: what each is worth by itself.
    private func bestSet(
        of count: Int, weights: [Float], alone: [Float], among allowed: [Int]
    ) -> (value: Double, places: [Int]) {
        var gains = allowed.map { Gain(place: $0, alone[$0]) }
        gains.sort(by: >)
        var held = [Float](repeating: 0, count: table.count)
        var (value, places): (Double, [Int]) = (0, [])
        while places.count < count, let first = gains.first {
            value += Double(first.gain)
            places.append(first.place)
            table.raise(&held, to: first.place)
            gains.removeFirst()
            guard places.count < count, !gains.isEmpty else { break }
            // Gains only shrink as more is held: only what was worth more than the best so far is worked out again.
            var (best, greatest) = (0, -Float.infinity)
            for index in gains.indices where gains[index].gain > greatest {
                let place = gains[index].place
                gains[index] = Gain(place: place, table.gain(of: place, over: held, weights: weights))
                if gains[index].gain > greatest { (best, greatest) = (index, gains[index].gain) }
            }
            gains.insert(gains.remove(at: best), at: 0)
        }
        return (value, places)
    }

    /// What a place adds, in one number that is quick to sort by: gains, and of equal ones the lower place first.
    private struct Gain: Comparable {
        private let key: UInt64

        /// - Parameter gain: at least 0.
        init(place: Int, _ gain: Float) {
            // Numbers from 0 up are in the order of their bits.
            key = UInt64(max(gain, 0).bitPattern) << 32 | UInt64(UInt32.max - UInt32(truncatingIfNeeded: place))
        }

        var gain: Float { Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) }
        var place: Int { Int(UInt32.max - UInt32(truncatingIfNeeded: key)) }

        static func < (left: Gain, right: Gain) -> Bool { left.key < right.key }
    }

    /// The chance that she keeps the best of some of them.
    func value(of places: [Int], weights: [Float]) -> Double {
        var held = [Float](repeating: 0, count: table.count)
        return places.reduce(0) { sum, place in
            let gain = table.gain(of: place, over: held, weights: weights)
            table.raise(&held, to: place)
            return sum + Double(gain)
        }
    }
}
