import ColorScience

/// A smooth factor on a reflectance's odds R / (1 − R) that gives it a colour, every band staying between 0 and 1.
struct SpectralCorrection: Sendable {
    /// What is added to ln(R / (1 − R)) at each band: a parabola over wavelength.
    private let exponent: Spectrum

    /// Newton's method, each step halved until it helps.
    /// - Parameters:
    ///   - bare: the reflectance to correct.
    ///   - target: under D65. Colours that no reflectance has are met as nearly as may be.
    init(of bare: Spectrum, to target: XYZ<D65>) {
        let basis = [
            Spectrum { _ in 1 }, Spectrum { ($0 - 550) / 150 },
            Spectrum { ($0 - 550) * ($0 - 550) / 22_500 - 1.0 / 3 },
        ]
        func corrected(_ c: SIMD3<Double>) -> Spectrum {
            Self.corrected(bare, by: basis[0] * c.x + basis[1] * c.y + basis[2] * c.z)
        }
        func miss(_ c: SIMD3<Double>) -> SIMD3<Double> {
            let seen = StandardObserver.xyz(corrected(c))
            return SIMD3(seen.x - target.x, seen.y - target.y, seen.z - target.z)
        }
        func size(_ m: SIMD3<Double>) -> Double { (m * m).sum() }
        var (c, now) = (SIMD3<Double>.zero, miss(.zero))
        for _ in 0..<30 where size(now) > 1e-18 {
            let columns = slopes(of: miss, at: c, value: now, steps: 1e5)
            guard let step = Matrix3(columns: columns).solution(-now) else { break }
            var share = 1.0
            var (next, missed) = (c + step, miss(c + step))
            while size(missed) > size(now), share > 1e-3 {
                share /= 2
                next = c + step * share
                missed = miss(next)
            }
            guard size(missed) < size(now) else { break }
            (c, now) = (next, missed)
        }
        exponent = basis[0] * c.x + basis[1] * c.y + basis[2] * c.z
    }

    func callAsFunction(_ reflectance: Spectrum) -> Spectrum { Self.corrected(reflectance, by: exponent) }

    private static func corrected(_ reflectance: Spectrum, by exponent: Spectrum) -> Spectrum {
        var band = 0
        return reflectance.map { value in
            defer { band += 1 }
            let odds = value / (1 - value) * exponential(exponent.values[band])
            return odds / (1 + odds)
        }
    }
}
