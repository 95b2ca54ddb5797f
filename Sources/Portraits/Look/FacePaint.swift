import ColorScience

/// Make-up and freckles on the head's surface: what they do to the skin's colour.
struct FacePaint {
    let makeUp: MakeUp
    let shape: HeadShape
    private let foundation: Vector3
    private let blush: Vector3
    private let shadow: Vector3

    init(_ makeUp: MakeUp, shape: HeadShape, recipe: PortraitRecipe, colors: SceneColors) {
        self.makeUp = makeUp
        self.shape = shape
        var shade = recipe.skin
        shade.lightness += makeUp.foundationLift
        foundation = colors(reflectance(shade, atLeast: 0.004))
        // Rose on light skin, brick on deep.
        blush = colors(mix(Vector3(0.42, 0.11, 0.12), Vector3(0.30, 0.055, 0.035), recipe.depth))
        shadow = colors(MakeUp.shadows[makeUp.shadow])
    }

    /// What is left of the skin's own colour `skin` at rest position `p`, and what covers it.
    func painted(_ skin: Vector3, at p: Vector3) -> Vector3 {
        var color = skin
        if makeUp.foundation > 0 {
            // Thins out towards the jaw's edge, the ears and the hair.
            let face = smoothstep(1.25, 0.95, p.z) * smoothstep(1.75, 1.45, p.y)
            color = mix(color, foundation, Float(makeUp.foundation) * 0.72 * face)
        }
        if makeUp.blush > 0 {
            let spot = bell((abs(p.x) - 0.92) / 0.26) * bell((p.y - 0.06 + 0.35 * (abs(p.x) - 0.92)) / 0.17)
            color = mix(color, blush * tone(color), Float(makeUp.blush) * 0.36 * spot)
        }
        if makeUp.eyes > 0 {
            let lid = max(eye(p, isLeft: false), eye(p, isLeft: true))
            color = mix(color, shadow * mix(1, tone(color), 0.5), Float(makeUp.eyes) * 0.72 * lid)
        }
        return color
    }

    /// Powder on deep skin is darker than on light skin: it is sheer.
    private func tone(_ color: Vector3) -> Float { clamp(1.25 * color.y + 0.42, 0.4, 1.1) }

    /// The upper lid, from lashes to crease and a little above, fading outwards.
    private func eye(_ p: Vector3, isLeft: Bool) -> Float {
        let center = HeadShape.mean(of: HeadTopology.eyes[isLeft ? 1 : 0], in: shape.landmarks)
        let (x, y) = ((p.x - center.x) / 0.36, p.y - center.y)
        let above = smoothstep(0.02, -0.05, y + 0.02 * x * x) * smoothstep(-0.30, -0.13, y)
        return above * smoothstep(1.35, 0.75, abs(x))
    }
}
