import CVector
package import ColorScience

/// How likely skin colours are, given what photos show: what is known of skin before, a normal distribution of a* and b*
/// about typical skin of the same depth, times each photo's likelihood, a t distribution over ln(linear RGB). Eight
/// colours at once; `TypicalSkin` is the scalar twin of its curve.
///
/// What is known before is a density over CIELAB and draws are of ln(linear RGB), where a unit of L* takes more room the
/// deeper the skin is: the density there is that over CIELAB times |∂Lab/∂ln RGB|. Without it, deep skin would be eight
/// times as likely as light skin before any photo.
package struct SkinDensity {
    /// What is known of skin before any photo.
    package struct Prior {
        /// Standard deviations of a* and b* at equal depth.
        let spread: (a: Double, b: Double)
        /// L* between which all depths are as likely, and the standard deviation outside.
        let depth: (lightest: Double, deepest: Double, falloff: Double)

        package init(spread: (a: Double, b: Double), depth: (lightest: Double, deepest: Double, falloff: Double)) {
            (self.spread, self.depth) = (spread, depth)
        }
    }

    /// What one photo says of the skin: a multivariate t distribution over (ln red, ln green, ln blue).
    package struct Observation {
        let mean: SIMD3<Float>
        /// Of the precision matrix, by the degrees of freedom; entries off the diagonal stand for two.
        let (rr, rg, rb, gg, gb, bb): (Float, Float, Float, Float, Float, Float)
        /// What the logarithm of 1 plus the distance is multiplied with.
        let exponent: Float

        /// - Parameters:
        ///   - precision: the inverse of the scale matrix.
        ///   - degrees: of freedom.
        package init(mean: SIMD3<Double>, precision: Covariance3, degrees: Double) {
            let m = precision * (1 / degrees)
            self.mean = SIMD3<Float>(mean)
            (rr, gg, bb) = (Float(m.ll), Float(m.aa), Float(m.bb))
            (rg, rb, gb) = (Float(2 * m.la), Float(2 * m.lb), Float(2 * m.ab))
            exponent = Float(-0.5 * (degrees + 3))
        }
    }

    private let prior: Prior
    private let observations: [Observation]
    /// Typical a* and b* as the straight line through the deepest skin, its L*, a*, b* and slopes, and what each bend
    /// adds: the place in L*, and the change of slope there.
    private let start: (lightness: Float, a: Float, b: Float, slopeA: Float, slopeB: Float)
    private let bends: [SIMD3<Float>]

    /// - Parameter observations: of the same skin, each independent of the others.
    package init(_ observations: [Observation], prior: Prior) {
        self.prior = prior
        self.observations = observations
        let (deepest, slope) = (Self.colors[0], Self.slopes[0])
        start = (Float(deepest.lightness), Float(deepest.a), Float(deepest.b), Float(slope.x), Float(slope.y))
        bends = Self.bends
    }

    /// Typical skin, deep to light, and a* and b* that a unit of L* adds from each to the next.
    private static let colors = Array(TypicalSkin.colors.reversed())
    private static let slopes = zip(colors, colors.dropFirst()).map { deep, light in
        let step = light - deep
        return SIMD2(step.a, step.b) / step.lightness
    }
    private static let bends = slopes.indices.dropFirst().map { place in
        let change = slopes[place] - slopes[place - 1]
        return SIMD3(Float(colors[place].lightness), Float(change.x), Float(change.y))
    }
}

extension SkinDensity {
    /// Weights of some draws from a proposal, not normalised, the largest 1.
    ///
    /// A weight is this density over the proposal's own. Bound by the vector ports: about 140 operations for 8 draws.
    /// - Parameters:
    ///   - logarithms: of the draws' linear light; a multiple of 8.
    ///   - labs: the same colours.
    ///   - proposal: negative logarithms of the proposal's density, up to a constant; one for each draw at least.
    package func weights(
        of logarithms: LogPlanes, _ labs: LabPlanes, over proposal: [Float]
    ) -> [Float] {
        precondition(logarithms.count == labs.count && labs.count % 8 == 0, "colours come in whole vectors")
        var highest = cv_splat(-.infinity)
        let weights = [Float](unsafeUninitializedCapacity: labs.count) { target, count in
            for i in stride(from: 0, to: labs.count, by: 8) {
                let value = logarithm(
                    red: logarithms.red.lanes(at: i), green: logarithms.green.lanes(at: i),
                    blue: logarithms.blue.lanes(at: i), lightness: labs.lightness.lanes(at: i),
                    a: labs.a.lanes(at: i), b: labs.b.lanes(at: i))
                let weight = value + proposal.lanes(at: i)
                highest = cv_max(weight, highest)
                if let target = target.baseAddress { cv_store(target + i, weight) }
            }
            count = labs.count
        }
        let greatest = highest.max()
        return exponentials(of: weights.map { $0 - greatest })
    }

    /// Logarithms, up to a constant; red, green and blue are logarithms of linear light, the others the same in Lab.
    @inline(__always)
    private func logarithm(
        red: SIMD8<Float>, green: SIMD8<Float>, blue: SIMD8<Float>, lightness: SIMD8<Float>, a: SIMD8<Float>,
        b: SIMD8<Float>
    ) -> SIMD8<Float> {
        var likelihood = cv_splat(0)
        for photo in observations {
            let (r, g) = (red - cv_splat(photo.mean.x), green - cv_splat(photo.mean.y))
            let s = blue - cv_splat(photo.mean.z)
            let first = cv_fma(cv_splat(photo.rr), r, cv_fma(cv_splat(photo.rg), g, cv_splat(photo.rb) * s))
            let second = cv_fma(cv_splat(photo.gg), g, cv_splat(photo.gb) * s)
            let distance = cv_fma(first, r, cv_fma(second, g, cv_splat(photo.bb) * s * s))
            likelihood = cv_fma(cv_splat(photo.exponent), logarithmOfOne(and: distance), likelihood)
        }

        // Below the deepest skin the line goes on.
        let fromStart = lightness - cv_splat(start.lightness)
        var typicalA = cv_fma(cv_splat(start.slopeA), fromStart, cv_splat(start.a))
        var typicalB = cv_fma(cv_splat(start.slopeB), fromStart, cv_splat(start.b))
        for bend in bends {
            let above = cv_max(lightness - cv_splat(bend.x), cv_splat(0))
            typicalA = cv_fma(cv_splat(bend.y), above, typicalA)
            typicalB = cv_fma(cv_splat(bend.z), above, typicalB)
        }
        let redness = (a - cv_max(typicalA, cv_splat(2))) * cv_splat(Float(1 / prior.spread.a))
        let yellowness = (b - cv_max(typicalB, cv_splat(2))) * cv_splat(Float(1 / prior.spread.b))
        let depth = prior.depth
        let beyond = cv_max(lightness - cv_splat(Float(depth.lightest)), cv_splat(Float(depth.deepest)) - lightness)
        let outside = cv_max(beyond, cv_splat(0)) * cv_splat(Float(1 / depth.falloff))
        let squares = cv_fma(redness, redness, cv_fma(yellowness, yellowness, outside * outside))
        return cv_fma(cv_splat(-0.5), squares, likelihood) + stretch(red + green + blue, lightness, a, b)
    }

    /// ln |∂Lab/∂ln RGB|, up to a constant: with CIELAB's cube roots f of X, Y and Z, each a unit of L*, a* or b* for
    /// what f grows by, that is ln(RGB) − 2 ln(f_X f_Y f_Z). Down to L* 8, where roots end, it is exact.
    @inline(__always)
    private func stretch(
        _ logarithms: SIMD8<Float>, _ lightness: SIMD8<Float>, _ a: SIMD8<Float>, _ b: SIMD8<Float>
    ) -> SIMD8<Float> {
        let least = cv_splat(6.0 / 29)
        let y = (lightness + cv_splat(16)) * cv_splat(1.0 / 116)
        let roots =
            cv_max(cv_fma(a, cv_splat(1.0 / 500), y), least) * cv_max(y, least)
            * cv_max(cv_fma(b, cv_splat(-1.0 / 200), y), least)
        return cv_fma(cv_splat(-2), logarithmOfOne(and: roots - cv_splat(1)), logarithms)
    }
}

extension [Float] {
    /// Eight values from a place on.
    @inline(__always)
    fileprivate func lanes(at place: Int) -> Lanes {
        precondition(place >= 0 && place + 8 <= count, "a vector lies within its plane")
        return withUnsafeBufferPointer { cv_load($0.baseAddress.unsafelyUnwrapped + place) }
    }
}
