import ColorKernels
import ColorScience
import FaceMesh

extension SkinReading {
    /// Reads a face patch; `nil` when no region shows enough clean skin.
    init?(_ sampler: SkinSampler) {
        let patch = sampler.patch
        var regions: [SkinRegion: RegionReading] = [:]
        for region in SkinRegion.allCases { regions[region] = sampler.reading(of: [region]) }
        guard let (site, siteRegions) = Self.site(in: regions, sampler: sampler) else { return nil }
        regions[.neck] = Self.neck(of: patch, like: site)
        self.init(
            regions: regions, site: site, siteRegions: siteRegions, patches: sampler.patches,
            lip: Self.lips(of: patch), brow: Self.brows(of: patch), hair: Self.hair(of: patch, unlike: site))
    }

    /// The regions the belief stands on: jaw and lower cheek, unless a beard or shade hides them.
    private static func site(
        in regions: [SkinRegion: RegionReading], sampler: SkinSampler
    ) -> (RegionReading, [SkinRegion])? {
        // A beard leaves few smooth pixels, and those are darker and greyer than the cheek above. Shading alone takes
        // chroma and lightness down together, so that chroma over L* + 16 stays.
        func isHidden(_ region: SkinRegion, comparedWith other: RegionReading?) -> Bool {
            guard let reading = regions[region], reading.keptShare > 0.3 else { return true }
            guard let other else { return false }
            return reading.lab.xyz.y < 0.8 * other.lab.xyz.y
                && reading.lab.saturation < 0.75 * other.lab.saturation
        }
        let cheeks = sampler.reading(of: [.rightCheek, .leftCheek])
        let candidates: [[SkinRegion]]
        if isHidden(.lowerCheek, comparedWith: cheeks) {
            candidates = [[.rightCheek, .leftCheek, .forehead]]
        } else if isHidden(.jaw, comparedWith: regions[.lowerCheek]) {
            candidates = [[.lowerCheek]]
        } else {
            candidates = [SkinRegion.site]
        }
        for choice in candidates + [[.rightCheek, .leftCheek], [.forehead], SkinRegion.allCases] {
            if let reading = sampler.reading(of: choice) {
                return (reading, choice == SkinRegion.allCases ? choice.filter { regions[$0] != nil } : choice)
            }
        }
        return nil
    }

    /// Skin-coloured pixels below the chin, along the face's own axis.
    private static func neck(of patch: FacePatch, like site: RegionReading) -> RegionReading? {
        let outlines = SkinRegion.neck.outlines(on: patch.landmarks)
        let colors = patch.colors(at: patch.mask(outlines).indices)
        // The chin's shadow takes light away; hue and saturation stay.
        let skin = SkinColors(like: site.lab, light: 0.2...1.7, saturation: 0.6...(.infinity), hueCosine: 0.970)
        return reading(of: colors, moreThan: 0.35) { skin.contains(colors[$0]) }
    }

    private static func lips(of patch: FacePatch) -> RegionReading? {
        var mask = patch.mask([patch.landmarks.ring(FaceTemplate.outerLips, grownBy: 0.92)])
        mask.fill(patch.landmarks.ring(FaceTemplate.innerLips, grownBy: 1.1), with: 0)
        return reading(of: patch.colors(at: mask.indices)) { _ in true }
    }

    /// The darker half of what the brows' outlines enclose: hairs, not the skin between them.
    private static func brows(of patch: FacePatch) -> RegionReading? {
        let outlines = [FaceTemplate.rightBrow, FaceTemplate.leftBrow].map { patch.landmarks.ring($0) }
        let colors = patch.colors(at: patch.mask(outlines).indices)
        guard let middle = colors.lightness.quantile(0.5) else { return nil }
        return reading(of: colors) { colors.lightness[$0] <= middle }
    }

    /// What lies above the forehead and is not skin; `nil` when that is out of view, mostly skin, or as plain as a wall.
    ///
    /// The mesh ends near the hairline, and foreheads may go on far above it: of some bands, each a little higher than
    /// the one before, the lowest counts that is mostly no skin. Above a shaved head that may be what is behind it.
    private static func hair(of patch: FacePatch, unlike site: RegionReading) -> RegionReading? {
        let axes = FaceAxes(patch.landmarks)
        let skin = SkinColors(like: site.lab, light: 0.5...1.6, saturation: 0.75...1.33, hueCosine: 0.978)
        // Foreheads shine.
        let shine = SkinColors(like: site.lab, light: 1.25...5, saturation: 0.2...1.2, hueCosine: 0.94)
        for band in 0..<4 {
            let bottom = -0.05 - 0.07 * Double(band)
            let outline = [(-0.32, bottom), (0.32, bottom), (0.26, bottom - 0.12), (-0.26, bottom - 0.12)].map {
                axes.point(from: axes.top, right: $0.0, down: $0.1)
            }
            let colors = patch.colors(at: patch.mask([outline]).indices)
            let others = (0..<colors.count).filter { !skin.contains(colors[$0]) && !shine.contains(colors[$0]) }
            let kept = colors.gathered(at: others)
            guard Double(kept.count) > 0.6 * Double(colors.count),
                let hair = RegionReading(of: kept, in: 0..<kept.count, among: colors.count)
            else { continue }
            let middle = Float(hair.lab.lightness)
            let strays = kept.lightness.map { abs($0 - middle) }.quantile(0.5) ?? 0
            return strays > 0.014 * (middle + 16) ? hair : nil
        }
        return nil
    }

    /// Reads those colours whose index a condition holds for; `nil` when they are too few, or no more than a share.
    private static func reading(
        of colors: LabPlanes, moreThan share: Double = 0, where holds: (Int) -> Bool
    ) -> RegionReading? {
        let kept = colors.gathered(at: (0..<colors.count).filter(holds))
        guard Double(kept.count) > share * Double(colors.count) else { return nil }
        return RegionReading(of: kept, in: 0..<kept.count, among: colors.count)
    }
}

/// Colours that may be one skin under more or less of the same light. Asked of every pixel of a region, so nothing in
/// it takes a root or divides.
private struct SkinColors {
    private let lightness: ClosedRange<Double>
    /// Squares of the least and greatest chroma over L* + 16.
    private let saturation: ClosedRange<Double>
    private let direction: SIMD2<Double>
    private let squaredCosine: Double

    /// - Parameters:
    ///   - light: times the light of `color`.
    ///   - saturation: times the saturation of `color`.
    ///   - hueCosine: of the widest angle between hues.
    init(like color: Lab<D65>, light: ClosedRange<Double>, saturation: ClosedRange<Double>, hueCosine: Double) {
        let y = color.xyz.y
        func lightness(_ share: Double) -> Double { XYZ<D65>(x: 0, y: share * y, z: 0).lab.lightness }
        self.lightness = lightness(light.lowerBound)...lightness(light.upperBound)
        let own = max(color.saturation, 1e-3)
        func square(_ share: Double) -> Double { share * own * share * own }
        self.saturation = square(saturation.lowerBound)...square(saturation.upperBound)
        direction = color.chroma < 1e-9 ? .zero : SIMD2(color.a, color.b) / color.chroma
        // A colour without chroma has no hue to keep to: with no direction either, 0 lets every hue pass.
        squaredCosine = color.chroma < 1e-9 ? 0 : hueCosine * hueCosine
    }

    func contains(_ lab: Lab<D65>) -> Bool {
        guard lightness.contains(lab.lightness) else { return false }
        let squaredChroma = lab.a * lab.a + lab.b * lab.b
        let scale = (lab.lightness + 16) * (lab.lightness + 16)
        guard squaredChroma >= saturation.lowerBound * scale, squaredChroma <= saturation.upperBound * scale else {
            return false
        }
        let along = lab.a * direction.x + lab.b * direction.y
        return along >= 0 && along * along >= squaredCosine * squaredChroma
    }
}

extension Lab {
    /// Chroma over L* + 16, which light and shade leave as it is.
    var saturation: Double { chroma / (lightness + 16) }
}
