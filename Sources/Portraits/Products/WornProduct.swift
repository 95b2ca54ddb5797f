public import ColorScience

/// A product worn on a drawn face, described by what it is made of.
///
/// Its film is drawn band by band between light and skin: what it looks like follows from spectra alone.
public struct WornProduct: Sendable, Hashable {
    /// Where on the face.
    public enum Zone: String, CaseIterable, Sendable, Hashable {
        /// Foundation: the face's skin, as `FacePart.skin` has it.
        case skin
        case lips
        /// Blush.
        case cheeks
        /// Eye shadow on the upper lids.
        case lids
    }

    public var zone: Zone
    /// The opaque product's colour under D65. One that no smooth reflectance has is drawn as nearly as may be.
    public var color: Lab<D65>
    /// Share of a small difference in the ground's luminance that is gone, over a ground of the product's own colour,
    /// within `hidings`.
    public var hiding: Double

    public static let hidings = 0.0...0.99

    public init(zone: Zone, color: Lab<D65>, hiding: Double) {
        self.zone = zone
        self.color = color
        self.hiding = hiding
    }
}

extension WornProduct {
    var clamped: WornProduct {
        WornProduct(
            zone: zone,
            color: Lab(
                color.lightness.limited(to: 1...98, otherwise: 50), color.a.limited(to: -100...100, otherwise: 0),
                color.b.limited(to: -100...100, otherwise: 0)),
            hiding: hiding.limited(to: Self.hidings, otherwise: 0))
    }
}
