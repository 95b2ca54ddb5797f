import ColorScience

/// How light and skin show in what a photo lets see, fitted to drawn portraits and relit photographs.
///
/// Everything is in natural logarithms of linear sRGB. The light adds t to the skin's s, and a factor shows
/// y = offset + byLight·t + bySkin·(s − skin) + an error. Errors of all factors and t's own distance from its mean are one
/// multivariate t distribution: where factors contradict each other, all is less sure.
public struct LightModel: Sendable {
    /// How a factor follows light and skin.
    struct Factor: Sendable {
        var offset: SIMD3<Double>
        var byLight: Matrix3
        var bySkin: Matrix3
    }

    /// Degrees of freedom of the errors.
    var degrees: Double
    /// What of a belief's scale is left, and its degrees of freedom, once errors of photos not fitted on are looked at:
    /// most are smaller and a few are larger than one t distribution of them all has it. `darkness` is by how much ln of
    /// the scale grows with each unit of ln(light) that the site is darker than `skin`: tone curves and noise move dark
    /// colours further.
    var belief: (degrees: Double, scale: Double, darkness: Double)
    /// Where `bySkin` counts from.
    var skin: SIMD3<Double>
    /// t before any evidence, and its scale matrix: exposure, and the cast that white balance leaves.
    var light: SIMD3<Double>
    var spread: Matrix3
    /// The same of photos taken with a flash.
    var flash: (light: SIMD3<Double>, spread: Matrix3)
    /// What a reference shows beside what the face's light and an average camera (`CameraTone.spread`) would make of it:
    /// one in the same light, and one that a hand holds, at another angle to the light.
    var reference: SIMD3<Double>
    var held: SIMD3<Double>
    /// In the order of `residual`.
    var factors: [(name: LightFactor, factor: Factor)]
    /// Scale matrix of the factors' errors: three rows and columns a factor, and as many for a reference and
    /// for a held one. Errors go together because the site has shade of its own.
    var residual: [[Double]]
}

extension LightModel {
    /// The light behind a colour seen at the site.
    /// - Parameters:
    ///   - site: ln(linear sRGB) before the camera's tone curve.
    ///   - relied: the factors that count; a reference always does.
    /// - Complexity: O(n³) for n factors that are in view.
    func belief(
        site: SIMD3<Double>, evidence: LightEvidence, relying relied: Set<LightFactor> = LightFactor.relied
    ) -> LightBelief {
        // Since s = site − t, a factor shows (byLight − bySkin)·t beside what the site itself tells.
        var rows: [Row] = []
        for (index, (name, factor)) in factors.enumerated() where relied.contains(name) {
            guard let seen = evidence.readings[name] else { continue }
            let rest = seen - factor.offset - factor.bySkin * (site - skin)
            for channel in 0..<3 {
                rows.append(
                    Row(
                        slope: factor.byLight.rows[channel] - factor.bySkin.rows[channel], rest: rest[channel],
                        place: 3 * index + channel))
            }
        }
        var tone: Matrix3?
        if let reference = evidence.reference {
            let cameras = CameraTone.spread(between: site, and: reference.complete)
            tone = cameras.scale
            let rest = reference.seen - reference.known - (reference.isHeld ? held : self.reference) - cameras.mean
            let place = 3 * factors.count + (reference.isHeld ? 3 : 0)
            for channel in 0..<3 where rest[channel].isFinite {
                var slope = SIMD3<Double>.zero
                slope[channel] = 1
                rows.append(Row(slope: slope, rest: rest[channel], place: place + channel, channel: channel))
            }
        }
        let prior = evidence.flash && relied.contains(.flash) ? flash : (light, spread)
        let width = belief.scale * exponential(belief.darkness * (skin.y - site.y))
        return belief(rows, tone: tone, prior: prior, width: width)
    }

    /// One number seen: how it follows the light, what of it is not yet explained, and its row of `residual`.
    private struct Row {
        var slope: SIMD3<Double>
        var rest: Double
        var place: Int
        /// Of a reference.
        var channel: Int?
    }

    /// - Parameter tone: what cameras' tone adds to a reference's errors, by channel; factors have theirs fitted.
    private func belief(
        _ rows: [Row], tone: Matrix3?, prior: (light: SIMD3<Double>, spread: Matrix3), width: Double
    ) -> LightBelief {
        let (light, spread) = prior
        let count = rows.count
        // What each row shares with t, and what rows share with each other.
        let shared = rows.map { spread * $0.slope }
        let total = SymmetricSystem(count: count) { i, j in
            var error = residual[rows[i].place][rows[j].place]
            if let tone, let one = rows[i].channel, let other = rows[j].channel { error += tone.rows[one][other] }
            return (rows[i].slope * shared[j]).sum() + error
        }
        let surprise = rows.map { $0.rest - ($0.slope * light).sum() }
        let solved = total.solution(surprise)
        var mean = light
        for (share, value) in zip(shared, solved) { mean += share * value }
        let distance = zip(surprise, solved).reduce(0) { $0 + $1.0 * $1.1 }
        var left = spread.columns
        for column in 0..<3 {
            let weights = total.solution(shared.map { $0[column] })
            for (share, weight) in zip(shared, weights) { left[column] -= share * weight }
        }
        let factor = (degrees + distance) / (degrees + Double(count))
        let scale = Covariance3(
            ll: left[0].x, la: left[1].x, lb: left[2].x, aa: left[1].y, ab: left[2].y, bb: left[2].z)
        return LightBelief(mean: mean, scale: scale * (factor * width), degrees: self.belief.degrees)
    }
}
