import ColorScience

/// Grows one person's hair: strands, and the dark mass under them.
struct HairBuilder {
    let style: HairStyle
    let albedo: Vector3
    let hairline: Hairline
    let pose: HeadPose
    let light: HairLight
    let traits: PortraitTraits
    var random: SplitMix64
    var strands = Strands()
    let waves: ValueNoise

    init(traits: PortraitTraits, hairline: Hairline, pose: HeadPose, light: LightField, seed: UInt64) {
        style = traits.hairStyle
        albedo = traits.hair
        self.hairline = hairline
        self.pose = pose
        self.light = HairLight(light)
        self.traits = traits
        random = SplitMix64(seed: seed, purpose: 20)
        waves = ValueNoise(seed: UInt32(truncatingIfNeeded: random.next()))
    }

    /// A root on the scalp with its outward normal, or nothing where no hair grows.
    mutating func root() -> (point: Vector3, normal: Vector3)? {
        let unit = normalized(random.vector())
        let point = HeadShape.skullCenter + unit * HeadShape.skullRadii * 0.985
        guard unit.z < 0.75, hairline.height(at: point) > 0 else { return nil }
        return (point, normalized(unit / HeadShape.skullRadii))
    }

    /// Pushes `p` out of the skull swollen by `lift`.
    static func outside(_ p: Vector3, lift: Float) -> Vector3 {
        let q = (p - HeadShape.skullCenter) / HeadShape.skullRadii
        let radius = length(q)
        let least = 1 + lift / 1.5
        return radius >= least ? p : HeadShape.skullCenter + q * (least / max(radius, 1e-6)) * HeadShape.skullRadii
    }

    /// Unit normal of the head's mass at `p`.
    static func outward(_ p: Vector3) -> Vector3 {
        let q = p - HeadShape.skullCenter
        return normalized(Vector3(q.x, min(q.y, 0.5 + 0.2 * q.y), q.z) / (HeadShape.skullRadii * HeadShape.skullRadii))
    }

    /// Lays a strand: from `p` along `direction`, turning towards `pull`, outside the skull swollen by `lift`.
    func grown(
        from p: Vector3, along direction: Vector3, pull: Vector3, length total: Float, lift: Float, steps: Int
    ) -> [Vector3] {
        var (point, heading) = (p, normalized(direction))
        let stride = total / Float(steps)
        var line = [point]
        for step in 0..<steps {
            heading = normalized(heading + pull * stride)
            let risen = lift * min(Float(step + 1) * stride / 0.25, 1)
            let next = Self.outside(point + heading * stride, lift: risen)
            let moved = next - point
            if length(moved) > 1e-5 { heading = normalized(mix(heading, normalized(moved), 0.7)) }
            point = next
            line.append(point)
        }
        return line
    }

    /// Adds a strand given at rest; colours it by the light.
    mutating func add(
        _ line: [Vector3], width: Float, openness: Float, tone: Float, sheen: Float = 1, taper: Float = 0.35,
        opacity: Float = 0.95, outward: Vector3? = nil
    ) {
        guard line.count > 1 else { return }
        let posed = line.map { pose($0) }
        let colors = posed.indices.map { index -> Vector3 in
            let tangent = normalized(posed[min(index + 1, posed.count - 1)] - posed[max(index - 1, 0)])
            let normal = pose.rotated(outward ?? Self.outward(line[index]))
            return light.radiance(
                albedo: albedo * tone, tangent: tangent, outward: normal, openness: openness, sheen: sheen)
        }
        strands.append(posed, colors: colors, width: width, taper: taper, opacity: opacity, fade: 0.15)
    }
}
