public import ColorScience

extension ShadeCategory {
    /// The categories that can be matched against skin.
    public static let matchable = allCases.filter(\.isMatchable)

    /// Whether it has a colour difference to skin. Others, lip, blush, highlighter, eye and brow, are a matter of taste and
    /// harmony.
    public var isMatchable: Bool { offsetFromSkin != nil }

    /// The colour the category's best shade has on skin of a given colour; `nil` for lip, blush, highlighter, eye and
    /// brow, which have no colour difference to skin.
    ///
    /// Offsets are those of skin at L* 50 and shrink with L* + 16, the cube root of luminance: a shadow is a share of
    /// the light, so that deep skin is not sent further than light skin.
    public func target(on skin: Lab<D65>) -> Lab<D65>? {
        offsetFromSkin.map { skin + $0 * (max(skin.lightness + 16, 0) / 66) }
    }

    /// From typical skin of L* 70 to that of L* 28, a concealer aims 1.0 to 0.5 ΔE00 from it, a bronzer 7.4 to 3.8, a
    /// contour 8.7 to 4.0: on deep skin still more than twice the 1.75 that is just seen there.
    ///
    /// - Source: This project's choice; no standard gives figures. Foundation and tint vanish. A concealer covers spots
    ///   in the skin's own colour and eye circles a shade lighter: half a shade between. A bronzer is a tan, deeper and
    ///   yellower; a contour is a shadow, deeper and greyer.
    private var offsetFromSkin: Lab<D65>? {
        switch self {
        case .foundation, .tint: Lab(0, 0, 0)
        case .concealer: Lab(1, 0, 0)
        case .bronzer: Lab(-6, 2, 5)
        case .contour: Lab(-8, -1, -1.5)
        case .lip, .blush, .highlighter, .eye, .brow: nil
        }
    }
}

extension Shade {
    /// Whether somebody whom it fits has skin of the colour that it vanishes into: a base shade, no corrector.
    public var tellsOfSkin: Bool { category.isBase && !isColorCorrector }

    /// The skin it vanishes into, or on which it is what its category aims at; its own colour where there is no such
    /// aim.
    public var skinItFits: Lab<D65> {
        guard let aim = category.target(on: lab) else { return lab }
        return lab - (aim - lab)
    }
}
