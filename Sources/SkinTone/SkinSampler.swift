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
    /// ln(light) below the face's median at which a pixel of the same chromaticity counts as shade: 0.45 is −0.65 EV.
    static let shadeDepth: Float = 0.45
    /// ln(light) above it at which a greyer pixel counts as shine.
    static let shineHeight: Float = 0.25
    /// Change of ln(red/green) or ln(blue/green) from which on smooth skin counts as pigment of its own.
    static let pigmentStep: Float = 0.22
    /// Smallest share of the facial skin that is reported as a patch.
    static let patchShare = 0.06
    /// Fewest pixels a region is read from.
    static let fewestPixels = 24

    let patch: FacePatch
    /// Region of each pixel: 0 outside, 1 + index into `SkinRegion.allCases`.
    private(set) var labels: [UInt8]
    /// Pixels of the labelled skin, before rejection.
    private(set) var skinPixels = 0
    /// Share of them with a clipped channel.
    private(set) var clippedShare = 0.0
    private(set) var patches: [PigmentPatch] = []
    /// 1 where a labelled pixel was kept.
    private(set) var kept: [UInt8]

    init?(_ patch: FacePatch) {
        self.patch = patch
        labels = Self.regionLabels(of: patch)
        kept = [UInt8](repeating: 0, count: labels.count)
        let skin = labels.indices.filter { labels[$0] != 0 }
        skinPixels = skin.count
        guard skin.count >= 4 * Self.fewestPixels else { return nil }
        reject(from: skin)
    }

    private static func regionLabels(of patch: FacePatch) -> [UInt8] {
        var map = PixelMask(width: patch.width, height: patch.height)
        for (index, region) in SkinRegion.allCases.enumerated() {
            for outline in region.outlines { map.fill(patch.ring(outline), with: UInt8(index + 1)) }
        }
        for (hole, growth) in [
            (FaceTemplate.rightEye, Float(1.5)), (FaceTemplate.leftEye, 1.5), (FaceTemplate.rightBrow, 1.25),
            (FaceTemplate.leftBrow, 1.25), (FaceTemplate.outerLips, 1.12),
        ] {
            map.fill(scaled(patch.ring(hole), by: growth), with: 0)
        }
        return map.bytes
    }

    private mutating func reject(from skin: [Int]) {
        let (width, height) = (patch.width, patch.height)
        let pixels = patch.image.pixels
        let light = patch.logarithms.green
        let radius = max(1, Int(Self.textureRadius * min(patch.landmarks.box.width, FacePatch.faceWidth)))
        let smoothLight = boxBlurred(light, width: width, height: height, radius: radius)
        var redness = [Float](repeating: 0, count: light.count)
        var blueness = redness
        for index in light.indices {
            redness[index] = patch.logarithms.red[index] - light[index]
            blueness[index] = patch.logarithms.blue[index] - light[index]
        }
        redness = boxBlurred(redness, width: width, height: height, radius: 2)
        blueness = boxBlurred(blueness, width: width, height: height, radius: 2)

        var clipped = 0
        var clean: [Int] = []
        clean.reserveCapacity(skin.count)
        for index in skin {
            let channels = (pixels[3 * index], pixels[3 * index + 1], pixels[3 * index + 2])
            let brightest = max(channels.0, channels.1, channels.2)
            if brightest >= 252 { clipped += 1 } else if brightest > 6 { clean.append(index) }
        }
        clippedShare = Double(clipped) / Double(skin.count)

        let texture = clean.map { abs(light[$0] - smoothLight[$0]) }
        let spread = min(max(1.4826 * (texture.quantile(0.5) ?? 0), 0.02), 0.08)
        let smooth = zip(clean, texture).filter { $0.1 <= Self.textureLimit * spread }.map(\.0)
        guard let centreLight = smooth.map({ light[$0] }).quantile(0.5),
            let centreRed = smooth.map({ redness[$0] }).quantile(0.5),
            let centreBlue = smooth.map({ blueness[$0] }).quantile(0.5)
        else { return }

        var pigment: [Int] = []
        for index in smooth {
            let lighter = smoothLight[index] - centreLight
            let redder = redness[index] - centreRed
            let bluer = blueness[index] - centreBlue
            // Melanin darkens and reddens together, by about 0.35 of ln(red/green) a unit of ln(light); shade does not.
            if lighter < -Self.shadeDepth, redder < 0.2 * -lighter { continue }
            if lighter > Self.shineHeight, redder < -0.08, bluer > 0.04 {
                pigment.append(index)
                continue
            }
            if max(abs(redder), abs(bluer)) > Self.pigmentStep { pigment.append(index) } else { kept[index] = 1 }
        }
        patches = PigmentAreas(
            candidates: pigment, isSmooth: smooth, labels: labels, width: width,
            fewest: max(Self.fewestPixels, Int(Self.patchShare * Double(skinPixels)))
        ).patches(in: patch.lab)
    }
}

extension SkinSampler {
    /// Reads the kept pixels of some regions together; `nil` when too few are left.
    func reading(of regions: [SkinRegion]) -> RegionReading? {
        var wanted = [Bool](repeating: false, count: SkinRegion.allCases.count + 1)
        for region in regions { wanted[SkinRegion.allCases.firstIndex(of: region)! + 1] = true }
        var mask = [UInt8](repeating: 0, count: labels.count)
        var total = 0
        for index in labels.indices where wanted[Int(labels[index])] {
            total += 1
            mask[index] = kept[index]
        }
        return Self.reading(of: patch, mask: mask, total: total)
    }

    static func reading(of patch: FacePatch, mask: [UInt8], total: Int) -> RegionReading? {
        guard let statistics = patch.lab.statistics(where: mask), statistics.count >= fewestPixels else { return nil }
        return RegionReading(
            lab: statistics.median, covariance: statistics.covariance, pixels: statistics.count,
            keptShare: Double(statistics.count) / Double(max(total, 1)))
    }
}
