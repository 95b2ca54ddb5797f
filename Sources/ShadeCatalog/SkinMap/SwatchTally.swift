internal import ColorScience

extension SwatchSkinMapFitter {
    /// The sums one source's map is made of.
    struct Tally: Sendable {
        /// L*, a* and b* by depth in words.
        private var words = KnotSums(quantities: 3)
        /// L* by depth of skin.
        private var evidence = KnotSums(quantities: 1)
        private var evidenceCount = 0.0
        /// Whether it has shades whose colour on skin is to be told by the map.
        private(set) var hasSwatches = false
        /// Squared misses of L* from typical swatches' curve, with their own mean taken off later.
        private var weight = 0.0
        private var miss = 0.0
        private var missSquared = 0.0
        /// Lean from typical swatches for shades named cool and warm, and of all.
        private var cool = LeanSum()
        private var warm = LeanSum()
        private var leans = LeanSum()
        /// Skin's lean less what typical swatches lead to expect.
        private var leanSurplus = LeanSum()

        struct LeanSum: Sendable {
            var count = 0.0
            var first = 0.0
            var second = 0.0

            mutating func add(_ lean: Double, weight: Double = 1) {
                count += weight
                first += weight * lean
                second += weight * lean * lean
            }

            mutating func add(_ other: Self) {
                count += other.count
                first += other.first
                second += other.second
            }

            var mean: Double { first / max(count, 1e-9) }
            var variance: Double { max(second / max(count, 1e-9) - mean * mean, 0) }
        }
    }
}

extension SwatchSkinMapFitter.Tally {
    /// Weights are inverse variances of this scatter.
    private static var scatter: Double { SwatchSkinMap.Source.typical.scatter }
    /// Of a* and b* about typical swatches.
    /// - Source: 4.5 and 7.2 over 3,907 public swatches with one word for depth; the wider, rounded up.
    private static var sideScatter: Double { 8 }

    /// How far to trust a swatch that misses what its words lead to expect by so many standard deviations: wholly up to
    /// two, from four not at all, so that no broken picture or mistyped number pulls harder for being wronger.
    /// - Source: Hampel 1974, whose influence falls again by straight lines.
    private static func trust(_ deviations: Double) -> Double { min(max((4 - deviations) / 2, 0), 1) }

    mutating func add(_ swatch: Lab<D65>, _ clues: ShadeClues) {
        hasSwatches = true
        guard let depth = clues.depth else { return }
        let typical = SwatchCurve.typical.color(at: depth)
        let off = swatch.lightness - typical.lightness
        // What the depth's own spread does to L*, by the curve's slope.
        let blur = clues.depthSpread * Self.slope(at: depth)
        let variance = Self.scatter * Self.scatter + blur * blur
        let side = max(abs(swatch.a - typical.a), abs(swatch.b - typical.b)) / Self.sideScatter
        let trust = Self.trust(max(abs(off) / variance.squareRoot(), side))
        let weight = trust / variance
        words.add(depth: depth, values: [swatch.lightness, swatch.a, swatch.b], weight: weight)
        self.weight += weight
        miss += weight * off
        missSquared += weight * off * off

        guard swatch.chroma > 4 else { return }
        let lean = swatch.hueDifference(from: typical)
        guard abs(lean) < 12 else { return }
        leans.add(lean)
        guard clues.undertoneConfidence >= 0.5 else { return }
        if clues.undertone == .cool { cool.add(lean) }
        if clues.undertone == .warm { warm.add(lean) }
    }

    mutating func add(evidence swatch: Lab<D65>, skin: Lab<D65>, sd: Double) {
        let depth = DepthScale.depth(of: skin.lightness)
        let blur = sd * DepthScale.depthPerLightness(at: depth) * Self.slope(at: depth)
        let variance = Self.scatter * Self.scatter + blur * blur
        let off = swatch.lightness - SwatchCurve.typical.color(at: depth).lightness
        let huber = min(1, 3 * variance.squareRoot() / max(abs(off), 1e-9))
        evidence.add(depth: depth, values: [swatch.lightness], weight: huber / variance)
        evidenceCount += huber

        guard swatch.chroma > 4, skin.chroma > 4 else { return }
        let source = SwatchSkinMap.Source.typical
        let spread = SwatchSkinMap.leanSpread
        let drawn = SwatchCurve.typical.color(at: depth)
        let gain =
            source.leanGain * spread * spread
            / (source.leanGain * source.leanGain * spread * spread + source.leanScatter * source.leanScatter)
        let expected = gain * min(max(swatch.hueDifference(from: drawn), -8), 8)
        let lean = skin.hueDifference(from: TypicalSkin.color(at: skin.lightness))
        leanSurplus.add(lean - expected, weight: 1 / (spread * spread + sd * sd))
    }

    mutating func add(_ other: Self) {
        words.add(other.words)
        evidence.add(other.evidence)
        evidenceCount += other.evidenceCount
        weight += other.weight
        miss += other.miss
        missSquared += other.missSquared
        cool.add(other.cool)
        warm.add(other.warm)
        leans.add(other.leans)
        leanSurplus.add(other.leanSurplus)
    }

    /// The source as its words tell, drawn towards `prior`.
    /// - Parameters: `common` and `own`: how far the source may lie from `prior`, at all knots at once and at each.
    func fitted(to prior: SwatchSkinMap.Source, common: Double, own: Double) -> SwatchSkinMap.Source {
        var source = prior
        // Brands lie apart by 5.1 in L*, 2.3 in a* and 3.2 in b*, over 89 brands of a public set.
        let (knots, spreads) = words.posterior(
            mean: [prior.curve.lightness, prior.curve.a, prior.curve.b],
            common: [common, common / 2, common / 2], own: [own, own / 2, own / 2])
        source.curve = SwatchCurve(
            lightness: knots[0], a: knots[1], b: knots[2], uncertainty: spreads[0]
        ).falling()
        // Scatter about the source's own mean, with the prior's worth ten shades.
        let unit = 1 / (Self.scatter * Self.scatter)
        let mean = weight > 0 ? miss / weight : 0
        let variance = weight > 0 ? max(missSquared / weight - mean * mean, 0) : 0
        let shades = weight / unit
        source.scatter = ((shades * variance + 10 * prior.scatter * prior.scatter) / (shades + 10)).squareRoot()
        source.scatter = min(max(source.scatter, 3), 15)
        let least = 20.0
        if cool.count >= least, warm.count >= least {
            let spread = SwatchSkinMap.leanSpread
            let apart = 2 * SwatchSkinMap.namedLean * spread
            source.leanGain = min(max((warm.mean - cool.mean) / apart, 0), 1)
            let own = leans.variance - source.leanGain * source.leanGain * spread * spread
            source.leanScatter = min(max(own, 1).squareRoot(), 20)
        }
        return source
    }

    /// Whether anything tells depth without words.
    var hasEvidence: Bool { evidenceCount > 0 }

    /// How far what words taught may be off, in L*: as a whole and at each knot.
    static let doubt = (common: 4.0, own: 2.0)

    /// The source with evidence let in.
    func sharpened(_ prior: SwatchSkinMap.Source) -> SwatchSkinMap.Source {
        var source = prior
        let doubt = Self.doubt
        if evidenceCount > 0 {
            let (knots, spreads) = evidence.posterior(
                mean: [prior.curve.lightness], common: [doubt.common], own: [doubt.own])
            source.curve.lightness = knots[0]
            source.curve.uncertainty = spreads[0]
            source.curve = source.curve.falling()
            // A surplus has to show in several people before it counts.
            source.leanOffset += (leanSurplus.first - prior.leanOffset * leanSurplus.count) / (leanSurplus.count + 1)
        } else {
            let common = doubt.common * doubt.common + doubt.own * doubt.own
            source.curve.uncertainty = source.curve.uncertainty.map { ($0 * $0 + common).squareRoot() }
        }
        return source
    }

    /// L* of typical swatches per unit of depth.
    private static func slope(at depth: Double) -> Double {
        let place = min(max(depth, 0.1), 0.9)
        let (lighter, deeper) = (SwatchCurve.typical.color(at: place - 0.1), SwatchCurve.typical.color(at: place + 0.1))
        return (lighter.lightness - deeper.lightness) / 0.2
    }
}

extension SwatchSkinMap.Source {
    /// What lies between what this one and another say.
    /// - Parameter share: Of the other, 0...1.
    func mixed(with other: Self, share: Double) -> Self {
        func between(_ own: Double, _ its: Double) -> Double { own + share * (its - own) }
        var mixed = self
        mixed.curve.lightness = zip(curve.lightness, other.curve.lightness).map(between)
        mixed.curve.uncertainty = zip(curve.uncertainty, other.curve.uncertainty)
            .map { between($0 * $0, $1 * $1).squareRoot() }
        mixed.leanOffset = between(leanOffset, other.leanOffset)
        return mixed
    }
}
