/// What gives a product its colour, which says how its scattering goes with the channel.
///
/// A grain that is large beside the light's wavelength takes the light that meets it whatever the colour, and scatters
/// what it does not absorb: K + S is the same in all channels. One that is much finer than its own colour's depth
/// scatters by its refractive index alone: S is.
/// - Source: H. C. van de Hulst, Light Scattering by Small Particles (1957), chapter 8: extinction tends to twice the
///   cross-section whatever the material.
enum Pigment {
    /// Titania, a few tenths of a micrometre, tinted with little iron oxide: foundation and concealer. All channels are
    /// scattered alike.
    case fine
    /// Powders and lipsticks: iron oxides and lakes on talc and mica, from tenths of a micrometre to tens. Between both
    /// laws, half the way on a scale of ratios (this project's choice): S goes with the root of S / (K + S). A blush then
    /// adds to deep skin the red that it scatters, not the white.
    case coarse

    /// S of a channel, relative to what a channel without absorption has.
    /// - Parameter sum: 1 + K/S.
    func scattering(atSum sum: Double) -> Double {
        switch self {
        case .fine: 1
        case .coarse: 1 / sum.squareRoot()
        }
    }
}

extension CosmeticZone {
    /// Of the products that go there.
    var pigment: Pigment {
        switch self {
        case .face, .underEyes, .innerStripe, .middleStripe, .outerStripe: .fine
        default: .coarse
        }
    }
}
