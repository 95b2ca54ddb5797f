import ColorKernels
import ColorScience

/// Which cells of a face are its own skin, and what light falls there.
///
/// Three things tell: the colour, which shade hardly changes; darkness beside the skin around, as light changes slowly
/// over it; and, up from the brows, whether skin leads there. Below the brows the mesh says where the face is, so that
/// what is dark but of skin's colour is skin in the shade. Above them hair may hang in or end anywhere: there a place is
/// skin that can be reached from the brows over nothing darker, rougher or of another colour.
///
/// Numbers are this project's own, chosen on the shared photographs and on drawn faces with fringes, beards, caps and
/// scarves, and looked at there.
struct SkinCells {
    /// 1 where a cell's colour may be skin's, whatever light falls there.
    let hue: [Float]
    /// 1 where a cell may be the face's own skin.
    let likeness: [Float]
    /// Luminance around, of skin alone.
    let shading: [Float]

    /// - Complexity: O(cells × (5 + their number in 12 % of the face's width) / 8).
    init(_ cells: FaceCells, in light: PhotoLight) {
        let level = Float(light.luminance)
        let hue = Self.hue(of: cells, in: light)
        let features = zip(cells.openings, cells.brows).map { max($0, $1) }
        let isCore = hue.indices.map { cells.mesh[$0] > 0.99 && features[$0] < 0.01 && hue[$0] > 0.5 }

        let roughness = cells.roughness
        let usual = max(isCore.indices.filter { isCore[$0] }.map { roughness[$0] }.quantile(0.5) ?? 0, 0.012)
        let rough = roughness.map { smoothstep(2.5, 5, $0 / usual) }

        // Skin in the mesh, and how light it is around there: what is let in shows how light the next is. What is both
        // dark and rough, as a beard is, shows nothing.
        let sure = hue.indices.map { hue[$0] * cells.mesh[$0] * (1 - features[$0]) }
        var weights = sure.indices.map { sure[$0] * smoothstep(0.3, 0.5, cells.luminance[$0] / level) }
        var around: [Float] = []
        var (known, before) = (weights.reduce(0, +), Float(0))
        // From the lit side of a face into its shade takes some steps, each of 10 % of its width.
        for _ in 0..<10 where known > 1.005 * before || around.isEmpty {
            around = cells.wideLuminance(
                weightedBy: weights, radius: cells.radius(0.05), times: 2, otherwise: level)
            weights = sure.indices.map { cell in
                guard sure[cell] > 0 else { return 0 }
                let bright = cells.luminance[cell] / around[cell]
                let hair = rough[cell] * (1 - smoothstep(0.4, 0.7, bright))
                return sure[cell] * smoothstep(0.28, 0.5, bright) * (1 - hair)
            }
            (known, before) = (weights.reduce(0, +), known)
        }
        let lower = ForeheadReach.Lower(cells, isCore: isCore, around: around, weights: weights, level: level)
        let reach = ForeheadReach(cells, hue: hue, rough: rough, from: lower)

        let likeness = hue.indices.map { cell -> Float in
            guard hue[cell] > 0 else { return 0 }
            // In eyes and lips all is left to the outlines that cut them out.
            let isOpen = cells.openings[cell] > 0.05
            let bright = isOpen ? 1 : smoothstep(0.15, 0.35, cells.luminance[cell] / around[cell])
            let upper = smoothstep(-0.05, 0.2, cells.heights[cell]) * (1 - cells.brows[cell])
            return hue[cell] * ((1 - upper) * bright + upper * reach.shares[cell])
        }
        let own = likeness.indices.map { cell -> Float in
            let upper = smoothstep(-0.05, 0.2, cells.heights[cell])
            let below = weights[cell] * (1 - upper)
            return max(below, upper * likeness[cell] * cells.outline[cell] * (1 - features[cell]))
        }
        (self.hue, self.likeness) = (hue, likeness)
        shading = cells.luminance(weightedBy: own, radius: cells.radius(0.03), times: 2) { around[$0] }
    }

    /// By `SkinHue`.
    private static func hue(of cells: FaceCells, in light: PhotoLight) -> [Float] {
        let (seen, level) = (light.seen, Float(light.luminance))
        let red = Float(max(seen.red, 1e-4) / max(seen.green, 1e-4))
        let blue = Float(max(seen.blue, 1e-4) / max(seen.green, 1e-4))
        return (0..<cells.count).map { cell in
            guard cells.openings[cell] <= 0.05 else { return 1 }
            let green = max(cells.green[cell], 1e-4)
            let r = max(cells.red[cell] / green / red, 0.01)
            let b = max(cells.blue[cell] / green / blue, 0.01)
            let redFar = max(SkinHue.red.lowerBound / r, r / SkinHue.red.upperBound)
            let isHighlight = cells.luminance[cell] > SkinHue.highlight * level
            let blueFar = isHighlight ? 0 : max(SkinHue.blue.lowerBound / b, b / SkinHue.blue.upperBound)
            return 1 - smoothstep(1, SkinHue.end, max(redFar, blueFar))
        }
    }
}
