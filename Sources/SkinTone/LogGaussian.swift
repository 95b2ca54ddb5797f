import CVector
import ColorKernels
import ColorScience

/// A proposal for importance sampling: a normal distribution over (ln red, ln green, ln blue) of linear light.
struct LogGaussian {
    var mean: SIMD3<Double>
    var covariance: Covariance3

    /// Weighted draws of skin colours, given what was seen.
    struct Draws {
        var logarithms: LogPlanes
        var labs: LabPlanes
        /// Not normalised; the largest is 1.
        var weights: [Float]
        /// Distance of the likeliest draw from the middle of prior and capture model together, standard deviations.
        var surprise: Double
    }

    /// - Parameter count: of draws; a multiple of 8, at most 1,024.
    /// - Complexity: one colour conversion a draw.
    func draws(_ count: Int, seen: SIMD3<Double>, model: CaptureModel) -> Draws {
        let normals = NormalPlanes.thousand
        precondition(count % 8 == 0 && count <= normals.count, "draws come in whole vectors, up to \(normals.count)")
        let logarithms = moved(normals, count)
        let labs = LabPlanes(logarithms: logarithms)
        let (weights, highest, likeliest) = weigh(normals, logarithms, labs, SkinDensity(seen: seen, model: model))
        return Draws(
            logarithms: logarithms, labs: labs, weights: exponentials(of: weights.map { $0 - highest }),
            surprise: max(-2 * Double(likeliest), 0).squareRoot())
    }

    /// The first of some standard normal draws, as this distribution's. Bound by loads.
    private func moved(_ normals: NormalPlanes, _ count: Int) -> LogPlanes {
        let factor = covariance.cholesky
        let (x, y, z) = (normals.x, normals.y, normals.z)
        func plane(_ middle: Double, _ byX: Double, _ byY: Double, _ byZ: Double) -> [Float] {
            let (middle, byX, byY, byZ) = (Float(middle), Float(byX), Float(byY), Float(byZ))
            return (0..<count).map { middle + (byX * x[$0] + byY * y[$0] + byZ * z[$0]) }
        }
        return LogPlanes(
            red: plane(mean.x, factor.ll, 0, 0), green: plane(mean.y, factor.al, factor.aa, 0),
            blue: plane(mean.z, factor.bl, factor.ba, factor.bb))
    }
}

/// Logarithms of the draws' weights up to a constant, the highest of them, and the highest density.
///
/// A weight is posterior over proposal; the proposal's own density is that of the standard normal draw.
///
/// Bound by the vector ports: about 70 operations for 8 draws.
private func weigh(
    _ normals: NormalPlanes, _ logarithms: LogPlanes, _ labs: LabPlanes, _ density: SkinDensity
) -> (weights: [Float], highest: Float, likeliest: Float) {
    var (highest, likeliest) = (cv_splat(-.infinity), cv_splat(-.infinity))
    let weights = [Float](unsafeUninitializedCapacity: labs.count) { target, count in
        for i in stride(from: 0, to: labs.count, by: 8) {
            let value = density.logarithm(
                red: logarithms.red.lanes(at: i), green: logarithms.green.lanes(at: i),
                blue: logarithms.blue.lanes(at: i), lightness: labs.lightness.lanes(at: i), a: labs.a.lanes(at: i),
                b: labs.b.lanes(at: i))
            let weight = value + normals.halfSquares.lanes(at: i)
            likeliest = cv_max(value, likeliest)
            highest = cv_max(weight, highest)
            if let target = target.baseAddress { cv_store(target + i, weight) }
        }
        count = labs.count
    }
    return (weights, highest.max(), likeliest.max())
}

extension [Float] {
    /// Eight values from a place on.
    @inline(__always)
    fileprivate func lanes(at place: Int) -> SIMD8<Float> {
        precondition(place >= 0 && place + 8 <= count, "a vector lies within its plane")
        return withUnsafeBufferPointer { cv_load($0.baseAddress.unsafelyUnwrapped + place) }
    }
}

extension LogGaussian.Draws {
    /// How much wider than the draws the next proposal is, in variance: tails must be covered, not only the middle.
    private static let widening = 1.3

    /// The normal distribution of these draws' mean and widened covariance. Bound by the latency of the additions.
    var fitted: LogGaussian {
        var (total, sum) = (0.0, SIMD3<Double>.zero)
        for (index, weight) in weights.enumerated() {
            total += Double(weight)
            sum += point(index) * Double(weight)
        }
        let mean = sum / total
        // A floor keeps the next proposal from collapsing when one draw took nearly all the weight.
        var covariance = Covariance3(standardDeviations: 0.02, 0.02, 0.02)
        for (index, weight) in weights.enumerated() {
            let d = point(index) - mean
            let share = Double(weight) / total * Self.widening
            covariance =
                covariance
                + Covariance3(
                    ll: share * d.x * d.x, la: share * d.x * d.y, lb: share * d.x * d.z, aa: share * d.y * d.y,
                    ab: share * d.y * d.z, bb: share * d.z * d.z)
        }
        return LogGaussian(mean: mean, covariance: covariance)
    }

    private func point(_ index: Int) -> SIMD3<Double> {
        SIMD3(Double(logarithms.red[index]), Double(logarithms.green[index]), Double(logarithms.blue[index]))
    }
}

/// Draws of three independent standard normals, as planes.
struct NormalPlanes {
    let x: [Float]
    let y: [Float]
    let z: [Float]
    /// Half the squared distance from the middle.
    let halfSquares: [Float]

    var count: Int { x.count }

    init(_ draws: [SIMD3<Double>]) {
        x = draws.map { Float($0.x) }
        y = draws.map { Float($0.y) }
        z = draws.map { Float($0.z) }
        halfSquares = draws.map { Float(0.5 * ($0 * $0).sum()) }
    }

    /// The draws every photo's belief is made from.
    static let thousand = NormalPlanes(NormalSequence.thousand)
}

extension NormalSequence {
    /// The draws every belief is made from.
    static let thousand = draws(1_024)
}
