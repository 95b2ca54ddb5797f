internal import ColorScience

/// From a shade's depth in words, 0...1, to the L* of the skin such words are for, and back.
///
/// The five words every brand uses stand for five neighbouring classes of the individual typology angle: fair for
/// light skin, light for intermediate, medium for tan, tan for brown, deep for dark. Each is placed where typical skin
/// has its class's middle angle (48°, 34.5°, 19°, −10°, −45°; Del Bino and Bernerd 2013 for the classes). The
/// beginning and the end of the scale lie beyond the lightest and deepest typical face.
enum DepthScale {
    private static let anchors: [(depth: Double, lightness: Double)] = [
        (-0.1, 80), (0, 74), (0.12, 68), (0.27, 62.5), (0.47, 56.5), (0.62, 46.5), (0.82, 36.5), (1, 27), (1.1, 22),
    ]

    /// L* of skin; linear between the anchors and level beyond them.
    static func lightness(at depth: Double) -> Double {
        guard let upper = anchors.firstIndex(where: { $0.depth >= depth }) else {
            return anchors[anchors.count - 1].lightness
        }
        guard upper > 0 else { return anchors[0].lightness }
        let (low, high) = (anchors[upper - 1], anchors[upper])
        return low.lightness + (depth - low.depth) / (high.depth - low.depth) * (high.lightness - low.lightness)
    }

    static func depth(of lightness: Double) -> Double {
        guard let upper = anchors.firstIndex(where: { $0.lightness <= lightness }) else {
            return anchors[anchors.count - 1].depth
        }
        guard upper > 0 else { return anchors[0].depth }
        let (low, high) = (anchors[upper - 1], anchors[upper])
        return low.depth + (lightness - low.lightness) / (high.lightness - low.lightness) * (high.depth - low.depth)
    }

    /// How much depth one L* is at a place of the scale.
    static func depthPerLightness(at depth: Double) -> Double {
        0.1 / abs(lightness(at: depth - 0.05) - lightness(at: depth + 0.05))
    }
}
