public import ColorScience

/// One product on a face.
public struct Cosmetic: Sendable, Hashable {
    /// Where it goes.
    public var zone: CosmeticZone
    /// The product's own colour, opaque, CIELAB under D65 for the 2° observer.
    public var color: Lab<D65>
    /// Share of what lies below that a usual layer hides, in (0, 1).
    public var hiding: Double
    /// How it reflects the photo's own highlights.
    public var sheen: Sheen
    /// How much of it is put on: 0 none, 1 a usual layer.
    public var intensity: Double

    /// - Precondition: `hiding` lies in (0, 1), `intensity` in 0...1.
    public init(
        zone: CosmeticZone, color: Lab<D65>, hiding: Double, sheen: Sheen = .natural, intensity: Double = 1
    ) {
        precondition(hiding > 0 && hiding < 1 && (0...1).contains(intensity), "shares of a layer")
        self.zone = zone
        self.color = color
        self.hiding = hiding
        self.sheen = sheen
        self.intensity = intensity
    }
}

extension Cosmetic {
    /// What of it is put on.
    /// - Precondition: `intensity` is not 0.
    var film: ProductFilm {
        ProductFilm(color: color.xyz.linearSRGB, hiding: hiding, amount: intensity, pigment: zone.pigment)
    }
}
