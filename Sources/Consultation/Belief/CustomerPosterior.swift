import ColorKernels
import ColorScience
import SkinTone

/// What is believed of skin and taste, as a density: the prior times every piece of evidence.
struct CustomerPosterior {
    private let factors: [Factor]
    private let taste: TasteDistribution
    /// Whether no evidence says yet what is known of people's skin.
    private let isPopulationNews: Bool

    /// - Parameters:
    ///   - factors: in canonical order.
    ///   - taste: what is believed of it before.
    init(factors: [Factor], taste: TasteDistribution) {
        self.factors = factors
        self.taste = taste
        isPopulationNews = !factors.contains { if case .reading(let it) = $0 { it.knowsPopulation } else { false } }
    }

    /// L*, a*, b*, then taste.
    var dimensions: Int { 3 + taste.mean.count }

    /// What was believed before she chose anything; `nil` if she has not.
    var beforeChoices: CustomerPosterior? {
        let readings = factors.filter { if case .reading = $0 { true } else { false } }
        return readings.count < factors.count ? CustomerPosterior(factors: readings, taste: taste) : nil
    }

    /// Where searches for the most likely point begin: at the colours that evidence names, likelier ones first, or at
    /// middling skin. Where what was read and what she chose lie far apart, no slope leads from the one to the other.
    var starts: [[Double]] {
        let named = factors.compactMap { factor in
            switch factor {
            case .reading(let reading): reading.mean
            case .choice(let choice): choice.options[choice.chosen].near?.lab
            case .selection: nil
            }
        }
        let points = (named.isEmpty ? [TypicalSkin.color(at: 51.5)] : named).map { skin in
            [skin.lightness, skin.a, skin.b] + taste.mean
        }
        let heights = points.map(logDensity)
        let order = heights.indices.sorted { (-heights[$0], $0) < (-heights[$1], $1) }
        // However much she says, the likeliest few: of shades that she likes, most are near each other.
        return order.prefix(6).map { points[$0] }
    }
}

extension CustomerPosterior {
    /// Logarithm of the density, but for a constant.
    func logDensity(at point: [Double]) -> Double {
        let skin = Lab<D65>(point[0], point[1], point[2])
        var sum = isPopulationNews ? Population.logDensity(skin) : 0
        let steps = zip(point[3...], taste.mean).map { $0 - $1 }
        for (row, step) in zip(taste.precision, steps) {
            sum -= 0.5 * step * zip(row, steps).reduce(0) { $0 + $1.0 * $1.1 }
        }
        for factor in factors {
            switch factor {
            case .reading(let reading): sum += reading.logDensity(skin)
            case .choice(let choice):
                let scores = choice.options.map { $0.value(skin: skin, taste: point[3...]) }
                let chances = ChoiceEvidence.probabilities(scores, noise: choice.noise)
                sum += naturalLogarithm(max(chances[choice.chosen], 1e-300))
            case .selection(let selection):
                let scores = selection.options.map { $0.value(skin: skin, taste: point[3...]) }
                sum += naturalLogarithm(max(selection.probability(scores), 1e-300))
            }
        }
        return sum
    }

    /// The same at many points.
    func logDensities(at draws: CustomerDraws) -> [Double] {
        var sums = (0..<draws.count).map { isPopulationNews ? Population.logDensity(draws.skin[$0]) : 0 }
        let root = SymmetricSystem(count: taste.mean.count) { taste.precision[$0][$1] }
        let squares = VectorPlanes(draws.taste).transposedProduct(with: root)
            .squaredDistances(to: root.transposedProduct(with: taste.mean))
        for i in squares.indices { sums[i] -= 0.5 * squares[i] }
        for case .reading(let reading) in factors {
            let logs = reading.logDensities(draws.skin)
            for i in sums.indices { sums[i] += logs[i] }
        }
        // One logarithm of eight chances together: their product is no less than a Double can be.
        let likelihoods = factors.compactMap(draws.likelihood)
        for start in stride(from: 0, to: likelihoods.count, by: 8) {
            var chances = [Double](repeating: 1, count: draws.count)
            for row in likelihoods[start..<min(start + 8, likelihoods.count)] {
                for i in chances.indices { chances[i] *= Double(max(row[i], 1e-30)) }
            }
            for i in sums.indices { sums[i] += naturalLogarithm(chances[i]) }
        }
        return sums
    }

    /// Gradient of the logarithm, and a positive definite matrix near its negative curvature: of choices, Fisher's
    /// information, which never turns the wrong way.
    /// - Parameter isForDraws: whether the matrix is to tell how wide draws must lie, not how to find the top.
    func slope(at point: [Double], isForDraws: Bool = false) -> (gradient: [Double], precision: [Double]) {
        let n = dimensions
        var gradient = [Double](repeating: 0, count: n)
        var precision = [Double](repeating: 0, count: n * n)
        let skin = Lab<D65>(point[0], point[1], point[2])
        func add(_ slope: SIMD3<Double>, _ matrix: Covariance3) {
            for row in 0..<3 {
                gradient[row] += slope[row]
                for column in 0..<3 { precision[row * n + column] += matrix.rows[row][column] }
            }
        }
        if isPopulationNews {
            let population = Population.slope(at: skin)
            add(population.gradient, population.precision)
        }
        let steps = zip(point[3...], taste.mean).map { $0 - $1 }
        for (row, sure) in taste.precision.enumerated() {
            gradient[3 + row] -= zip(sure, steps).reduce(0) { $0 + $1.0 * $1.1 }
            for column in sure.indices { precision[(3 + row) * n + 3 + column] += sure[column] }
        }
        for factor in factors {
            switch factor {
            case .reading(let reading):
                let (slope, sure) = reading.slope(at: skin)
                add(slope, isForDraws ? reading.precision(at: skin) : sure)
            case .choice(let choice): addSlope(of: choice, at: point, skin, to: &gradient, &precision)
            case .selection(let selection): addSlope(of: selection, at: point, skin, to: &gradient, &precision)
            }
        }
        return (gradient, precision)
    }

    private func addSlope(
        of choice: ChoiceEvidence, at point: [Double], _ skin: Lab<D65>, to gradient: inout [Double],
        _ precision: inout [Double]
    ) {
        let n = dimensions
        let scores = choice.options.map { $0.value(skin: skin, taste: point[3...]) }
        let clear = ChoiceEvidence.probabilities(scores, noise: 0)
        let chances = ChoiceEvidence.probabilities(scores, noise: choice.noise)
        // What hardly anyone there would choose has no say in where to go.
        let slopes = choice.options.enumerated().map { place, option in
            clear[place] > 1e-6 || place == choice.chosen
                ? option.gradient(at: skin) : [Double](repeating: 0, count: n)
        }
        var mean = [Double](repeating: 0, count: n)
        for (chance, slope) in zip(clear, slopes) { for i in 0..<n { mean[i] += chance * slope[i] } }
        // Of the mixture with chance: that much of the answer was not chance.
        let share = (1 - choice.noise) * clear[choice.chosen] / max(chances[choice.chosen], 1e-300)
        for i in 0..<n { gradient[i] += share * (slopes[choice.chosen][i] - mean[i]) }
        for (chance, slope) in zip(clear, slopes) where chance > 1e-6 {
            for row in 0..<n where slope[row] != mean[row] {
                let left = share * chance * (slope[row] - mean[row])
                for column in 0..<n { precision[row * n + column] += left * (slope[column] - mean[column]) }
            }
        }
    }
}

extension CustomerPosterior {
    private func addSlope(
        of selection: SelectionEvidence, at point: [Double], _ skin: Lab<D65>, to gradient: inout [Double],
        _ precision: inout [Double]
    ) {
        let n = dimensions
        let scores = selection.options.map { $0.value(skin: skin, taste: point[3...]) }
        let share = selection.share(of: selection.probability(scores))
        for (place, option) in selection.options.enumerated() {
            let slope = option.gradient(at: skin)
            let truth = logistic(scores[place])
            let (pull, sure) = (share * ((selection.isChosen[place] ? 1 : 0) - truth), share * truth * (1 - truth))
            for row in 0..<n where slope[row] != 0 {
                gradient[row] += pull * slope[row]
                for column in 0..<n { precision[row * n + column] += sure * slope[row] * slope[column] }
            }
        }
    }
}

/// Skin before any evidence: a thin sheet along depth, every depth as likely.
enum Population {
    private static var spread: (a: Double, b: Double) { SkinPrior.spread }
    private static var depth: (lightest: Double, deepest: Double, falloff: Double) { SkinPrior.depth }

    static func logDensity(_ skin: Lab<D65>) -> Double {
        let typical = TypicalSkin.color(at: skin.lightness)
        let (a, b) = ((skin.a - typical.a) / spread.a, (skin.b - typical.b) / spread.b)
        let z = beyond(skin.lightness) / depth.falloff
        return -0.5 * (a * a + b * b + z * z)
    }

    /// The precision along depth is that of all depths together, so that a search takes steps of that size at most.
    static func slope(at skin: Lab<D65>) -> (gradient: SIMD3<Double>, precision: Covariance3) {
        let (typical, next) = (TypicalSkin.color(at: skin.lightness), TypicalSkin.color(at: skin.lightness + 0.5))
        let (da, db) = ((next.a - typical.a) / 0.5, (next.b - typical.b) / 0.5)
        let (pa, pb) = (1 / (spread.a * spread.a), 1 / (spread.b * spread.b))
        let (a, b) = (pa * (skin.a - typical.a), pb * (skin.b - typical.b))
        let past = beyond(skin.lightness)
        let end = 1 / (depth.falloff * depth.falloff)
        return (
            SIMD3(a * da + b * db - past * end, -a, -b),
            Covariance3(
                ll: pa * da * da + pb * db * db + (past == 0 ? 1 / 225 : end), la: -pa * da, lb: -pb * db, aa: pa,
                ab: 0,
                bb: pb)
        )
    }

    private static func beyond(_ lightness: Double) -> Double {
        lightness > depth.lightest
            ? lightness - depth.lightest : min(lightness - depth.deepest, 0)
    }
}
