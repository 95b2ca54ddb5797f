public import ColorScience

/// Fits a `SwatchSkinMap` from feeds, a shade at a time, in memory that grows with the number of sources only.
///
/// The model: a shade of depth *t* (0...1) is drawn with L* *g*(*t*) + noise, *g* linear between five knots. Words tell
/// *t* with a spread, which lowers a shade's weight; broken pictures are weighed down by how far they miss typical
/// swatches, to nothing in the end. The knots of all sources together start from `SwatchCurve.typical`, worth twenty
/// shades; each source's start from those, and brands lie apart by 5 L* in common and 2.5 at each knot, so a brand of
/// three shades keeps close to the others and one of sixty speaks for itself.
///
/// Evidence, a shade's colour on skin or skin known to suit it, is of another kind: it tells *t* without words, which
/// may be wrong for a whole brand at once. It is let in last, with what words taught as a prior that is in doubt by 4 L*.
public struct SwatchSkinMapFitter: Sendable {
    private var tallies: [String: Tally] = [:]

    /// A fitter that has seen nothing: its map is `SwatchSkinMap.typical`.
    public init() {}
}

extension SwatchSkinMapFitter {
    /// Takes in a shade with a swatch and a word or number for its depth; others are passed over.
    /// - Complexity: O(1).
    public mutating func add(_ listed: ListedShade, clues: ShadeClues) {
        guard let swatch = listed.hex else { return }
        add(swatch: swatch.lab, source: listed.brand, clues: clues)
    }

    /// The same for a swatch measured from a picture.
    public mutating func add(swatch: Lab<D65>, source: String, clues: ShadeClues) {
        tallies[SwatchSkinMap.key(source), default: Tally()].add(swatch, clues)
    }

    /// Takes in a shade whose colour on skin is known beside its swatch: by an instrument, or by someone whom it suits.
    /// - Parameters:
    ///   - swatch: The shade's display colour.
    ///   - skin: D65.
    ///   - sd: Standard deviation of `skin`, each coordinate: a photo's belief 4, a kept shade or an instrument 2.
    /// - Complexity: O(1).
    public mutating func add(evidence swatch: Lab<D65>, source: String, skin: Lab<D65>, sd: Double) {
        guard [swatch, skin].allSatisfy({ [$0.lightness, $0.a, $0.b].allSatisfy(\.isFinite) }), sd.isFinite else {
            return
        }
        tallies[SwatchSkinMap.key(source), default: Tally()].add(evidence: swatch, skin: skin, sd: max(sd, 0.5))
    }

    /// The map of everything taken in so far.
    /// - Complexity: O(*n*) in the number of sources.
    public func map() -> SwatchSkinMap {
        var all = Tally()
        for (_, tally) in tallies.sorted(by: { $0.key < $1.key }) { all.add(tally) }
        let typical = SwatchSkinMap.Source.typical
        let words = all.fitted(to: typical, common: Self.typicalWorth, own: Self.typicalWorth)
        // Brands lie apart: what one brand's evidence teaches holds for others in part.
        let witnesses = Double(tallies.values.count { $0.hasEvidence })
        let apart = Self.betweenSources * Self.betweenSources / (Tally.doubt.common * Tally.doubt.common)
        let pooled = Tally().sharpened(words).mixed(with: all.sharpened(words), share: witnesses / (witnesses + apart))
        let shift = zip(pooled.curve.lightness, words.curve.lightness).map { $0 - $1 }
        let sources = tallies.filter { $0.value.hasSwatches }.mapValues { tally in
            var source = tally.fitted(to: words, common: Self.betweenSources, own: Self.betweenSources / 2)
            source.curve.lightness = zip(source.curve.lightness, shift).map { $0 + $1 }
            source.leanGain = pooled.leanGain
            source.leanScatter = pooled.leanScatter
            source.leanOffset = pooled.leanOffset
            return tally.sharpened(source)
        }
        return SwatchSkinMap(pooled: pooled, sources: sources)
    }

    /// A scatter of 8 by the root of twenty.
    private static var typicalWorth: Double { 1.8 }
    /// Standard deviation between brands in L*.
    /// - Source: 5.2 over 54 brands of a public set, shades' scatter taken off.
    private static var betweenSources: Double { 5 }
}
