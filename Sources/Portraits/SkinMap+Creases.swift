extension SkinMap {
    /// Folds that a mesh of 468 points is too coarse for: lines on the right half of the template, how wide, how dark.
    private static let creases: [(line: [SIMD2<Float>], width: Float, strength: Float)] = [
        // From the nose's wing past the mouth's corner.
        ([[0.44, 0.00], [0.54, 0.16], [0.64, 0.32], [0.71, 0.50]], 0.060, 0.13),
        // Around the wing.
        ([[0.40, -0.06], [0.445, 0.04], [0.40, 0.16]], 0.035, 0.20),
        // Under the eye, from its inner corner.
        ([[0.33, -0.50], [0.42, -0.42], [0.54, -0.365], [0.68, -0.35]], 0.040, 0.10),
        // The groove above the upper lip.
        ([[0, 0.29], [0, 0.46]], 0.035, 0.10),
        // Below the lower lip.
        ([[0, 0.985], [0.22, 0.955]], 0.055, 0.14),
        // The mouth's corner.
        ([[0.555, 0.655], [0.60, 0.68]], 0.030, 0.12),
        // Beside the bridge of the nose.
        ([[0.235, -0.62], [0.20, -0.45], [0.23, -0.25]], 0.070, 0.10),
    ]

    /// How much light the folds keep from `p`: a factor below 1, redder than grey, as scattered light is.
    func shade(at p: Vector3) -> Vector3 {
        guard p.z < 0.5 else { return Vector3(repeating: 1) }
        let point = SIMD2(abs(p.x), p.y)
        var dark: Float = 0
        for crease in Self.creases {
            var least = Float.infinity
            for index in 1..<crease.line.count {
                let (from, to) = (crease.line[index - 1], crease.line[index])
                let (along, offset) = (to - from, point - from)
                let t = clamp((along.x * offset.x + along.y * offset.y) / (along.x * along.x + along.y * along.y))
                let gap = offset - along * t
                least = min(least, gap.x * gap.x + gap.y * gap.y)
            }
            dark += crease.strength * bell(least.squareRoot() / crease.width)
        }
        let strength = dark * mix(1.15, 0.8, traits.softness)
        return Vector3(1 - 0.8 * strength, 1 - strength, 1 - strength)
    }
}
