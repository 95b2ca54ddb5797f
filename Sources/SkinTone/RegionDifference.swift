public import ColorScience

/// How the skin of one part of the face, or of the neck, differs from the site's.
public struct RegionDifference: Sendable, Hashable {
    /// What of a difference light does not explain.
    public enum Kind: String, Sendable, CaseIterable {
        case lighter, darker, redder
        case lessRed = "less_red"
        case yellower
        case lessYellow = "less_yellow"
    }

    public let region: SkinRegion
    /// Its colour, were the light on it the one that is believed to be on the site.
    public let lab: Lab<D65>
    /// Between that and the skin that is believed.
    public let deltaE00: Double
    /// The most of what is more than another light on the same skin makes of it; `nil` where light alone may be why.
    public let beyondLight: Kind?
}

extension RegionDifference {
    /// What light alone makes of skin of one colour: ln of green, of red over green and of blue over green, region
    /// against site, mean and standard deviation. The forehead is nearer to most lamps, the neck lies in the chin's shade.
    /// - Source: measured on 2,000 drawn portraits (Docs/skin-belief.md), from the 5th, 50th and 95th percentiles.
    private static let usual: [SkinRegion: (mean: SIMD3<Double>, deviation: SIMD3<Double>)] = [
        .forehead: (SIMD3(0.34, -0.06, 0.01), SIMD3(0.19, 0.05, 0.06)),
        .rightCheek: (SIMD3(0.18, 0.00, 0.04), SIMD3(0.24, 0.04, 0.055)),
        .leftCheek: (SIMD3(0.18, 0.00, 0.04), SIMD3(0.24, 0.04, 0.055)),
        .noseBridge: (SIMD3(0.29, -0.03, 0.015), SIMD3(0.165, 0.04, 0.045)),
        .chin: (SIMD3(0.15, -0.03, 0.01), SIMD3(0.18, 0.035, 0.05)),
        .neck: (SIMD3(-0.045, 0.015, -0.03), SIMD3(0.19, 0.035, 0.055)),
    ]
    /// Standard deviations from which light is no longer thought to be why.
    private static let limit = 3.2

    /// - Parameters:
    ///   - site: ln(linear sRGB) as seen.
    ///   - skin: the site's colour, as it is believed to be.
    /// - Returns: `nil` for regions that are part of the site.
    init?(_ region: SkinRegion, _ reading: RegionReading, site: SIMD3<Double>, skin: Lab<D65>) {
        guard let usual = Self.usual[region] else { return nil }
        let change = reading.lab.xyz.linearSRGB.logarithms - site
        self.region = region
        lab = LinearSRGB(logarithms: skin.xyz.linearSRGB.logarithms + change).xyz.lab
        deltaE00 = lab.deltaE00(to: skin)
        let seen = SIMD3(change.y, change.x - change.y, change.z - change.y)
        let off = (seen - usual.mean) / usual.deviation
        let kinds: [(more: Kind, less: Kind)] = [(.lighter, .darker), (.redder, .lessRed), (.lessYellow, .yellower)]
        let most = (0..<3).max { abs(off[$0]) < abs(off[$1]) }!
        beyondLight = abs(off[most]) < Self.limit ? nil : off[most] > 0 ? kinds[most].more : kinds[most].less
    }
}

extension RegionDifference {
    /// What to do about a neck of another colour than the face; `nil` for other regions, and where light may be all that
    /// differs.
    public var advice: String? {
        guard region == .neck, let beyondLight else { return nil }
        let looks = beyondLight.rawValue.replacing("_", with: " ")
        return "The neck looks \(looks) than the face, more than light explains; try a shade across the jaw line, and "
            + "choose the one that suits both."
    }
}

extension PhotoAnalysis {
    /// Forehead, cheeks, nose, chin and neck beside the site, where they are in view and not the site themselves.
    public var differences: [RegionDifference] {
        let site = reading.site.lab.xyz.linearSRGB.logarithms
        return SkinRegion.allCases.compactMap { region in
            guard !reading.siteRegions.contains(region), let seen = reading.regions[region] else { return nil }
            return RegionDifference(region, seen, site: site, skin: belief.gaussian.mean)
        }
    }
}
