public import ColorScience

/// A shade whose name and colour contradict each other, seen beside the other shades of its line.
public struct ShadeConflict: Sendable, Hashable {
    /// What does not agree.
    public enum Kind: Sendable, Hashable {
        /// The name says one undertone, the colour reads the opposite.
        case undertone(named: ShadeUndertone, reads: ShadeUndertone)
        /// L* that shades of such a name have in the line, and the shade's own.
        case depth(expected: Double, found: Double)
    }

    /// Place in the line's `members` and `clues`.
    public var index: Int
    /// A shade with two contradictions is listed twice.
    public var kind: Kind
    /// How far off the colour is, in standard deviations of the line's other shades; from 3 on it is reported.
    public var deviation: Double
}

extension ShadeLine {
    /// Fewer shades show no trend to deviate from.
    private static var leastShades: Int { 7 }
    /// ΔH*ab from the line's own hue at that depth below which a swatch reads neutral. Three times the half-width of
    /// neutral skin (1.1): swatches scatter more than skin, and a warning has to be worth someone's look.
    private static var leastHueDifference: Double { 3.3 }
    /// Standard deviations of the line's own scatter by which a colour has to miss what its name leads to expect.
    private static var leastDeviation: Double { 3 }
    /// L* by which a colour has to miss: the 8 or so by which neighbouring classes of depth differ, and a little more.
    private static var leastLightnessDifference: Double { 10 }

    /// The shades whose colours contradict their names.
    /// - Parameter colors: Of each member, skin or swatch, all of one sort; `nil` where there is none.
    /// - Complexity: O(*n*²) for lines up to six hundred shades.
    public func conflicts(colors: [Lab<D65>?]) -> [ShadeConflict] {
        precondition(colors.count == clues.count, "one colour for each member")
        guard colors.count(where: { $0 != nil }) >= Self.leastShades else { return [] }
        return (undertoneConflicts(colors) + depthConflicts(colors)).sorted { $0.index < $1.index }
    }

    /// Hue at equal depth, against the line's own trend: what is cool for one brand's pictures is not for another's.
    private func undertoneConflicts(_ colors: [Lab<D65>?]) -> [ShadeConflict] {
        let hues = colors.map { color in color.map { $0.lch.hue > 180 ? $0.lch.hue - 360 : $0.lch.hue } }
        let points = zip(colors, hues).compactMap { color, hue in
            color.flatMap { color in hue.map { (color.lightness, $0) } }
        }
        guard let trend = RobustTrend(points) else { return [] }
        let residuals = zip(colors, hues).map { color, hue -> Double? in
            guard let color, let hue else { return nil }
            return color.chroma * (hue - trend.value(at: color.lightness)) * .pi / 180
        }
        func sure(_ undertone: ShadeUndertone) -> [Double] {
            zip(clues, residuals).compactMap { clues, residual in
                clues.undertone == undertone && clues.undertoneConfidence >= 0.6 ? residual : nil
            }
        }
        let (cool, warm) = (sure(.cool), sure(.warm))
        let (coolMiddle, warmMiddle) = (RobustTrend.median(cool), RobustTrend.median(warm))
        // Where a line's words do not go with its colours at all, no single shade is to blame.
        if let coolMiddle, let warmMiddle, coolMiddle >= warmMiddle { return [] }
        // Midway between the two, whichever the line has more of.
        var middle = 0.0
        if let coolMiddle, let warmMiddle { middle = (coolMiddle + warmMiddle) / 2 }
        let spread = RobustTrend.spread(
            cool.map { $0 - (coolMiddle ?? 0) } + warm.map { $0 - (warmMiddle ?? 0) })
        var conflicts: [ShadeConflict] = []
        for (index, clues) in clues.enumerated() where clues.undertoneConfidence >= 0.6 {
            guard let residual = residuals[index], let undertone = clues.undertone else { continue }
            let sign: Double
            switch undertone {
            case .cool: sign = 1
            case .warm: sign = -1
            case .neutral, .olive: continue
            }
            let own = sign * ((undertone == .cool ? coolMiddle : warmMiddle) ?? middle) - sign * middle
            let opposite = sign * ((undertone == .cool ? warmMiddle : coolMiddle) ?? middle) - sign * middle
            let miss = sign * (residual - middle)
            guard miss > max(Self.leastHueDifference, opposite), miss - own > Self.leastDeviation * spread else {
                continue
            }
            conflicts.append(
                ShadeConflict(
                    index: index, kind: .undertone(named: undertone, reads: undertone == .cool ? .warm : .cool),
                    deviation: (miss - own) / max(spread, 1)))
        }
        return conflicts
    }

    /// L* against that of the shades named next lighter and next deeper. Lines have long tails, so the lightest and the
    /// deepest shade may be as light and as deep as they like: only one beyond its neighbours on the wrong side counts.
    private func depthConflicts(_ colors: [Lab<D65>?]) -> [ShadeConflict] {
        let places = clues.indices.filter { clues[$0].depth != nil && colors[$0] != nil }
            .sorted { (clues[$0].depth ?? 0, $0) < (clues[$1].depth ?? 0, $1) }
        guard places.count >= Self.leastShades else { return [] }
        let lightness = places.map { colors[$0]?.lightness ?? 0 }
        /// The middle of three neighbours; fewer tell nothing.
        func middle(_ range: Range<Int>) -> Double? {
            lightness.indices.contains(range.lowerBound) && range.upperBound <= lightness.count
                ? RobustTrend.median(Array(lightness[range])) : nil
        }
        let misses = lightness.indices.map { rank -> (miss: Double, expected: Double) in
            let lighter = middle(rank - 3..<rank).map { (miss: lightness[rank] - $0, expected: $0) }
            let deeper = middle(rank + 1..<rank + 4).map { (miss: lightness[rank] - $0, expected: $0) }
            if let lighter, lighter.miss > 0 { return lighter }
            if let deeper, deeper.miss < 0 { return deeper }
            return (0, lightness[rank])
        }
        // How far neighbours usually lie from the middle between them.
        let scatter = lightness.indices.dropFirst().dropLast().map { rank in
            lightness[rank] - (lightness[rank - 1] + lightness[rank + 1]) / 2
        }
        let spread = RobustTrend.spread(scatter)
        let conflicts = misses.indices.compactMap { rank -> ShadeConflict? in
            let (miss, expected) = misses[rank]
            guard abs(miss) > max(Self.leastLightnessDifference, Self.leastDeviation * spread) else { return nil }
            return ShadeConflict(
                index: places[rank], kind: .depth(expected: expected, found: lightness[rank]),
                deviation: abs(miss) / max(spread, 1))
        }
        // Many at once are the brand's own order of words, such as rich below deep, and no shade's fault.
        return conflicts.count > max(2, places.count / 20) ? [] : conflicts
    }
}

extension ShadeLine {
    /// Warnings for the shades whose colours contradict their names, in the feed's order.
    /// - Parameter listed: What the line was made from: `members` are places in it.
    public func issues(in listed: [ListedShade]) -> [CatalogIssue] {
        let colors = members.map { listed[$0].lab ?? listed[$0].hex?.lab }
        return conflicts(colors: colors).map { conflict in
            let shade = listed[members[conflict.index]]
            let message: String
            switch conflict.kind {
            case .undertone(let named, let reads):
                message =
                    "name says \(named), colour reads \(reads) beside the line's other shades of its depth: "
                    + "check which is right"
            case .depth(let expected, let found):
                let word = found > expected ? "lighter" : "darker"
                message =
                    "colour is much \(word) than the line's shades of such names (L* \(Int(found.rounded())), theirs "
                    + "about \(Int(expected.rounded()))): check which is right"
            }
            return CatalogIssue(
                severity: .warning, line: shade.line, column: 1, field: shade.lab == nil ? "hex" : "L", sku: shade.sku,
                message: message)
        }
    }
}
