public import ColorScience

/// The skin a shade is for, as far as its swatch and its words tell.
public struct SkinEstimate: Sendable, Hashable {
    /// Lab of the skin and how sure it is.
    public var skin: LabGaussian
    /// The depth behind it, 0 (lightest) to 1 (deepest).
    public var depth: Double

    /// The likeliest skin.
    public var lab: Lab<D65> { skin.mean }
    /// One standard deviation for all three coordinates with the same total variance: `Shade.labUncertainty`'s form.
    public var uncertainty: Double {
        ((skin.covariance.ll + skin.covariance.aa + skin.covariance.bb) / 3).squareRoot()
    }
}

extension SwatchSkinMap {
    /// The skin a listed shade is for; `nil` where the feed gives neither Lab nor hex.
    ///
    /// A Lab the feed states is of skin already and is taken as it stands.
    /// - Complexity: O(1).
    public func skin(of listed: ListedShade, clues: ShadeClues) -> SkinEstimate? {
        if let lab = listed.lab {
            let sd = listed.labUncertainty ?? (listed.provenance ?? .declared).labUncertainty
            return SkinEstimate(
                skin: LabGaussian(mean: lab, covariance: Covariance3(standardDeviations: sd, sd, sd)),
                depth: DepthScale.depth(of: lab.lightness))
        }
        return listed.hex.map { skin(ofSwatch: $0.lab, source: listed.brand, clues: clues) }
    }

    /// The skin a swatch is for.
    ///
    /// Depth has two witnesses, weighed over a grid of depths taken as equally likely, deep as well as light: the
    /// swatch's L* about the source's curve (with Student's tails of four degrees: broken pictures happen), and the
    /// shade's words, which are the weaker one and move it by no more than a standard deviation. Lean and chroma follow
    /// a normal model about typical skin of each depth.
    /// - Parameters:
    ///   - swatch: The display colour.
    ///   - source: Who drew it: the brand. One the map does not know is taken for an average one.
    ///   - clues: What the name says; empty clues leave the swatch alone to tell.
    /// - Complexity: O(1), some 150 steps.
    public func skin(ofSwatch swatch: Lab<D65>, source: String, clues: ShadeClues = ShadeClues()) -> SkinEstimate {
        skin(ofSwatch: swatch, source: self.source(source), clues: clues)
    }

    /// The same with the source looked up once for many swatches.
    func skin(ofSwatch swatch: Lab<D65>, source: Source, clues: ShadeClues) -> SkinEstimate {
        let depth = depthPosterior(of: swatch, source: source, clues: clues)
        let typical = TypicalSkin.color(at: depth.lightness)
        let drawn = source.curve.color(at: depth.depth)
        let (lean, leanVariance) = leanPosterior(of: swatch, drawn: drawn, source: source, clues: clues)

        // Along the hue circle and along the radius at typical skin of this depth.
        let (chroma, hue) = (typical.chroma, typical.lch.hue * .pi / 180)
        let (c, s) = (cosine(hue), sine(hue))
        let excess = min(max(swatch.chroma - drawn.chroma, -Self.chromaLimit), Self.chromaLimit)
        var radial = Self.chromaKept * excess
        if clues.undertone == .olive { radial -= Self.oliveMuting * clues.undertoneConfidence }
        let mean = Lab<D65>(
            depth.lightness, (chroma + radial) * c - lean * s, (chroma + radial) * s + lean * c)

        // Skin's a* and b* move with L*, so the errors do.
        let step = TypicalSkin.color(at: depth.lightness + 0.5) - TypicalSkin.color(at: depth.lightness - 0.5)
        let (ll, r, t) = (depth.variance, Self.radialVariance, leanVariance)
        let covariance = Covariance3(
            ll: ll, la: ll * step.a, lb: ll * step.b, aa: ll * step.a * step.a + r * c * c + t * s * s,
            ab: ll * step.a * step.b + (r - t) * c * s, bb: ll * step.b * step.b + r * s * s + t * c * c)
        return SkinEstimate(skin: LabGaussian(mean: mean, covariance: covariance), depth: depth.depth)
    }
}

extension SwatchSkinMap {
    /// Standard deviations of skin at equal depth along the hue circle and along the radius, in Lab units.
    /// - Source: FACTS: ± 1.5 in a* and ± 2.5 in b*, turned to typical skin's hue of 57°.
    package static let leanSpread = 1.85
    static let radialSpread = 2.25
    /// The mean of the outer third of a normal distribution: what a third of all shades called `warm` would average.
    static let namedLean = 1.09
    /// That brands differ in what they call warm by as much as skins do is this project's choice.
    private static let namedLeanSpread = 1.0
    /// Chroma of swatches scatters by 6.5 about their curve; that a sixth of it is the shades' own is this project's
    /// choice, as much as is measured for hue.
    private static let chromaKept = 0.15
    private static let chromaLimit = 12.0
    private static let radialVariance = 0.85 * radialSpread * radialSpread
    /// Olive skin has less red than typical skin without more yellow: half a spread warmer, a whole one muted.
    private static let oliveMuting = radialSpread
    private static let oliveLean = 0.7
    /// Brands differ by this in what they call medium, in depth: this project's choice, less than half a class.
    private static let wordSpread = 0.06

    /// Depth by the swatch, moved by the words as far as they deserve.
    ///
    /// Words may be another shade's: a mistyped number, a series that counts some other way. With *x* the move they ask
    /// for in standard deviations of what the swatch alone tells, they are believed with probability 1 / (1 + *x*²/4):
    /// wholly where they agree, half at two deviations, where the move is greatest, one deviation, and less beyond.
    /// The spread is that of both beliefs together, so that conflict widens it. A swatch that is no colour of skin, as
    /// one that never loaded, has nothing to set against them.
    private func depthPosterior(of swatch: Lab<D65>, source: Source, clues: ShadeClues) -> DepthBelief {
        let seen = depthPosterior(of: swatch, source: source, word: nil, wordVariance: 1)
        guard let word = clues.depth else { return seen }
        let named = depthPosterior(
            of: swatch, source: source, word: word,
            wordVariance: clues.depthSpread * clues.depthSpread + Self.wordSpread * Self.wordSpread)
        guard ShadeColorRange.base.contains(swatch) else { return named }
        let move = named.lightness - seen.lightness
        let believed = 1 / (1 + move * move / (4 * seen.variance))
        func mean(_ named: Double, _ seen: Double) -> Double { seen + believed * (named - seen) }
        return DepthBelief(
            depth: mean(named.depth, seen.depth), lightness: mean(named.lightness, seen.lightness),
            variance: mean(named.variance, seen.variance) + believed * (1 - believed) * move * move)
    }

    private struct DepthBelief {
        var depth: Double
        /// L* of skin.
        var lightness: Double
        /// Of that L*.
        var variance: Double
    }

    private func depthPosterior(
        of swatch: Lab<D65>, source: Source, word: Double?, wordVariance: Double
    ) -> DepthBelief {
        let steps = 72
        var (sum, depthSum, first, second) = (0.0, 0.0, 0.0, 0.0)
        // Beyond the source's ends there is nothing further to tell, and Student's tails would turn back.
        let seen = min(
            max(swatch.lightness, SwatchCurve.value(source.curve.lightness, at: 1.06)),
            SwatchCurve.value(source.curve.lightness, at: -0.06))
        for index in 0...steps {
            // From −0.06 to 1.06: shades may lie a little beyond what any word names.
            let depth = -0.06 + 1.12 * Double(index) / Double(steps)
            let drawn = SwatchCurve.value(source.curve.lightness, at: depth)
            let variance = source.variance(at: depth)
            let miss = seen - drawn
            let heavy = 1 + miss * miss / (4 * variance)
            var weight = 1 / (variance.squareRoot() * heavy * heavy * heavy.squareRoot())
            if let word { weight *= exponential(-0.5 * (depth - word) * (depth - word) / wordVariance) }
            let lightness = DepthScale.lightness(at: depth)
            sum += weight
            depthSum += weight * depth
            first += weight * lightness
            second += weight * lightness * lightness
        }
        // Words and swatch so far apart that nothing is left: the words, then, and doubt.
        guard sum > 1e-30 else {
            let depth = word ?? 0.5
            return DepthBelief(depth: depth, lightness: DepthScale.lightness(at: depth), variance: 100)
        }
        let mean = first / sum
        return DepthBelief(
            depth: depthSum / sum, lightness: mean,
            variance: max(second / sum - mean * mean, 0) + Self.conventionVariance)
    }

    /// That a brand's `medium` is for the skin `DepthScale` says is known to 2 L* at best: this project's choice.
    private static let conventionVariance = 4.0

    /// The skin's lean, ΔH*ab to the warm side of typical skin.
    private func leanPosterior(
        of swatch: Lab<D65>, drawn: Lab<D65>, source: Source, clues: ShadeClues
    ) -> (mean: Double, variance: Double) {
        let spread = Self.leanSpread
        var precision = 1 / (spread * spread)
        var sum = 0.0
        // Near grey a hue means nothing.
        if swatch.chroma > 4 {
            let noise = source.leanScatter * source.leanScatter
            let lean = min(max(swatch.hueDifference(from: drawn), -8), 8)
            precision += source.leanGain * source.leanGain / noise
            sum += source.leanGain * lean / noise
        }
        if let undertone = clues.undertone, clues.undertoneConfidence > 0 {
            let named: Double
            switch undertone {
            case .cool: named = -Self.namedLean
            case .neutral: named = 0
            case .warm: named = Self.namedLean
            case .olive: named = Self.oliveLean
            }
            let weight = clues.undertoneConfidence / (Self.namedLeanSpread * spread * Self.namedLeanSpread * spread)
            precision += weight
            sum += weight * named * spread
        }
        return (sum / precision + source.leanOffset, 1 / precision)
    }
}

extension SwatchSkinMap.Source {
    /// Of a swatch's L* about its true curve: the source's scatter, more for deep shades, and doubt about the curve.
    /// - Source: scatter of public swatches by depth: 6.4 for fair, 9 for medium, 11 for deep, where all is 8.
    @inline(__always)
    func variance(at depth: Double) -> Double {
        let own = scatter * (0.75 + 0.5 * min(max(depth, 0), 1))
        let curve = SwatchCurve.value(curve.uncertainty, at: min(max(depth, 0), 1))
        return own * own + curve * curve
    }
}
