import ColorKernels
import ColorScience
import Imaging

/// Joins smooth pixels of another chromaticity into areas and keeps those that are pigment.
///
/// Light and pigment colour skin in the same directions: a highlight looks like vitiligo, a warm shadow like a
/// birthmark. But light fades over a distance and falls off within, where pigment ends at an edge and is even; and
/// shine adds the same to all three channels, where missing pigment gives back most in the blue or least.
struct PigmentAreas {
    /// Share of the rim that must be an edge rather than a fade.
    static let edgeShare = 0.75
    /// Largest range of L* within pigment, from its lowest to its highest tenth.
    static let evenness: Float = 11
    /// Blue over red of the light that an area has more than the skin, where that counts as shine: about 1 under
    /// white light, less or more under coloured light.
    static let shine = 0.5...1.4
    /// Light over the skin's from which on an even area is too light for shine: missing pigment, on deep skin.
    static let lightestShine = 2.7

    let candidates: [Int32]
    /// Pixels without texture; an edge is where an area meets pixels that are not among them.
    let isSmooth: [Int32]
    /// `SkinRegion.label` of each pixel, 0 outside the skin.
    let labels: [UInt8]
    /// How many have one.
    let skinPixels: Int
    let width: Int
    /// Smallest area, in pixels.
    let fewest: Int
    /// The skin around, in linear light.
    let skin: LinearSRGB

    /// Patches, largest first.
    func patches(in image: RGBImage) -> [PigmentPatch] {
        guard candidates.count >= fewest else { return [] }
        var smooth = [Bool](repeating: false, count: labels.count)
        for index in isSmooth { smooth[Int(index)] = true }
        var open = [Bool](repeating: false, count: labels.count)
        for index in candidates { open[Int(index)] = true }
        var patches: [PigmentPatch] = []
        for seed in candidates where open[Int(seed)] {
            let area = connected(to: seed, in: &open)
            guard area.count >= fewest else { continue }
            let colors = LabPlanes(srgb8: image.pixels, at: area)
            guard isEven(colors), hasEdge(area, smooth: smooth) else { continue }
            var counts = [Int](repeating: 0, count: SkinRegion.allCases.count)
            for index in area { counts[SkinRegion.index(of: labels[Int(index)])] += 1 }
            guard let median = colors.median(of: 0..<colors.count), !isShine(median.xyz.linearSRGB) else { continue }
            let region = SkinRegion.allCases[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
            patches.append(
                PigmentPatch(
                    lab: median, share: Double(area.count) / Double(skinPixels), region: region))
        }
        return patches.sorted { $0.share > $1.share }
    }

    /// Takes one area out of `open` and returns its pixels.
    private func connected(to seed: Int32, in open: inout [Bool]) -> [Int32] {
        open[Int(seed)] = false
        var area = [seed]
        var next = 0
        while next < area.count {
            forEachNeighbour(of: Int(area[next])) { neighbour in
                guard open[neighbour] else { return }
                open[neighbour] = false
                area.append(Int32(truncatingIfNeeded: neighbour))
            }
            next += 1
        }
        return area
    }

    private func isEven(_ colors: LabPlanes) -> Bool {
        guard let low = colors.lightness.quantile(0.1), let high = colors.lightness.quantile(0.9) else { return false }
        return high - low <= Self.evenness
    }

    private func isShine(_ color: LinearSRGB) -> Bool {
        let red = color.red - skin.red
        guard red > 0 else { return false }
        let ratio = (color.blue - skin.blue) / red
        return Self.shine.contains(ratio) && color.green < Self.lightestShine * skin.green
    }

    private func hasEdge(_ area: [Int32], smooth: [Bool]) -> Bool {
        var (edges, fades) = (0, 0)
        var inside = [Bool](repeating: false, count: labels.count)
        for index in area { inside[Int(index)] = true }
        for index in area {
            forEachNeighbour(of: Int(index)) { neighbour in
                if labels[neighbour] == 0 || inside[neighbour] { return }
                if smooth[neighbour] { fades += 1 } else { edges += 1 }
            }
        }
        return Double(edges) >= Self.edgeShare * Double(max(edges + fades, 1))
    }

    @inline(__always)
    private func forEachNeighbour(of index: Int, _ body: (Int) -> Void) {
        let column = index % width
        if column > 0 { body(index - 1) }
        if column < width - 1 { body(index + 1) }
        if index >= width { body(index - width) }
        if index + width < labels.count { body(index + width) }
    }
}
