internal import ColorKernels
internal import ColorScience

/// Finds the colours of least expected ΔE00 to what is aimed at, without looking at most of the others.
///
/// Exact as long as `DeltaE00Support`'s bound holds, which is measured, not proved: a block of colours is left out only
/// when its bound lies above the last place asked for.
struct ExpectationSearch {
    /// A colour whose expectation was worked out.
    struct Finding {
        let group: Int
        let place: Int
        let expected: Double
    }

    private let groups: [ColorBlocks]
    private let aim: LabGaussian
    private var distributions: UncertainAim
    private var leaders: Leaders
    private(set) var findings: [Finding] = []

    /// - Parameters:
    ///   - top: How many shades are asked for.
    ///   - tie: Expectations that round to the same multiple of this count as equal.
    ///   - refined: How many shades, at least `top`, are wanted at the most where very many tie.
    init(groups: [ColorBlocks], aim: LabGaussian, top: Int, refined: Int, tie: Double) {
        self.groups = groups
        self.aim = aim
        leaders = Leaders(top: top, refined: refined, tie: tie)
        distributions = UncertainAim(aim: aim)
    }

    /// How many expectations were worked out, those of supports included.
    private(set) var effort = 0
}

extension ExpectationSearch {
    /// Finds all colours whose expectation is at most `limit`, and some beyond.
    mutating func run() {
        for group in groups.indices {
            if groups[group].colors.count <= 48 || leaders.wantsAll(of: groups) {
                for place in groups[group].colors.indices { evaluate(group, place) }
            } else {
                search(group)
            }
        }
    }

    /// The expectation of the last shade asked for, ties included.
    var limit: Double { leaders.limit }

    private mutating func search(_ group: Int) {
        let blocks = groups[group]
        var bounds = blocks.boxes.lightnessBounds(
            from: aim.mean.lightness, weight: blocks.greatestLightnessWeight(of: aim))
        var supports: [DeltaE00Support] = []
        var hasSupport = [Bool](repeating: false, count: blocks.blocks.count)
        // Where uncertainties differ, a support is made for the least of them. A greater one hardly ever lowers an
        // expectation: by 0.5 % at the most in 30,000 tries, as the nodes turn; four times that is allowed for.
        let discount: Float = blocks.uncertainty.lowerBound == blocks.uncertainty.upperBound ? 1 : 0.98

        func add(_ support: DeltaE00Support) {
            supports.append(support)
            support.raise(&bounds, of: blocks.boxes)
        }
        let margin = distributions.withDistribution(widenedBy: blocks.uncertainty.lowerBound) {
            DeltaE00Support.margin(under: $0)
        }
        if let margin { add(makeSupport(at: aim.mean, group, margin)) }

        while true {
            let block = bounds.placeOfLeast
            guard bounds[block] < .infinity, bounds[block] * discount <= Float(leaders.limit) else { break }
            let range = blocks.blocks[block]
            guard let margin, blocks.isCovered[block] else {
                for place in range { evaluate(group, place) }
                bounds[block] = .infinity
                continue
            }
            var single = [Float](repeating: bounds[block], count: range.count)
            for support in supports { support.raise(&single, of: blocks.planes, in: range) }
            var left = single.indices.filter { single[$0] * discount <= Float(leaders.limit) }
            if left.count > 8, !hasSupport[block] {
                hasSupport[block] = true
                add(makeSupport(at: blocks.center(of: block), group, margin))
                continue
            }
            left.sort { single[$0] < single[$1] }
            for i in left where single[i] * discount <= Float(leaders.limit) { evaluate(group, range.lowerBound + i) }
            bounds[block] = .infinity
        }
    }

    private mutating func makeSupport(at center: Lab<D65>, _ group: Int, _ margin: Float) -> DeltaE00Support {
        effort += 7
        return distributions.withDistribution(widenedBy: groups[group].uncertainty.lowerBound) {
            DeltaE00Support(at: center, under: &$0, margin: margin)
        }
    }

    private mutating func evaluate(_ group: Int, _ place: Int) {
        effort += 1
        let blocks = groups[group]
        let color = blocks.colors[place]
        let expected = distributions.withDistribution(widenedBy: blocks.uncertainties[place]) {
            $0.meanDeltaE00(to: color)
        }
        findings.append(Finding(group: group, place: place, expected: expected))
        leaders.add(expected, times: blocks.members[place].count)
    }
}

/// The best expectations so far, of as many shades as may be looked at closely.
private struct Leaders {
    private let top: Int
    private let refined: Int
    private let tie: Double
    private var best: [(expected: Double, times: Int)] = []
    private var held = 0
    /// Nothing above it is asked for.
    private(set) var limit = Double.infinity

    init(top: Int, refined: Int, tie: Double) {
        self.top = top
        self.refined = max(refined, top)
        self.tie = tie
    }

    func wantsAll(of groups: [ColorBlocks]) -> Bool {
        4 * top >= groups.reduce(0) { $0 + $1.colors.count }
    }

    mutating func add(_ expected: Double, times: Int) {
        guard expected <= limit else { return }
        let place = best.lastIndex { $0.expected <= expected }.map { $0 + 1 } ?? 0
        best.insert((expected, times), at: place)
        held += times
        while let last = best.last, held - last.times >= refined {
            held -= last.times
            best.removeLast()
        }
        guard held >= top else { return }
        // Up to the edge of the step that the last place asked for rounds to.
        var (count, entry) = (0, 0)
        while count < top {
            count += best[entry].times
            entry += 1
        }
        limit = ((best[entry - 1].expected / tie).rounded() + 0.5) * tie
        if held >= refined, let last = best.last { limit = min(limit, last.expected) }
    }
}

/// What is aimed at with the uncertainties of shades added, each made when it is first asked for.
private struct UncertainAim {
    private let aim: LabGaussian
    private var distributions: [(uncertainty: Double, labs: WeightedLabs)] = []

    init(aim: LabGaussian) { self.aim = aim }

    mutating func withDistribution<Result>(widenedBy uncertainty: Double, _ body: (inout WeightedLabs) -> Result)
        -> Result
    {
        if let place = distributions.firstIndex(where: { $0.uncertainty == uncertainty }) {
            return body(&distributions[place].labs)
        }
        let nodes = GaussianNodes.cubature
        var labs = WeightedLabs(nodes.planes(under: aim.widened(by: uncertainty)), weights: nodes.weights)
        let result = body(&labs)
        // A few recur; where every shade has its own, keeping them would only cost memory.
        if distributions.count >= 8 { distributions.removeFirst() }
        distributions.append((uncertainty, labs))
        return result
    }
}

extension ColorBlocks {
    /// The greatest S_L of a colour and a node under the belief: at most 1 + 0.015·|mean L* − 50|.
    fileprivate func greatestLightnessWeight(of aim: LabGaussian) -> Double {
        let reach = 3.15 * (max(aim.covariance.ll, 0) + uncertainty.upperBound * uncertainty.upperBound).squareRoot()
        let above = (aim.mean.lightness + reach + Double(lightness.upperBound)) / 2 - 50
        let below = 50 - (aim.mean.lightness - reach + Double(lightness.lowerBound)) / 2
        return 1 + 0.015 * max(above, below, 0)
    }
}
