import ColorScience

/// How far the forehead's skin goes up: to the hair, a fringe, a cap, a scarf.
struct ForeheadReach {
    /// For each cell from the brows up, 1 where skin leads to it from there.
    let shares: [Float]

    /// What the face below the brows tells of the skin above.
    struct Lower {
        /// Luminance that skin above may have.
        let luminance: [Float]
        private let colors: Colors?
        /// Of each cell, see `FaceCells.ratios`.
        private let ratios: [SIMD2<Float>]

        init(_ cells: FaceCells, isCore: [Bool], around: [Float], weights: [Float], level: Float) {
            let own = weights.indices.map { cells.heights[$0] < 0.05 ? weights[$0] : 0 }
            // From as nearby as any is, so that light from one side stays on its side.
            luminance = cells.luminance(weightedBy: own, over: [0.12, 0.06, 0.03], otherwise: level)
            ratios = cells.ratios
            colors = Colors(
                (0..<cells.count).filter {
                    isCore[$0] && cells.heights[$0] < 0 && cells.luminance[$0] > 0.3 * around[$0]
                }.map { [ratios] in ratios[$0] })
        }

        /// 1 where a cell's colour is one that the skin below has.
        func likeness(of cell: Int, _ cells: FaceCells) -> Float {
            guard let colors, cells.luminance[cell] < 1.35 * luminance[cell] else { return 1 }
            return 1 - smoothstep(3, 4.5, colors.distance(to: ratios[cell]))
        }
    }

    /// - Parameters:
    ///   - hue: See `SkinCells`.
    ///   - rough: 1 where cells differ more than skin's do.
    init(_ cells: FaceCells, hue: [Float], rough: [Float], from lower: Lower) {
        func brightness(_ cell: Int) -> Float { cells.luminance[cell] / lower.luminance[cell] }
        let isSkin = hue.indices.map { cell -> Bool in
            guard cells.heights[cell] > -0.4, cells.outline[cell] > 0.01, hue[cell] > 0.5 else { return false }
            let bright = smoothstep(0.4, 0.6, brightness(cell))
            return (1 - rough[cell]) * bright * lower.likeness(of: cell, cells) > 0.5
        }
        var reached = [Float](repeating: 0, count: cells.count)
        var open = hue.indices.filter { cells.mesh[$0] > 0.5 && isSkin[$0] && cells.heights[$0] < 0.05 }
        for cell in open { reached[cell] = 1 }
        while let cell = open.popLast() {
            cells.forEachNeighbour(of: cell) { next in
                // Brows are no skin, but lead there.
                guard reached[next] == 0, isSkin[next] || cells.brows[next] > 0.3 else { return }
                reached[next] = 1
                open.append(next)
            }
        }
        for cell in reached.indices where !isSkin[cell] { reached[cell] = 0 }
        // What borders on hair is rough as far as roughness is averaged, two cells and the one between; strands that hang
        // in there are dark beside the skin, which is asked of pixels. Holes, such as where a shadow's edge is rough, are
        // none.
        let filled = cells.narrowed(cells.widened(reached, by: 6), by: 3)
        let wide = cells.blurred(filled, radius: 1, times: 2)
        shares = wide.indices.map { cell in
            guard wide[cell] > 0 else { return 0 }
            // A bald head's skin has no end: a foundation fades there.
            let fading = 1 - smoothstep(1.6, 2.1, cells.heights[cell])
            return wide[cell] * fading * smoothstep(0.35, 0.55, brightness(cell))
        }
    }
}

/// How some colours spread around their mean.
private struct Colors {
    private let mean: SIMD2<Float>
    /// Of the inverse covariance: xx, yy, xy.
    private let inverse: SIMD3<Float>

    /// - Returns: `nil` when there are too few to say.
    init?(_ colors: [SIMD2<Float>]) {
        guard colors.count >= 30 else { return nil }
        let mean = colors.reduce(.zero, +) / Float(colors.count)
        let sums = colors.reduce(SIMD3<Float>.zero) {
            let d = $1 - mean
            return $0 + SIMD3(d.x * d.x, d.y * d.y, d.x * d.y)
        }
        // Skin of one colour still differs from cheek to forehead.
        let covariance = sums / Float(colors.count) + SIMD3(0.06 * 0.06, 0.09 * 0.09, 0)
        let determinant = covariance.x * covariance.y - covariance.z * covariance.z
        self.mean = mean
        inverse = SIMD3(covariance.y, covariance.x, -covariance.z) / determinant
    }

    /// In standard deviations.
    func distance(to color: SIMD2<Float>) -> Float {
        let d = color - mean
        return max(d.x * d.x * inverse.x + d.y * d.y * inverse.y + 2 * d.x * d.y * inverse.z, 0).squareRoot()
    }
}
