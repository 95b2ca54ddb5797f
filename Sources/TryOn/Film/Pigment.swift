/// What gives a product its colour, which says how its scattering goes with the channel.
///
/// A grain that is large beside the light's wavelength takes the light that meets it whatever the colour, and scatters
/// what it does not absorb: K + S is the same in all channels. One that is fine scatters by its refractive index: S is.
/// - Source: H. C. van de Hulst, Light Scattering by Small Particles (1957), chapter 8: the extinction of large particles
///   tends to twice their cross-section, of whatever they are made.
enum Pigment {
    /// Titania of some tenths of a micrometre, tinted with a little iron oxide: foundation, concealer.
    case fine
    /// Lakes and oxides milled into wax, from tenths of a micrometre to tens: lipstick. Half the way between both laws, on
    /// a scale of ratios (this project's choice).
    case cream
    /// Colours on talc and mica, some 5 to 50 µm: blush, bronzer, eye shadow, highlighter. On deep skin a sheer layer shows
    /// little but what it scatters; so a red one scatters red there, and no white.
    case powder

    /// S of a channel, relative to that of a channel without absorption.
    /// - Parameter sum: 1 + K/S.
    func scattering(atSum sum: Double) -> Double {
        switch self {
        case .fine: 1
        case .cream: 1 / sum.squareRoot()
        case .powder: 1 / sum
        }
    }
}

extension CosmeticZone {
    /// Of the products that go there.
    var pigment: Pigment {
        switch self {
        case .face, .underEyes, .innerStripe, .middleStripe, .outerStripe: .fine
        case .lips, .lipsFading, .lipCenter, .lipEdge: .cream
        default: .powder
        }
    }
}
