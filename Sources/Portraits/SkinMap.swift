import FaceMesh

/// Where skin differs from the skin of jaw and lower cheek: blood, pigment, sheen and lips.
struct SkinMap {
    /// Landmarks in the middle of the site whose colour is the truth: jaw and lower cheek of either side.
    static let site: [Int] = {
        let right = [187, 207, 213, 192, 214, 216, 212, 210, 138, 135, 169]
        return right + right.map { Int(FaceTemplate.mirror[$0]) }
    }()

    let shape: HeadShape
    let traits: PortraitTraits
    let colors: SceneColors

    /// What the skin's reflectance is multiplied by at `p`, before lips.
    func tint(at p: Vector3) -> Vector3 {
        func spot(_ landmark: Int, _ radius: Float, squash: Float = 1) -> Float {
            let right = p - shape.landmarks[landmark]
            let left = p - shape.landmarks[Int(FaceTemplate.mirror[landmark])]
            func value(_ d: Vector3) -> Float {
                bell((d.x * d.x + d.y * d.y * squash * squash).squareRoot() / radius) * bell(d.z / 0.5)
            }
            return max(value(right), value(left))
        }
        let cheek = spot(50, 0.27, squash: 1.1) * 0.17 * traits.flush
        let noseTip = spot(4, 0.20) * 0.22 * traits.flush
        let wings = spot(48, 0.10) * 0.22
        let chin = spot(199, 0.14) * 0.08 * traits.flush
        let ear = smoothstep(1.34, 1.45, abs(p.x)) * smoothstep(0.9, 1.1, p.z) * 0.30
        let lids = spot(27, 0.12, squash: 2) * 0.12
        let shadow = spot(230, 0.16, squash: 2)
        let inner = spot(243, 0.08)
        let forehead = smoothstep(-0.95, -1.35, p.y) * 0.06
        let blood = cheek + noseTip + wings + chin + ear + lids + 0.05 * shadow + 0.25 * inner
        let pigment = forehead + 0.14 * shadow + 0.10 * lids + 0.10 * inner + spot(206, 0.1) * 0.03
        let exponent = colors.blood * blood + colors.melanin * pigment
        return transmittance(exponent)
    }

    /// What the skin's reflectance is multiplied by on the lips.
    func lipTint(depth: Float) -> Vector3 {
        if let lips = colors.lips { return mix(Vector3(repeating: 1), lips, traits.lipRedness) }
        let blood = mix(0.60, 0.56, depth) * traits.lipRedness
        let exponent = colors.blood * blood + colors.melanin * mix(0.16, 0.06, depth)
        return transmittance(exponent)
    }

    /// How oily skin is at `p`, 0...1: forehead, nose and chin shine.
    func gloss(at p: Vector3) -> Float {
        let forehead = bell(p.x / 0.5) * bell((p.y + 1.2) / 0.25) * 0.9
        let nose = bell(p.x / 0.2) * bell((p.y + 0.15) / 0.35)
        let chin = bell(p.x / 0.3) * bell((p.y - 1.2) / 0.2) * 0.5
        let cheekbone = bell((abs(p.x) - 0.85) / 0.2) * bell((p.y + 0.22) / 0.16) * 0.55
        return clamp(0.12 + forehead + nose + chin + cheekbone)
    }

    /// 1 for landmarks between the lips' outlines, ½ on the outer one, 0 elsewhere.
    static let lips: [Float] = {
        let outline = FaceTemplate.outerLips.map { FaceTemplate.vertices[$0] }
        let rings = Set(FaceTemplate.outerLips)
        return FaceTemplate.vertices.indices.map { index in
            if rings.contains(index) { return 0.5 }
            let p = FaceTemplate.vertices[index]
            var isInside = false
            var previous = outline[outline.count - 1]
            for corner in outline {
                if (corner.y > p.y) != (previous.y > p.y),
                    p.x < (previous.x - corner.x) * (p.y - corner.y) / (previous.y - corner.y) + corner.x
                {
                    isInside.toggle()
                }
                previous = corner
            }
            return isInside ? 1 : 0
        }
    }()
}
