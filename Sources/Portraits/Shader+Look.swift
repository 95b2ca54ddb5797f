extension Shader {
    /// Frames of glasses.
    func gloss(_ fragment: Fragment) -> Vector3 {
        let facing = clamp(dot(normalized(fragment.normal), half))
        let narrow = power(facing, doublings: 5)
        return gains * fragment.albedo * fragment.irradiance
            + Vector3(repeating: keyStrength * (0.16 * narrow + 0.012))
    }

    /// Knitted or woven cloth on the head.
    func cloth(_ fragment: Fragment, isKnitted: Bool) -> Vector3 {
        let p = fragment.rest
        let rib: Float
        if isKnitted {
            let turn = azimuthDegrees(side: p.x - HeadShape.skullCenter.x, back: p.z - HeadShape.skullCenter.z)
            let inBand: Float = fragment.masks.z < 0.34 ? 1 : 0.5
            rib =
                1 + 0.16 * inBand * sine(turn * 1.15) + 0.08 * grain(p * 40)
                - 0.25 * bell((fragment.masks.z - 0.36) / 0.02)
        } else {
            rib = 1 + 0.05 * grain(p * 60) + 0.05 * grain(Vector3(p.x * 130, p.y * 50, p.z))
        }
        return gains * fragment.albedo * fragment.irradiance * rib
    }

    /// Teeth, each a little rounded, in the shade of the lips; the tongue in the dark below.
    func mouth(_ fragment: Fragment) -> Vector3 {
        let x = abs(fragment.rest.x)
        let tooth = tooth(fragment)
        let deep = 1 - 0.75 * smoothstep(0.12, 0.5, x)
        let shade = mix(0.45, 1, smoothstep(-0.02, 0.09, fragment.masks.x)) * deep
        let enamel = mix(teeth, gums, 0.6 * tooth.gum) * tooth.gap * shade
        let dark = gums * 0.10 * deep
        return gains * mix(dark, enamel, tooth.share)
            * fragment.irradiance.clamped(
                lowerBound: Vector3(repeating: 0.6), upperBound: Vector3(repeating: 1.1))
    }

    /// How much of it is enamel, 0...1.
    func teethShare(_ fragment: Fragment) -> Float {
        let tooth = tooth(fragment)
        return tooth.share * (1 - tooth.gum)
    }

    /// How much of it is tooth or gum, the light that gaps between teeth leave, and how much of the tooth is gum.
    private func tooth(_ fragment: Fragment) -> (share: Float, gap: Float, gum: Float) {
        let x = abs(fragment.rest.x)
        // Front teeth are broader than those beside them.
        let edges: [Float] = [0, 0.105, 0.185, 0.270, 0.345, 0.41, 0.47, 0.54]
        let tooth = edges.lastIndex { $0 <= x } ?? 0
        let right = tooth + 1 < edges.count ? edges[tooth + 1] : edges[tooth] + 0.07
        let along = (x - edges[tooth]) / (right - edges[tooth])
        let length = Mouth.teethLength * (tooth == 1 ? 0.90 : 1) * (1 - 0.25 * x)
        let corner = 0.030 * (2 * along - 1) * (2 * along - 1)
        let share = smoothstep(length - corner + 0.006, length - corner - 0.006, fragment.masks.x)
        let gap = 1 - 0.35 * bell(min(along, 1 - along) * (right - edges[tooth]) / 0.006)
        let gum = smoothstep(0.035, 0.015, fragment.masks.x)
        return (share, gap, gum)
    }
}
