internal import ColorScience

/// What a category looks for on a face. Rules of thumb of make-up counters in figures: this project's choice, checked
/// to leave no depth of skin without good shades; no study stands behind them.
struct HarmonyRule: Sendable {
    /// The hue that is neither warm nor cool in the category, in degrees, and the distance from it, in Lab units, at
    /// which a shade is plainly one of them.
    let neutralHue: Double
    let plainly: Double
    let goal: Goal

    enum Goal: Sendable {
        /// The lip's own colour and half a step more.
        case lip
        case blush
        case highlighter
        /// The brow's or hair's own depth.
        case brow
        /// A contrast to the skin.
        case contrast
    }

    /// - Returns: `nil` for categories matched by colour difference.
    init?(_ category: ShadeCategory) {
        switch category {
        case .lip: self.init(neutralHue: 28, plainly: 12, goal: .lip)
        case .blush: self.init(neutralHue: 25, plainly: 12, goal: .blush)
        case .highlighter: self.init(neutralHue: 62, plainly: 6, goal: .highlighter)
        case .eye: self.init(neutralHue: 60, plainly: 12, goal: .contrast)
        case .brow: self.init(neutralHue: 62, plainly: 5, goal: .brow)
        case .foundation, .concealer, .tint, .bronzer, .contour: return nil
        }
    }

    private init(neutralHue: Double, plainly: Double, goal: Goal) {
        self.neutralHue = neutralHue
        self.plainly = plainly
        self.goal = goal
    }
}

extension HarmonyRule {
    /// How warm a shade is, −1 (cool) ... 1 (warm): how far it lies from the neutral hue, across it. Greys, and
    /// colours opposite to the neutral hue, are neither.
    func warmth(of shade: Lab<D65>) -> Double {
        let turn = (shade.lch.hue - neutralHue) * .pi / 180
        return hyperbolicTangent(shade.chroma * sine(turn) / plainly)
    }

    /// What a skin of known colour asks for.
    func aim(on skin: Lab<D65>, face: FaceColors?) -> HarmonyAim {
        // In standard deviations of skin of that depth, so that deep skin, whose chroma is low, counts like light.
        let lean = skin.hueDifference(from: TypicalSkin.color(at: skin.lightness)) / SwatchSkinMap.leanSpread
        let undertone = hyperbolicTangent(lean)
        func relit(_ part: Lab<D65>?) -> Lab<D65>? { part.flatMap { part in face?.relit(part, skin: skin) } }
        func aim(_ depth: HarmonyAim.Bell, chroma: HarmonyAim.Bell? = nil) -> HarmonyAim {
            HarmonyAim(undertone: undertone, wish: .depth(depth, chroma: chroma))
        }
        switch goal {
        case .lip:
            // Lips are skin with some blood and a little pigment to be seen; a step more and they look made up.
            let own = relit(face?.lip) ?? skin.flushed(blood: 0.58, pigment: 0.1)
            let wanted = own.flushed(blood: 0.3)
            return aim(.init(middle: wanted.lightness, spread: 9), chroma: .init(middle: wanted.chroma, spread: 14))
        case .blush:
            // A flush as a pan shows it: light skin's is as deep as its flush is, about 7 below the skin; on deep skin
            // a pan as deep as its flush leaves nothing to be seen, so it is lighter there and stronger.
            return aim(
                .init(middle: 21 + 0.6 * skin.lightness, spread: 8),
                chroma: .init(middle: 38 - 0.15 * skin.lightness, spread: 12))
        case .highlighter:
            return aim(.init(middle: skin.lightness + 17, spread: 7))
        case .brow:
            // Without a photo, brown, a little deeper over deep skin. One level of hairdressers' ten is some 6.5 L*;
            // dark brows are drawn lighter by less than a level, fair ones deeper.
            let own = relit(face?.brow ?? face?.hair)?.lightness ?? 30 + 0.3 * (skin.lightness - 50)
            return aim(.init(middle: own + min(max(0.25 * (40 - own), -5), 5), spread: 9))
        case .contrast:
            // Faces of strong contrast carry stronger eyes: a quarter of what theirs exceeds the usual 25 by.
            let brow = relit(face?.brow ?? face?.hair)
            let own = brow.map { abs(skin.lightness - $0.lightness) } ?? 25
            let contrast = HarmonyAim.Bell(middle: min(max(24 + 0.25 * (own - 25), 18), 32), spread: 12)
            return HarmonyAim(undertone: undertone, wish: .contrast(contrast, to: skin))
        }
    }

    /// The colours of a face the rule looks at.
    func parts(of face: FaceColors?) -> [FacePart] {
        switch goal {
        case .lip where face?.lip != nil: [.skin, .lip]
        case .brow where face?.brow != nil, .contrast where face?.brow != nil: [.skin, .brow]
        case .brow where face?.hair != nil, .contrast where face?.hair != nil: [.skin, .hair]
        default: [.skin]
        }
    }
}
