import ColorScience

extension StandardObserver {
    /// Tristimulus values of a reflectance under D65, white being `D65`'s exactly: bands end at 400 and 700 nm, where
    /// what is cut off is a thousandth.
    static func xyz(_ reflectance: Spectrum) -> XYZ<D65> {
        let seen = zip(weights, [D65.tristimulus.x, D65.tristimulus.y, D65.tristimulus.z]).map { weights, white in
            (weights * reflectance).sum / weights.sum * white
        }
        return XYZ(x: seen[0], y: seen[1], z: seen[2])
    }

    /// Linear sRGB of a reflectance under D65.
    static func linearSRGB(_ reflectance: Spectrum) -> SIMD3<Double> {
        let linear = xyz(reflectance).linearSRGB
        return SIMD3(linear.red, linear.green, linear.blue)
    }

    private static let weights = [x, y, z].map { $0 * Illuminant.d65.power }
}
