package import ColorScience

extension LabPlanes {
    /// Draws from the standard normal distribution as they lie under another one, rounded to `Float`.
    /// - Complexity: O(*n*) in the number of draws.
    package init(_ draws: ArraySlice<SIMD3<Double>>, under gaussian: LabGaussian) {
        let mean = gaussian.mean
        let (lightness, a, b) = moved(draws, SIMD3(mean.lightness, mean.a, mean.b), gaussian.covariance)
        self.init(lightness: lightness, a: a, b: b)
    }
}

extension LogPlanes {
    /// Draws from the standard normal distribution as they lie under one over (ln red, ln green, ln blue), rounded to
    /// `Float`.
    /// - Complexity: O(*n*) in the number of draws.
    package init(_ draws: ArraySlice<SIMD3<Double>>, mean: SIMD3<Double>, covariance: Covariance3) {
        let (red, green, blue) = moved(draws, mean, covariance)
        self.init(red: red, green: green, blue: blue)
    }
}

/// Bound by multiplications and additions, twelve a draw.
private func moved(
    _ draws: ArraySlice<SIMD3<Double>>, _ mean: SIMD3<Double>, _ covariance: Covariance3
) -> ([Float], [Float], [Float]) {
    let root = covariance.cholesky
    return makePlanes(count: draws.count) { planes in
        draws.withUnsafeBufferPointer { draws in
            for (place, draw) in draws.enumerated() {
                planes.first[place] = Float(mean.x + root.ll * draw.x)
                planes.second[place] = Float(mean.y + root.al * draw.x + root.aa * draw.y)
                planes.third[place] = Float(mean.z + root.bl * draw.x + root.ba * draw.y + root.bb * draw.z)
            }
        }
    }
}
