import ColorScience

/// Hair of the lower face: where it grows, what it does to the skin's colour, and its strands.
struct Beard {
    let amount: Float
    private let noise: ValueNoise

    init(amount: Double, seed: UInt64) {
        self.amount = Float(amount)
        noise = ValueNoise(seed: UInt32(truncatingIfNeeded: seed &* 31 &+ 7))
    }

    /// The upper edge by distance from the middle: moustache, beside the mouth, cheek, sideburn.
    private static let edge: [(Float, Float)] = [
        (0, 0.31), (0.10, 0.29), (0.34, 0.31), (0.52, 0.44), (0.66, 0.60), (0.80, 0.58), (0.95, 0.42), (1.08, 0.16),
        (1.18, -0.12), (1.26, -0.42), (1.34, -0.6),
    ]

    /// How dense hair grows at rest position `p`, 0...1.
    func density(at p: Vector3) -> Float {
        guard amount > 0, p.y > -0.75, p.z < 1.25 else { return 0 }
        let x = abs(p.x)
        let ragged = 0.05 * noise(p * 9) + 0.03 * noise(p * 23)
        let below = smoothstep(-0.05, 0.13, p.y + ragged - interpolated(Self.edge, at: x))
        let (u, v) = (x / 0.60, (p.y - 0.70) / 0.225)
        let besideLips = smoothstep(0.85, 1.25, u * u + v * v)
        let hollow = 1 - 0.75 * bell((x - 0.27) / 0.13) * bell((p.y - 1.0) / 0.07)
        // Down to the throat, back to the ear.
        let back = 1 - smoothstep(0.98, 1.22, p.z)
        return below * besideLips * hollow * back * (0.85 + 0.15 * noise(p * 5))
    }

    /// What skin is multiplied by under the hair: roots show through as a grey shade.
    func shade(at p: Vector3, hair: Vector3, skin: Vector3) -> Vector3 {
        let cover = density(at: p) * mix(0.25, 0.75, smoothstep(0.1, 0.8, amount))
        let ratio = hair * 1.3 / skin
        let dark = ratio.replacing(with: Vector3(repeating: 1), where: ratio .> Vector3(repeating: 1))
        return mix(Vector3(repeating: 1), dark, cover * 0.75)
    }

    /// Grows strands on the head's surface.
    func grow(on head: Surface, traits: PortraitTraits, pose: HeadPose, light: HairLight, seed: UInt64) -> Strands {
        var strands = Strands()
        guard amount > 0 else { return strands }
        var random = SplitMix64(seed: seed, purpose: 31)
        let places = head.triangles.compactMap { t -> (corners: [Vector3], normal: Vector3, weight: Float)? in
            let corners = [head.rest[Int(t.x)], head.rest[Int(t.y)], head.rest[Int(t.z)]]
            let density = density(at: (corners[0] + corners[1] + corners[2]) / 3)
            let normal = cross(corners[1] - corners[0], corners[2] - corners[0])
            guard density > 0.02 else { return nil }
            return (corners, normalized(normal), density * length(normal))
        }
        let total = places.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return strands }
        let full = smoothstep(0.3, 1, amount)
        let count = mix(5_200, 15_000, full) * min(amount / 0.3, 1)
        for place in places {
            // As many as belong here, the fraction left to chance.
            let share = count * place.weight / total
            for _ in 0..<Int(share + random.unit()) {
                grow(one: place.corners, place.normal, full, traits, pose, light, &random, &strands)
            }
        }
        strands.sortFarFirst()
        return strands
    }

    private func grow(
        one corners: [Vector3], _ normal: Vector3, _ full: Float, _ traits: PortraitTraits, _ pose: HeadPose,
        _ light: HairLight, _ random: inout SplitMix64, _ strands: inout Strands
    ) {
        var (u, v) = (random.unit(), random.unit())
        if u + v > 1 { (u, v) = (1 - u, 1 - v) }
        let root = corners[0] + (corners[1] - corners[0]) * u + (corners[2] - corners[0]) * v
        let side: Float = root.x < 0 ? -1 : 1
        let isMoustache = root.y < 0.56 && abs(root.x) < 0.6
        let fall = isMoustache ? Vector3(side * 0.8, 0.6, -0.1) : Vector3(side * 0.12, 1, 0.10)
        let heading = normalized(fall + normal * mix(0.35, 0.42, full) + random.vector() * mix(0.5, 0.26, full))
        let chin = smoothstep(0.9, 1.5, root.y) * smoothstep(0.9, 0.2, abs(root.x))
        let size = mix(0.022, mix(0.10, 0.26, chin), full) * (isMoustache ? mix(1, 0.8, full) : 1)
        let extent = size * random.within(0.6, 1.25)
        let bend = (normal * -0.25 + Vector3(0, 0.35, 0)) * extent * full + random.vector() * extent * 0.15 * full
        let line = [root + normal * 0.004, root + heading * extent * 0.5, root + heading * extent + bend]
        let albedo = traits.beard * random.within(0.7, 1.5)
        let outward = pose.rotated(normal)
        let posed = line.map { pose($0) }
        let tangent = normalized(posed[2] - posed[0])
        let color = light.radiance(
            albedo: albedo, tangent: tangent, outward: outward, openness: random.within(0.45, 0.9), sheen: 0.5)
        strands.append(
            posed, colors: [color * 0.85, color, color * 1.1], width: mix(0.010, 0.0135, full), taper: 0.4,
            opacity: mix(0.55, 0.85, full), fade: 0.6)
    }
}
