import ColorScience

/// The person a seed stands for. None of it depends on the light; only hair and eye colour lean on the skin's depth.
struct PortraitTraits {
    /// 0 angular to 1 soft: brows, jaw, lips and neck go together.
    var softness: Float
    var faceWidth: Float
    var jawWidth: Float
    var noseWidth: Float
    var lipFullness: Float
    var eyeSize: Float
    var eyeSpacing: Float
    var noseLength: Float
    var browHeight: Float
    var chinLength: Float
    var hairStyle: HairStyle
    /// Linear reflectance of the hair.
    var hair: Vector3
    var hairline: Float
    var brow: Vector3
    var iris: Vector3
    var clothes: Vector3
    var neckline: Neckline
    var flush: Float
    /// How deep pores and down are, 1.5 to 3: drawn faces then show about as much fine texture as photos do.
    var texture: Float
    var lipRedness: Float
    /// Linear reflectance of what is worn on the head.
    var headwear: Vector3

    enum Neckline: CaseIterable { case crew, vee, scoop, shirt }
}

extension PortraitTraits {
    /// - Parameter depth: 0 for the lightest skin to 1 for the deepest.
    init(seed: UInt64, depth: Float) {
        var person = SplitMix64(seed: seed, purpose: 1)
        softness = clamp(0.5 + 0.3 * person.normal())
        faceWidth = 0.955 + 0.028 * person.normal() - 0.02 * (softness - 0.5)
        jawWidth = 1 + 0.04 * person.normal() - 0.07 * (softness - 0.5)
        noseWidth = 0.90 + 0.06 * person.normal() + 0.10 * (depth - 0.5)
        lipFullness = 1.24 + 0.08 * person.normal() + 0.12 * (softness - 0.5) + 0.08 * (depth - 0.5)
        eyeSize = 1 + 0.05 * person.normal() + 0.08 * (softness - 0.5)
        eyeSpacing = 0.025 * person.normal()
        noseLength = 0.035 * person.normal()
        browHeight = 0.03 * person.normal()
        chinLength = 0.035 * person.normal()
        flush = person.within(0.5, 1.2)
        lipRedness = person.within(0.75, 1.2)
        hairline = 0.035 * person.normal()

        var style = SplitMix64(seed: seed, purpose: 2)
        hairStyle =
            HairStyle.allCases[
                style.index(
                    weights: HairStyle.allCases.map { [softness] in $0.weight(softness: softness, depth: depth) })]
        var colour = SplitMix64(seed: seed, purpose: 3)
        let hairColour = HairColor.allCases[
            colour.index(
                weights: HairColor.allCases.map { [hairStyle] in
                    $0.weight(depth: hairStyle.isTextured ? mix(depth, 1, 0.7) : depth)
                })]
        hair = hairColour.reflectance * colour.within(0.85, 1.15)
        brow = hairColour.browReflectance
        let irises = Self.irises
        iris = irises[colour.index(weights: irises.map { mix($0.light, $0.deep, depth.squareRoot()) })].reflectance

        var dress = SplitMix64(seed: seed, purpose: 4)
        clothes = Self.fabrics[Int(dress.unit() * Float(Self.fabrics.count))]
        neckline = Neckline.allCases[Int(dress.unit() * Float(Neckline.allCases.count))]
        headwear = Self.fabrics[Int(dress.unit() * Float(Self.fabrics.count))]
        var surface = SplitMix64(seed: seed, purpose: 6)
        texture = surface.within(1.5, 3)
    }

    /// Hair of the lower face lies between brows and head.
    var beard: Vector3 { mix(brow, hair, 0.4) }

    /// Replaces reflectances by what the camera makes of them.
    mutating func see(through colors: SceneColors) {
        hair = colors(hair)
        brow = colors(brow)
        iris = colors(iris)
        clothes = colors(clothes)
        headwear = colors(headwear)
    }

    /// Hair that a cap or scarf leaves in sight.
    mutating func wear(_ look: PortraitLook) {
        switch look.headwear {
        case .none: break
        case .beanie: if hairStyle != .longStraight, hairStyle != .bob { hairStyle = .shaved }
        case .scarf: hairStyle = .shaved
        }
    }

    private static let irises: [(reflectance: Vector3, light: Float, deep: Float)] = [
        (Vector3(0.075, 0.036, 0.016), 3, 8), (Vector3(0.035, 0.018, 0.010), 2, 9),
        (Vector3(0.090, 0.054, 0.024), 2, 1), (Vector3(0.10, 0.12, 0.055), 1.5, 0.2),
        (Vector3(0.085, 0.125, 0.165), 2, 0.1), (Vector3(0.15, 0.17, 0.18), 1, 0.1),
    ]

    private static let fabrics: [Vector3] = [
        Vector3(0.55, 0.54, 0.51), Vector3(0.04, 0.055, 0.10), Vector3(0.16, 0.17, 0.18),
        Vector3(0.30, 0.06, 0.06), Vector3(0.05, 0.13, 0.11), Vector3(0.42, 0.30, 0.12),
        Vector3(0.12, 0.20, 0.36), Vector3(0.45, 0.25, 0.24), Vector3(0.20, 0.22, 0.13),
        Vector3(0.68, 0.63, 0.55), Vector3(0.17, 0.09, 0.20), Vector3(0.02, 0.02, 0.022),
    ]
}
