internal import ColorScience

/// The colours a category's shades can have, on skin or as a shop draws them: wide enough for every real shade, so that
/// what lies outside is a mistake and not somebody's skin.
struct ShadeColorRange: Sendable {
    let lightness: ClosedRange<Double>
    let chroma: ClosedRange<Double>
    /// h_ab in degrees, asked of colours of at least `hueChroma`: near grey it means nothing.
    let hue: ClosedRange<Double>
    let hueChroma: Double

    /// Shades that vanish into skin.
    /// - Source: 7,441 public swatches of foundations of 150 brands have L* 10.5...97.9, C*ab 3.4...63 and hues of
    ///   19°...95°, all but 50 that are plain white or grey (pictures that never loaded, mixers) and a blue mixer;
    ///   stated colours of skin lie well within. Beyond that a margin, thin only towards white.
    static let base = Self(lightness: 8...99, chroma: 2...70, hue: 5...105, hueChroma: 5)

    /// Shades that are seen on skin and still keep to its family: bronzers, greyish contours, white or lilac
    /// highlighters.
    /// - Source: this project's choice, about the ranges above.
    static let wide = Self(lightness: 4...100, chroma: 0...80, hue: -40...120, hueChroma: 25)

    func contains(_ color: Lab<D65>) -> Bool {
        let (chroma, hue) = (color.chroma, color.lch.hue.remainder(dividingBy: 360))
        return lightness.contains(color.lightness) && self.chroma.contains(chroma)
            && (chroma < hueChroma || self.hue.contains(hue))
    }
}

extension ShadeCategory {
    /// `nil` for lips, cheeks, eyes and brows, which may have any colour.
    var colorRange: ShadeColorRange? {
        switch self {
        case .foundation, .concealer, .tint: .base
        case .bronzer, .contour, .highlighter: .wide
        case .lip, .blush, .eye, .brow: nil
        }
    }
}

extension ListedShade {
    /// Whether its category can have this colour. Colour correctors may be green or lavender.
    func canHave(_ color: Lab<D65>) -> Bool {
        category.colorRange?.contains(color) != false || isColorCorrector
    }

    /// What is wrong with a colour that its category cannot have, and the remedy.
    func impossibility(of color: Lab<D65>) -> String {
        let lch = color.lch
        func text(_ value: Double) -> String { "\(Int(value.rounded()))" }
        let remedy = category.isBase ? ", or call the shade a colour corrector if it is one" : ""
        return "is no colour of a \(category.rawValue) "
            + "(L* \(text(lch.lightness)), chroma \(text(lch.chroma)), hue \(text(lch.hue))°): "
            + "check it against the product\(remedy)"
    }
}

extension ShadeDecoder {
    /// Refuses a stated colour or a swatch that cannot be the shade's: one read as skin would be matched as skin, and
    /// would bend the map that its brand's other swatches are read by.
    mutating func refuseImpossibleColor(of shade: ListedShade) {
        if let lab = shade.lab {
            guard !shade.canHave(lab) else { return }
            let stated = [lab.lightness, lab.a, lab.b].map(plain).joined(separator: ", ")
            refuse(.lightness, "\(stated) " + shade.impossibility(of: lab))
        } else if let hex = shade.hex, !shade.canHave(hex.lab) {
            refuse(.hex, "\(hex.hex) " + shade.impossibility(of: hex.lab))
        }
    }
}
