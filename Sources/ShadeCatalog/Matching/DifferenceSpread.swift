internal import ColorKernels
internal import ColorScience

/// The distribution of a shade's difference to what it aims at, by quasi-random nodes; keeps them by uncertainty.
struct DifferenceSpread {
    /// Of a shade's difference.
    struct Figures {
        /// The probability that it is within the tolerance.
        let probability: Double
        let p50: Double
        let p90: Double
    }

    private let aim: LabGaussian
    private let tolerance: Double
    private var nodes: [(uncertainty: Double, labs: WeightedLabs)] = []
    /// The last answer, as shades of one colour follow each other.
    private var last: (lab: Lab<D65>, uncertainty: Double, figures: Figures)?

    init(aim: LabGaussian, tolerance: Double) {
        self.aim = aim
        self.tolerance = tolerance
    }

    mutating func figures(of shade: Shade) -> Figures {
        if let last, last.lab == shade.lab, last.uncertainty == shade.labUncertainty { return last.figures }
        let spread = nodes[place(of: shade.labUncertainty)].labs.spread(within: tolerance, of: shade.lab)
        let figures = Figures(probability: spread.share, p50: spread.p50, p90: spread.p90)
        last = (shade.lab, shade.labUncertainty, figures)
        return figures
    }

    private mutating func place(of uncertainty: Double) -> Int {
        if let place = nodes.firstIndex(where: { $0.uncertainty == uncertainty }) { return place }
        if nodes.count >= 8 { nodes.removeFirst() }
        let rule = GaussianNodes.quasiRandom
        let planes = rule.planes(under: aim.widened(by: uncertainty))
        nodes.append((uncertainty, WeightedLabs(planes, weights: rule.weights)))
        return nodes.count - 1
    }
}
