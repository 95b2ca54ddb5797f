import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// Finds, in a face patch, the pixels that show skin, and reads each region from them.
///
/// Pixels go for one of four reasons: clipped channels, texture (hairs, stubble, rims of glasses, small highlights),
/// shade (darker at the same chromaticity) and shine (lighter and greyer). Smooth areas of another chromaticity are
/// pigment: they leave the region's median but come back as `PigmentPatch` when they are large.
struct SkinSampler {
    /// Window of the local mean that texture is measured against, as a share of the face's width.
    static let textureRadius: Float = 0.03
    /// Deviations in ln(light) beyond which a pixel counts as texture; in multiples of the face's own robust spread.
    static let textureLimit: Float = 2.5
    /// ln(light) below the face's median at which a pixel counts as shade: 1.4 is −2 EV, and 0.45, −0.65 EV, where its
    /// chromaticity is another. The darker half of a face that is lit from one side is none: exposure goes by both
    /// halves, and so must the reading.
    static let shadeDepth: (same: Float, other: Float) = (1.4, 0.45)
    /// ln(light) above it at which a greyer pixel counts as shine.
    static let shineHeight: Float = 0.25
    /// Change of ln(red/green) or ln(blue/green) from which on smooth skin counts as pigment of its own.
    static let pigmentStep: Float = 0.22
    /// ln(red/green) that melanin adds a unit of ln(light) it takes away is about 0.35; shade adds none. Half-way lies
    /// the border between the two.
    static let melaninSlope: Float = 0.2
    /// Smallest share of the facial skin that is reported as a patch.
    static let patchShare = 0.06
    /// Fewest pixels a region is read from.
    static let fewestPixels = 24

    let patch: FacePatch
    private(set) var patches: [PigmentPatch] = []
    /// The face's pixels as the capture gate looks at them; `nil` where there is hardly any skin.
    private(set) var surface: SkinSurface?
    /// The kept pixels' colours, by `SkinRegion.part`.
    private var colors = LabPlanes(count: 0)
    /// Where each part's colours lie among them, and how many pixels it had before rejection.
    private var places = [Range<Int>](repeating: 0..<0, count: SkinRegion.partCount)
    private var totals = [Int](repeating: 0, count: SkinRegion.partCount)
    private var clipped = [Int](repeating: 0, count: SkinRegion.partCount)

    init?(_ patch: FacePatch) {
        self.patch = patch
        let radius = max(1, Int(Self.textureRadius * patch.landmarks.box.width))
        let labels = Self.regionLabels(of: patch, margin: max(radius, 2))
        guard labels.frame.width > 0, labels.frame.height > 0 else { return nil }
        let face = patch.image.cropped(to: labels.frame)
        var skin = FacialSkin(of: face, labels: labels.bytes)
        totals = skin.totals
        guard skin.places.count >= 4 * Self.fewestPixels else { return nil }
        skin.takeOutClipped(fewest: Self.fewestPixels)
        clipped = skin.clipped
        let ratios = LogRatios(of: face, radius: radius)
        surface = SkinSurface(
            landmarks: patch.landmarks, frame: labels.frame, skin: skin, ratios: ratios)
        reject(from: skin, ratios)
    }

    /// `SkinRegion.label` of each pixel, 0 outside.
    private static func regionLabels(of patch: FacePatch, margin: Int) -> PixelMask {
        let outlines = SkinRegion.allCases.flatMap { region in
            region.outlines.enumerated().map {
                (label: region.label(ofOutline: $0), ring: patch.landmarks.ring($1))
            }
        }
        var map = PixelMask(
            around: outlines.map(\.ring), margin: margin, width: patch.width, height: patch.height)
        for (label, ring) in outlines { map.fill(ring, with: label) }
        for (hole, growth) in [
            (FaceTemplate.rightEye, Float(1.5)), (FaceTemplate.leftEye, 1.5), (FaceTemplate.rightBrow, 1.25),
            (FaceTemplate.leftBrow, 1.25), (FaceTemplate.outerLips, 1.12),
        ] {
            map.fill(patch.landmarks.ring(hole, grownBy: growth), with: 0)
        }
        return map
    }

    private mutating func reject(from skin: FacialSkin, _ ratios: LogRatios) {
        let texture = ratios.texture(at: skin.places)
        let spread = min(max(1.4826 * (texture.quantile(0.5) ?? 0), 0.02), 0.08)
        let smooth = skin.smooth(texture: texture, limit: Self.textureLimit * spread)
        let values = ratios.smooth(at: smooth)
        guard let light = values.light.quantile(0.5), let redness = values.redness.quantile(0.5),
            let blueness = values.blueness.quantile(0.5)
        else { return }

        let skinPixels = totals.reduce(0, +)
        let parts = skin.parts(of: smooth) { place in
            let lighter = values.light[place] - light
            let redder = values.redness[place] - redness
            let bluer = values.blueness[place] - blueness
            let isShine = lighter > Self.shineHeight && redder < -0.08 && bluer > 0.04
            let isOther = isShine || max(abs(redder), abs(bluer)) > Self.pigmentStep
            let depth = isOther ? Self.shadeDepth.other : Self.shadeDepth.same
            let isShade = lighter < -depth && redder < Self.melaninSlope * -lighter
            return isShade ? .shade : isOther ? .other : .skin
        }
        places = parts.ranges
        colors = LabPlanes(srgb8: skin.image.pixels, at: parts.skin)
        patches = PigmentAreas(
            candidates: parts.other, isSmooth: smooth, labels: skin.labels, skinPixels: skinPixels,
            width: skin.image.width, fewest: max(Self.fewestPixels, Int(Self.patchShare * Double(skinPixels))),
            skin: LinearSRGB(
                red: exponential(Double(light + redness)), green: exponential(Double(light)),
                blue: exponential(Double(light + blueness)))
        ).patches(in: skin.image)
    }
}

extension SkinSampler {
    /// Of some regions' pixels, the share with a channel at its upper limit, 0...1.
    func clippedShare(of regions: [SkinRegion]) -> Double {
        let parts = regions.flatMap { SkinRegion.parts(of: [$0]) }
        return Double(parts.reduce(0) { $0 + clipped[$1] }) / Double(max(parts.reduce(0) { $0 + totals[$1] }, 1))
    }

    /// Kept pixels that one of them stands for at most, where others of its part are left out.
    private static let most = 3

    /// Reads the kept pixels of some regions together, neighbours in the order of `SkinRegion.allCases`; `nil` when too
    /// few are left.
    ///
    /// Each side of the face counts for its area, however many of its pixels are kept: on a face lit from one side the
    /// median lies between two peaks, and would jump from one to the other as more of this or that side is left out.
    func reading(of regions: [SkinRegion]) -> RegionReading? {
        let parts = SkinRegion.parts(of: regions)
        let (kept, total) = (places[parts].reduce(0) { $0 + $1.count }, totals[parts].reduce(0, +))
        guard kept >= Self.fewestPixels else { return nil }
        let weights = parts.map { min(totals[$0], Self.most * places[$0].count) }
        let count = Double(min(kept, RegionReading.sampleSize)) / Double(weights.reduce(0, +))
        let indices = zip(places[parts], weights).flatMap { place, weight in
            let own = Int((Double(weight) * count).rounded())
            return (0..<own).map { place.lowerBound + $0 * place.count / own }
        }
        let sample = colors.gathered(at: indices)
        guard let lab = sample.median(of: 0..<sample.count) else { return nil }
        return RegionReading(lab: lab, pixels: kept, keptShare: Double(kept) / Double(max(total, 1)))
    }
}

extension RegionReading {
    /// Larger regions are read from about this many of their pixels, evenly spread: what more would change is far
    /// below one level.
    static let sampleSize = 4_096

    /// Reads some of the colours at hand; `nil` when they are too few.
    init?(of colors: LabPlanes, in range: Range<Int>, among total: Int) {
        guard range.count >= SkinSampler.fewestPixels,
            let lab = colors.median(of: range, step: max(1, range.count / Self.sampleSize))
        else { return nil }
        self.init(lab: lab, pixels: range.count, keptShare: Double(range.count) / Double(max(total, 1)))
    }
}
