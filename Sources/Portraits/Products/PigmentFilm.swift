import ColorScience

/// A layer of pigment: how it absorbs and scatters each band, and what it reflects over a ground.
///
/// Two fluxes: K is absorbed and S scattered of the light either way, for each unit of thickness.
/// - Source: Kubelka and Munk 1931; the layer's own reflectance and transmittance as in Kubelka 1948, joined to the
///   ground by summing what goes to and fro between them.
struct PigmentFilm: Sendable {
    /// Of the thickness at which S at 550 nm is 1 in a film that absorbs nothing there.
    let absorption: Spectrum
    let scattering: Spectrum
    let thickness: Double
    /// The opaque product's reflectance.
    let opaque: Spectrum
    private let reflected: Spectrum
    private let passed: Spectrum

    /// Pigments of some tenths of a micrometre scatter blue light more than red.
    /// - Source: this project's choice between none (coarse grains) and Mie's 1 to 1.5 (fine titania).
    private static let scatteringPower = -0.5

    /// Real materials neither keep nor return all light.
    private static let reflectances = 0.002...0.98

    init(_ product: WornProduct) {
        let target = product.color.xyz
        let level = min(max(target.y, 0.005), 0.95)
        let opaque = SpectralCorrection(of: Spectrum { _ in level }, to: target)(Spectrum { _ in level })
            .map { min(max($0, Self.reflectances.lowerBound), Self.reflectances.upperBound) }
        let fine = Spectrum { exponential(Self.scatteringPower * logarithm($0 / 550)) }
        let scattering = fine * opaque.map { Self.coarseness(of: product.zone, opaque: $0) }
        let absorption = opaque.map { (1 - $0) * (1 - $0) / (2 * $0) } * scattering
        let thickness = Self.thickness(hiding: product.hiding, absorption, scattering, opaque)
        let layer = zip(absorption.values, scattering.values).map { k, s in
            Self.layer(absorption: k * thickness, scattering: s * thickness)
        }
        (self.opaque, self.absorption, self.scattering, self.thickness) = (opaque, absorption, scattering, thickness)
        reflected = Spectrum(layer.map(\.reflected))
        passed = Spectrum(layer.map(\.passed))
    }

    /// How much less a band is scattered that grains absorb. Foundation's titania is fine, and scatters by its refractive
    /// index. The plates and grains of powders are large beside the wavelength: K + S is that of their cross-section in
    /// every band. Pigments milled into lipstick are of all sizes, and lie half the way.
    private static func coarseness(of zone: WornProduct.Zone, opaque: Double) -> Double {
        let absorbed = (1 - opaque) * (1 - opaque) / (2 * opaque)
        return switch zone {
        case .skin: 1
        case .lips: 1 / (1 + absorbed).squareRoot()
        case .cheeks, .lids: 1 / (1 + absorbed)
        }
    }

    /// What the film over a ground reflects.
    func callAsFunction(over ground: Spectrum) -> Spectrum {
        ground * passed * passed * (ground * reflected).map { 1 / (1 - $0) } + reflected
    }

    /// Reflectance and transmittance of a layer over nothing.
    private static func layer(absorption k: Double, scattering s: Double) -> (reflected: Double, passed: Double) {
        guard s > 0 else { return (0, 1) }
        let a = 1 + k / s
        let b = (a * a - 1).squareRoot()
        // Beyond this nothing gets through, and the powers overflow.
        let growth = exponential(min(b * s, 300))
        let (sinh, cosh) = (0.5 * (growth - 1 / growth), 0.5 * (growth + 1 / growth))
        let divisor = a * sinh + b * cosh
        return (sinh / divisor, b / divisor)
    }

    /// The thickness that takes the share `hiding` of a small difference in luminance over the product's own colour,
    /// where each band's difference is left with exp(−2bSX): found by halving.
    private static func thickness(
        hiding: Double, _ absorption: Spectrum, _ scattering: Spectrum, _ opaque: Spectrum
    ) -> Double {
        guard hiding > 0 else { return 0 }
        let rates = zip(absorption.values, scattering.values).map { k, s in (k * k + 2 * k * s).squareRoot() }
        let whole = StandardObserver.xyz(opaque).y
        func hidden(_ thickness: Double) -> Double {
            1 - StandardObserver.xyz(opaque * Spectrum(rates.map { exponential(-2 * $0 * thickness) })).y / whole
        }
        var (low, high) = (0.0, 1.0)
        while hidden(high) < hiding, high < 1e6 { high *= 2 }
        for _ in 0..<50 {
            let middle = 0.5 * (low + high)
            if hidden(middle) < hiding { low = middle } else { high = middle }
        }
        return 0.5 * (low + high)
    }
}
