internal import ColorKernels
public import ColorScience

/// Ranks lip, blush, highlighter, eye or brow shades by how they go with a face: undertone with undertone, depth and
/// strength with those of the face. Such shades have no colour difference to skin that would be right or wrong.
///
/// Taste is not in it: it is asked for elsewhere.
public struct HarmonyMatcher: Sendable {
    public let category: ShadeCategory
    /// The category's shades, each in one size, in the catalog's order.
    public let shades: [Shade]
    /// SKUs of their other sizes.
    private let otherSizes: [String: [String]]
    private let rule: HarmonyRule

    /// The categories ranked so.
    public static let categories = ShadeCategory.allCases.filter { HarmonyRule($0) != nil }

    /// - Throws: `unknown_category` when the category is matched by colour difference, or the catalog holds none of it.
    public init(catalog: ShadeCatalog, category: ShadeCategory) throws(CatalogError) {
        guard let rule = HarmonyRule(category) else {
            throw CatalogError(
                code: .unknownCategory,
                message: "\(category.rawValue) is matched by its colour difference to skin: "
                    + "for harmony choose \(ShadeCategory.list(Self.categories))")
        }
        self.rule = rule
        self.category = category
        let sizes = SizeVariants(of: try catalog.ranked(category))
        shades = sizes.shown
        otherSizes = sizes.others
    }
}

extension HarmonyMatcher {
    /// The best shades, best first.
    ///
    /// Scores are expectations over the belief by `GaussianNodes.cubature`, so that what is not known of the skin
    /// lowers what only some of the skins it may be would carry. A shade's own uncertainty, small beside the widths of
    /// the rules, is left out. Of scores that agree to 0.001 one in stock comes first, then the lower SKU.
    /// - Parameters:
    ///   - belief: Of the skin's colour. Infinite or undefined figures match nothing.
    ///   - face: What a photo showed beside it; without, lips and brows are taken for those usual with such skin.
    /// - Complexity: O(*n*) in the number of shades, 150 evaluations each.
    public func matches(for belief: LabGaussian, face: FaceColors? = nil, top: Int = 5) -> [HarmonyMatch] {
        guard top > 0, belief.isFinite else { return [] }
        let nodes = GaussianNodes.cubature
        let planes = nodes.planes(under: belief)
        let aims = nodes.points.indices.map { rule.aim(on: planes[$0], face: face) }
        let middle = rule.aim(on: belief.mean, face: face)
        let scored = shades.indices.map { index in
            (index: index, harmony: harmony(of: shades[index].lab, aims: aims, weights: nodes.weights))
        }
        let best = scored.sorted { left, right in
            let (step, other) = ((left.harmony.score * 1000).rounded(), (right.harmony.score * 1000).rounded())
            if step != other { return step > other }
            let (p, q) = (shades[left.index], shades[right.index])
            return p.isInStock == q.isInStock ? p.sku < q.sku : p.isInStock
        }
        return best.prefix(top).enumerated().map { place, found in
            let shade = shades[found.index]
            return HarmonyMatch(
                shade: shade, rank: place + 1, harmony: found.harmony,
                words: words(for: shade.lab, aim: middle, skin: belief.mean, face: face),
                alsoSKUs: otherSizes[shade.sku] ?? [])
        }
    }

    /// How well a colour goes with a face of a skin that is known, its lips and brows being those usual with it: 0...1.
    package func score(of shade: Lab<D65>, on skin: Lab<D65>) -> Double {
        harmony(of: shade, aims: [rule.aim(on: skin, face: nil)], weights: [1]).score
    }

    /// What the ranking is, for people: from which colours of the face, and that taste is not in it.
    public func heading(of face: FaceColors?) -> String {
        let text = Wording.harmony
        let parts = rule.parts(of: face).map { text($0.rawValue) }
        return text("heading", ["parts": parts.joined(separator: text("and"))])
    }

    /// What the figures beside the shades are.
    public var columns: String {
        Wording.harmony("columns", ["goal": Wording.harmony(rule.goal == .contrast ? "goalContrast" : "goalDepth")])
    }

    /// The colours of the face that `matches` looks at.
    public func parts(of face: FaceColors?) -> [FacePart] { rule.parts(of: face) }

    private func harmony(of shade: Lab<D65>, aims: [HarmonyAim], weights: [Double]) -> HarmonyMatch.Harmony {
        let (warmth, chroma) = (rule.warmth(of: shade), shade.chroma)
        var (score, undertone, nearness) = (0.0, 0.0, 0.0)
        for (aim, weight) in zip(aims, weights) {
            let (u, n) = (aim.undertone(ofWarmth: warmth), aim.nearness(of: shade, chroma: chroma))
            undertone += weight * u
            nearness += weight * n
            score += weight * (u * n).squareRoot()
        }
        let isContrast = rule.goal == .contrast
        return HarmonyMatch.Harmony(
            score: score, undertone: undertone, depth: isContrast ? nil : nearness,
            contrast: isContrast ? nearness : nil)
    }

    private func words(for shade: Lab<D65>, aim: HarmonyAim, skin: Lab<D65>, face: FaceColors?) -> String {
        let text = Wording.harmony
        let warmth = rule.warmth(of: shade)
        let agreement = warmth > 0 ? aim.undertone : -aim.undertone
        let side = warmth > 0 ? "warm" : "cool"
        let undertone =
            abs(warmth) < 0.3 ? "neutral" : side + (agreement > 0.3 ? "On" : agreement < -0.3 ? "Off" : "")
        let depth: String
        switch aim.wish {
        case .contrast(_, let skin):
            let step = shade.lightness - skin.lightness
            depth = abs(step) < 6 ? "level" : step > 0 ? "lighter" : "deeper"
        case .depth(let wanted, _):
            let step = wanted.miss(shade.lightness)
            let isUsual = [.lip, .brow].contains(rule.goal) && rule.parts(of: face) == [.skin]
            let name = category.rawValue
            depth =
                (isUsual ? "usual" : "near") + name.prefix(1).uppercased() + name.dropFirst()
                + (abs(step) < 0.5 ? "" : step > 0 ? "Lighter" : "Deeper")
        }
        return [text(undertone), text(depth)].joined(separator: ", ")
    }
}
