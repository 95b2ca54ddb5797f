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
    /// ln(red/green) that melanin adds a unit of ln(light) it takes away is about 0.35; shade adds none. Half-way lies
    /// the border between the two.
    static let melaninSlope: Float = 0.2
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
    /// Pixels kept, and pixels before rejection, region by region in the order of `SkinRegion.allCases`.
    private var kept = [[Int]](repeating: [], count: SkinRegion.allCases.count)
    private var totals = [Int](repeating: 0, count: SkinRegion.allCases.count)

    init?(_ patch: FacePatch) {
        self.patch = patch
        let map = Self.regionLabels(of: patch)
        labels = map.bytes
        let skin = map.indices
        for index in skin { totals[Int(labels[index]) - 1] += 1 }
        skinPixels = skin.count
        guard skin.count >= 4 * Self.fewestPixels else { return nil }
        reject(from: skin)
    }

    private static func regionLabels(of patch: FacePatch) -> PixelMask {
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
        return map
    }

    private mutating func reject(from skin: [Int]) {
        let pixels = patch.image.pixels
        let radius = max(1, Int(Self.textureRadius * patch.landmarks.box.width))
        let window = LogRatioWindow(of: patch.image, around: skin, radius: radius)

        var clipped = 0
        var clean: [Int] = []
        clean.reserveCapacity(skin.count)
        pixels.withUnsafeBufferPointer { pixels in
            for index in skin {
                let brightest = max(pixels[3 * index], pixels[3 * index + 1], pixels[3 * index + 2])
                if brightest >= 252 { clipped += 1 } else if brightest > 6 { clean.append(index) }
            }
        }
        clippedShare = Double(clipped) / Double(skin.count)
        // A face that is white or black all over is read as it is: the capture gate then says what is wrong with it.
        if clean.count < Self.fewestPixels { clean = skin }

        let values = window.values(at: clean)
        let spread = min(max(1.4826 * (values.texture.quantile(0.5) ?? 0), 0.02), 0.08)
        let smooth = clean.indices.filter { values.texture[$0] <= Self.textureLimit * spread }
        guard let light = smooth.map({ values.light[$0] }).quantile(0.5),
            let redness = smooth.map({ values.redness[$0] }).quantile(0.5),
            let blueness = smooth.map({ values.blueness[$0] }).quantile(0.5)
        else { return }

        var pigment: [Int] = []
        for place in smooth {
            let index = clean[place]
            let lighter = values.light[place] - light
            let redder = values.redness[place] - redness
            let bluer = values.blueness[place] - blueness
            let isShade = lighter < -Self.shadeDepth && redder < Self.melaninSlope * -lighter
            let isShine = lighter > Self.shineHeight && redder < -0.08 && bluer > 0.04
            if isShade { continue }
            if isShine || max(abs(redder), abs(bluer)) > Self.pigmentStep {
                pigment.append(index)
            } else {
                kept[Int(labels[index]) - 1].append(index)
            }
        }
        patches = PigmentAreas(
            candidates: pigment, isSmooth: smooth.map { clean[$0] }, labels: labels, width: patch.width,
            fewest: max(Self.fewestPixels, Int(Self.patchShare * Double(skinPixels))),
            skin: LinearSRGB(
                red: exponential(Double(light + redness)), green: exponential(Double(light)),
                blue: exponential(Double(light + blueness)))
        ).patches(in: patch.lab)
    }
}

extension SkinSampler {
    /// Reads the kept pixels of some regions together; `nil` when too few are left.
    func reading(of regions: [SkinRegion]) -> RegionReading? {
        var (indices, total): ([Int], Int) = ([], 0)
        for (place, region) in SkinRegion.allCases.enumerated() where regions.contains(region) {
            indices += kept[place]
            total += totals[place]
        }
        return RegionReading(of: indices, among: total, in: patch)
    }
}

extension RegionReading {
    /// Larger regions are read from at least this many of their pixels, evenly spread: what more would change is far
    /// below one level.
    static let sampleSize = 4_096

    /// Reads some pixels of a patch; `nil` when they are too few.
    init?(of indices: [Int], among total: Int, in patch: FacePatch) {
        guard indices.count >= SkinSampler.fewestPixels else { return nil }
        let step = max(1, indices.count / Self.sampleSize)
        let sample = stride(from: 0, to: indices.count, by: step).map { indices[$0] }
        guard let statistics = patch.lab.gathered(at: sample).statistics() else { return nil }
        self.init(
            lab: statistics.median, covariance: statistics.covariance, pixels: indices.count,
            keptShare: Double(indices.count) / Double(max(total, 1)))
    }
}
