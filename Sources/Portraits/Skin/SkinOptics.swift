import ColorScience

/// What colours skin, and the reflectance that follows: an epidermis with melanin over a dermis with blood.
///
/// Kubelka and Munk's two fluxes in either layer, joined at the basement membrane; part of the light is thrown back
/// inside at the surface.
struct SkinOptics: Sendable, Hashable {
    /// Share of the epidermis that is melanosomes: about 0.01 light to 0.4 deep.
    var melanin: Double
    /// Share of the dermis that is blood.
    var blood: Double
    /// Mol of carotene a litre of epidermis.
    var carotene: Double
}

extension SkinOptics {
    /// - Source: Jacques 1998: melanosomes 1.3 to 43 % of the epidermis; blood 0.2 to 7 % of skin. Carotene up to ten
    ///   times the 4e-6 M of Lister 2012, since it is all put into the thin epidermis here.
    static let melaninRange = 0.002...0.6
    static let bloodRange = 0.0005...0.12
    static let caroteneRange = 1e-8...1e-4

    /// Centimetres.
    /// - Source: Jacques 1998: 60 µm.
    private static let epidermisDepth = 0.006

    /// Melanosomes shade each other where they lie in caps: the size of a cap, in cm.
    /// - Source: Duysens 1956 for the flattening; with caps of 5 µm the model reaches the deepest published skins.
    private static let capSize = 5e-4
    private static let melanosomes = Chromophores.melanosome.map { (1 - exponential(-$0 * capSize)) / capSize }

    /// Reduced scattering, cm⁻¹.
    /// - Source: Jacques 2013, table 1: skin 46.0, 0.409, 0.702; 66.7, 0.29, 0.689 for what lies above the dermis.
    private static let dermisScattering = scattering(46.0, rayleigh: 0.409, mie: 0.702)
    private static let epidermisScattering = scattering(66.7, rayleigh: 0.29, mie: 0.689)

    private static func scattering(_ at500: Double, rayleigh: Double, mie: Double) -> Spectrum {
        Spectrum { nm in
            let log = logarithm(nm / 500)
            return at500 * (rayleigh * exponential(-4 * log) + (1 - rayleigh) * exponential(-mie * log))
        }
    }

    /// Share of diffuse light thrown back inside at the surface, refractive index 1.4.
    /// - Source: Egan and Hilgeman's fit as Flock et al. 1989 use it: −1.440 n⁻² + 0.710 n⁻¹ + 0.668 + 0.0636 n.
    private static let insideReflection = -1.440 / 1.96 + 0.710 / 1.4 + 0.668 + 0.0636 * 1.4
    /// Fresnel's reflection from outside, and the share of the light that rough skin throws back without colour even
    /// when gloss is left out.
    private static let outsideReflection = 0.0278
    private static let veil = 0.011

    /// Diffuse reflectance without gloss.
    var reflectance: Spectrum {
        var band = 0
        return Spectrum { _ in
            defer { band += 1 }
            return reflectance(band)
        }
    }

    private func reflectance(_ band: Int) -> Double {
        let bare = Chromophores.bloodless.values[band]
        let dermis = blood * Chromophores.blood.values[band] + (1 - blood) * bare
        let epidermis =
            melanin * Self.melanosomes.values[band] + (1 - melanin) * bare
            + logarithmOf10 * carotene * Chromophores.carotene.values[band]
        // K = 2 µa, S = ¾ µs′: van Gemert et al. 1989.
        let ratio = 2 * dermis / (0.75 * Self.dermisScattering.values[band])
        let ground = 1 + ratio - (ratio * ratio + 2 * ratio).squareRoot()
        let scatter = 0.75 * Self.epidermisScattering.values[band]
        let a = 1 + 2 * epidermis / scatter
        let b = (a * a - 1).squareRoot()
        let growth = exponential(b * scatter * Self.epidermisDepth)
        let (sinh, cosh) = (0.5 * (growth - 1 / growth), 0.5 * (growth + 1 / growth))
        let divisor = a * sinh + b * cosh
        let (reflected, passed) = (sinh / divisor, b / divisor)
        let inside = reflected + passed * passed * ground / (1 - reflected * ground)
        // Saunderson 1942.
        let out = (1 - Self.outsideReflection) * (1 - Self.insideReflection) * inside
        return Self.veil + (1 - Self.veil) * out / (1 - Self.insideReflection * inside)
    }
}

extension SkinOptics {
    /// The concentrations whose reflectance comes nearest to a colour under D65, each inside its range.
    ///
    /// Newton's method in the logarithms of concentrations and of linear light, from a start that suits all skin.
    init(nearest target: XYZ<D65>) {
        let ranges = [Self.melaninRange, Self.bloodRange, Self.caroteneRange].map {
            logarithm($0.lowerBound)...logarithm($0.upperBound)
        }
        func optics(_ p: SIMD3<Double>) -> SkinOptics {
            SkinOptics(melanin: exponential(p.x), blood: exponential(p.y), carotene: exponential(p.z))
        }
        func miss(_ p: SIMD3<Double>) -> SIMD3<Double> {
            let seen = StandardObserver.xyz(optics(p).reflectance)
            return SIMD3(
                logarithm(seen.x) - logarithm(max(target.x, 1e-4)), logarithm(seen.y) - logarithm(max(target.y, 1e-4)),
                logarithm(seen.z) - logarithm(max(target.z, 1e-4)))
        }
        func cost(_ m: SIMD3<Double>) -> Double { (m * m * SIMD3(4, 4, 1)).sum() }
        // Deeper skin has more melanin: the depth alone gives a start.
        let depth = min(max(-logarithm(max(target.y, 1e-4)) - 0.8, 0.05), 3)
        var point = SIMD3(logarithm(0.03 * depth * depth + 0.004), logarithm(0.02), logarithm(2e-5))
        var (now, damping) = (miss(point), 1e-3)
        for _ in 0..<40 {
            let columns = slopes(of: miss, at: point, value: now, steps: 1e4)
            let weights = SIMD3<Double>(4, 4, 1)
            let normal = (0..<3).map { row in
                var line = SIMD3<Double>.zero
                for column in 0..<3 { line[column] = (columns[row] * columns[column] * weights).sum() }
                line[row] += damping * (line[row] + 1e-6)
                return line
            }
            let gradient = SIMD3(
                (columns[0] * now * weights).sum(), (columns[1] * now * weights).sum(),
                (columns[2] * now * weights).sum())
            guard let step = Matrix3(rows: normal).solution(-gradient) else { break }
            var next = point
            for axis in 0..<3 {
                next[axis] = min(
                    max(point[axis] + min(max(step[axis], -1), 1), ranges[axis].lowerBound), ranges[axis].upperBound)
            }
            let missed = miss(next)
            if cost(missed) < cost(now) {
                (point, now, damping) = (next, missed, max(damping * 0.2, 1e-9))
            } else {
                damping *= 8
            }
            if cost(now) < 1e-16 { break }
        }
        self = optics(point)
    }

    /// Skin as it is most often found, light to deep.
    static let typical = TypicalSkin.colors.map { SkinOptics(nearest: $0.xyz).reflectance }
}
