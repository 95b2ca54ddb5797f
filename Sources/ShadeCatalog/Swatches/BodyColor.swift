import ColorKernels
import ColorScience

/// The colour of a body seen under one light: where lit, shaded and glaring pixels of it are densest.
///
/// Shade and glare move a body's pixels along a line; most of a flat or gently rounded body sees the light about
/// head-on, and density peaks there. The tails, however long, do not move the peak.
struct BodyColor {
    var lab: Lab<D65>
    /// Standard deviations of L*, a*, b* about the peak, robust.
    var spread: (l: Double, a: Double, b: Double)
    /// Pixels it was read from, and how many steps they are from the area's border at least.
    var count: Int
    var core: Int

    /// Reads an area's colour from its pixels well inside; `nil` for an area without pixels.
    init?(_ view: SwatchView, _ map: AreaMap, _ area: SwatchArea, pixels all: [Int]) {
        guard !all.isEmpty else { return nil }
        let colors = view.colors
        let deepest = Int(area.thickness * Double(min(view.width, view.height)) + 0.5)
        // Borders are mixed with what lies beyond, by anti-aliasing, JPEG's coarse chroma and thin edges of smears.
        core = min(3, max(1, deepest / 3 + 1))
        let core = core
        let inner = all.filter { Int(map.depth[$0]) >= core }
        let pixels = (inner.isEmpty ? all : inner).thinned(to: Self.sampleSize)
        let lightness = pixels.map { colors.lightness[$0] }.sorted()
        let n = lightness.count
        let spreadL = Double(lightness[n * 84 / 100] - lightness[n * 16 / 100]) / 2
        // The density of lightness in bins of half a unit, under a kernel that grows with the spread.
        let bins = 201
        var histogram = [Double](repeating: 0, count: bins)
        for value in lightness { histogram[min(bins - 1, max(0, Int(value * 2 + 0.5)))] += 1 }
        let half = max(2, Int(2 * 0.7 * spreadL + 0.5))
        var best = (at: 0, sum: -1.0)
        for at in 0..<bins {
            var sum = 0.0
            for offset in -half...half where (0..<bins).contains(at + offset) {
                let t = Double(offset) / Double(half + 1)
                sum += histogram[at + offset] * (1 - t * t)
            }
            if sum > best.sum { best = (at, sum) }
        }
        let center = Float(best.at) / 2
        let window = Float(half) / 2 + 0.25
        let near = pixels.filter { abs(colors.lightness[$0] - center) <= window }
        let chosen = near.isEmpty ? pixels : near
        func middle(_ plane: [Float]) -> (Double, Double) {
            let values = chosen.map { plane[$0] }
            let median = values.quantile(0.5) ?? 0
            let deviation = values.map { abs($0 - median) }.quantile(0.5) ?? 0
            return (Double(median), Double(deviation) * 1.4826)
        }
        let (l, _) = middle(colors.lightness)
        let (a, sa) = middle(colors.a)
        let (b, sb) = middle(colors.b)
        lab = Lab(l, a, b)
        spread = (spreadL, sa, sb)
        count = pixels.count
    }
}

extension BodyColor {
    /// Pixels that are enough to measure a colour to a fraction of a code.
    private static let sampleSize = 6000

    /// What reading a colour off an area leaves open.
    var covariance: Covariance3 {
        Covariance3(
            standardDeviations: 0.3 + 0.25 * spread.l, 0.45 + 0.35 * spread.a, 0.45 + 0.35 * spread.b)
    }
}
