extension Shader {
    /// Neck and collarbones above the neckline, cloth below it.
    func torso(_ fragment: Fragment) -> Vector3 {
        let p = fragment.rest
        let x = abs(p.x)
        let edge: Float =
            switch neckline {
            case .crew: mix(2.50, 2.12, smoothstep(0.1, 1.15, x))
            case .vee: max(3.02 - 1.0 * x, 2.05)
            case .scoop: mix(2.98, 2.12, smoothstep(0.15, 1.35, x))
            case .shirt: max(2.95 - 1.15 * x, 1.92)
            }
        let isBehind = p.z > 1.95
        let inside = p.y - (isBehind ? 2.08 : edge)
        let cloth = smoothstep(-0.008, 0.008, inside)
        var bare = fragment
        bare.albedo = bareSkin
        // Cloth stands off the skin: a thin shadow above its edge.
        let shadow = 1 - 0.35 * smoothstep(-0.10, 0, inside)
        let skinColor = cloth < 1 ? skin(bare) * shadow : .zero
        guard cloth > 0 else { return skinColor }
        let band: Float = neckline == .shirt ? 0.30 : 0.13
        let weave = grain(Vector3(p.x * 70, p.y * 70, 0)) * 0.06 + grain(Vector3(p.x * 150, p.y * 40, 2)) * 0.06
        let folds = grain(Vector3(p.x * 1.6 + p.y * 0.6, p.y * 0.9 - x * 0.7, 5)) * 0.12
        let seam = 1 - 0.38 * bell((inside - band) / 0.014)
        let rib = inside < band ? 1.05 + 0.06 * sine(p.x * 90) : 1
        let roll = 0.82 + 0.18 * smoothstep(0, 0.05, inside)
        let fabric = clothes * fragment.irradiance * (1 + weave + folds) * seam * rib * roll
        return mix(skinColor, gains * fabric, cloth)
    }
}
