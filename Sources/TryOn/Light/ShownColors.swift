package import ColorKernels
package import ColorScience

/// How sure it is what colour a product has in a picture. The skin's colour is believed, not known, and with it the
/// photo's light and exposure, which a product is shown under; the product's own is known only so far, too.
package struct ShownColors: Sendable {
    /// As the products are shown.
    private let light: PhotoLight
    /// As they might have to be, were the skin what it may be.
    private let lights: [PhotoLight]
    /// Standard normals, three rows of one a light: of what products may be beside what they are said to be.
    private let errors: [[Double]]

    /// Draws of the belief that are looked at: the radius that holds nine of ten is known to some 5 %.
    private static let count = 256

    /// - Parameters:
    ///   - light: Under which products are shown.
    ///   - skins: What the skin may be, CIELAB under D65.
    ///   - weights: As many, none negative, with a positive sum.
    ///   - seen: The skin as the picture shows it.
    ///   - isDaylight: Whether products are shown without the light's cast.
    package init(light: PhotoLight, skins: LabPlanes, weights: [Float], seen: Lab<D65>, isDaylight: Bool) {
        precondition(skins.count == weights.count && skins.count > 0, "a weight for each skin")
        self.light = light
        lights = Self.places(weights).map { place in
            let light = PhotoLight(skin: skins[place], seen: seen)
            return isDaylight ? light.asDaylight : light
        }
        // Another sequence than beliefs are drawn with, so that the two errors have nothing to do with each other.
        errors = SobolSequence.normals(Self.count, dimensions: 3)
    }

    /// Places of draws that stand for equal shares of the weight.
    private static func places(_ weights: [Float]) -> [Int] {
        let step = weights.reduce(0) { $0 + Double($1) } / Double(count)
        var (place, passed) = (0, Double(weights[0]))
        return (0..<count).map { draw in
            let wanted = (Double(draw) + 0.5) * step
            while passed < wanted, place + 1 < weights.count {
                place += 1
                passed += Double(weights[place])
            }
            return place
        }
    }

    /// ΔE00 within which the colour shown is the one that would be seen, nine times in ten: of the skin's belief and the
    /// product's own uncertainty, but not of the lens, the screen, or what the camera did beside exposing.
    /// - Parameters:
    ///   - ground: What the picture shows where the product goes, without it.
    ///   - labUncertainty: Standard deviation of each of the product's L*, a* and b*.
    package func radius90(of cosmetic: Cosmetic, over ground: Lab<D65>, labUncertainty: Double) -> Double {
        let shown = cosmetic.shown(over: ground, under: light)
        let others = lights.indices.map { draw in
            var other = cosmetic
            let error = Lab<D65>(errors[0][draw], errors[1][draw], errors[2][draw]) * labUncertainty
            other.color = cosmetic.color + error
            return other.shown(over: ground, under: lights[draw])
        }
        return Double(LabPlanes(others).deltaE00(to: shown).quantile(0.9) ?? 0)
    }
}

extension Cosmetic {
    /// What a picture shows where this much of the product lies over a colour, where as much light falls as on the
    /// skin's site; highlights aside.
    /// - Parameter ground: What the picture shows there without it.
    package func shown(over ground: Lab<D65>, under light: PhotoLight) -> Lab<D65> {
        guard intensity > 0 else { return ground }
        let (seen, gains) = (Self.channels(ground.xyz.linearSRGB), Self.channels(light.gains))
        let (least, most) = (ProductFilm.reflectances.lowerBound, ProductFilm.reflectances.upperBound)
        let below = (seen / pointwiseMax(gains, SIMD4(repeating: 1e-4)))
            .clamped(lowerBound: SIMD4(repeating: least), upperBound: SIMD4(repeating: most))
        // What the film changes, as when it is painted; a picture shows nothing beyond its own range.
        let shown = (seen + (film.reflectance(over: below) - below) * gains)
            .clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 1))
        return LinearSRGB(red: Double(shown.x), green: Double(shown.y), blue: Double(shown.z)).xyz.lab
    }

    /// The fourth is 0.
    private static func channels(_ color: LinearSRGB) -> SIMD4<Float> {
        SIMD4(Float(color.red), Float(color.green), Float(color.blue), 0)
    }
}
