import ColorScience

/// What one photo says of the skin, in thirteen numbers that can be kept: with others of the same person it makes one
/// belief later. No picture can be made of it.
public struct PhotoEvidence: Codable, Sendable, Hashable {
    /// ln(linear sRGB) of the site as seen; the light's mean; its scale as LL, La, Lb, aa, ab, bb; its degrees of freedom.
    let figures: [Double]

    init(_ observation: SkinObservation) {
        let (seen, mean, scale) = (observation.seen, observation.light.mean, observation.light.scale)
        figures =
            [seen.x, seen.y, seen.z, mean.x, mean.y, mean.z] + scale.entries + [observation.light.degrees]
    }

    /// `nil` for figures that no photo has.
    fileprivate var observation: SkinObservation? {
        guard figures.count == 13, figures.allSatisfy({ abs($0) < 1e3 }), figures[12] > 2 else { return nil }
        let f = figures
        let scale = Covariance3(ll: f[6], la: f[7], lb: f[8], aa: f[9], ab: f[10], bb: f[11])
        let root = scale.cholesky
        guard min(root.ll, root.aa, root.bb) > 1e-6 else { return nil }
        return SkinObservation(
            seen: SIMD3(f[0], f[1], f[2]),
            light: LightBelief(mean: SIMD3(f[3], f[4], f[5]), scale: scale, degrees: f[12]))
    }
}

extension PhotoAnalysis {
    /// What to keep of the photo for a belief from several.
    public var evidence: PhotoEvidence { PhotoEvidence(observation) }
}

extension SkinBelief {
    /// The belief after several photos of the same person, of which only their evidence was kept; the same as from the
    /// photos themselves.
    /// - Parameter photos: in any order.
    /// - Returns: `nil` without a photo, or when one holds figures that no photo has.
    public init?(together photos: [PhotoEvidence]) {
        let observations = photos.compactMap(\.observation)
        guard !photos.isEmpty, observations.count == photos.count else { return nil }
        self.init(observations)
    }
}
