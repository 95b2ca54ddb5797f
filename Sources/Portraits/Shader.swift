/// Materials: from what a surface is at one sample to the light that leaves it.
struct Shader {
    /// A surface's attributes at one sample, as in `Surface`.
    struct Fragment {
        var rest: Vector3
        var normal: Vector3
        var albedo: Vector3
        var irradiance: Vector3
        var masks: Vector3
    }

    let gains: Vector3
    let key: Vector3
    let keyStrength: Float
    let lipTint: Vector3
    let scalp: Vector3
    /// How much of the scalp hair hides, 0...1.
    let scalpCover: Float
    let hairline: Hairline
    let bareSkin: Vector3
    let clothes: Vector3
    let neckline: PortraitTraits.Neckline
    let irisColor: Vector3
    let sclera: Vector3
    let eyeCenters: [Vector3]
    /// Where the eyes look, as the head has it.
    let gaze: Vector3
    let teeth: Vector3
    let gums: Vector3
    private let lipstick: (color: Vector3, cover: Float)
    private let freckles: Freckles
    let layers: [Layer]
    let skinColor: Vector3
    /// The second light's colour on bare skin.
    let secondOnSkin: Vector3
    let grain = ValueNoise(seed: 0x5EED_0001)
    /// How deep pores and down are.
    private let texture: Float
    let half: Vector3

    init(_ scene: PortraitScene) {
        gains = scene.gains
        key = scene.light.key
        keyStrength = 2 * (1 - scene.light.fill)
        lipTint = scene.lipTint
        scalp = scene.traits.hair * 0.7
        scalpCover = scene.traits.hairStyle == .shaved ? 0.5 : 0.92
        hairline = scene.hairline
        let look = scene.recipe.look
        texture = scene.traits.texture
        bareSkin = scene.skin * Vector3(0.98, 0.96, 0.95) * (1 + Float(look.neck))
        teeth = scene.colors(Vector3(0.60, 0.55, 0.46))
        gums = scene.colors(Vector3(0.22, 0.065, 0.060))
        lipstick = (scene.colors(MakeUp.lipsticks[look.makeUp.lipstick]), Float(look.makeUp.lips) * 0.88)
        freckles = Freckles(
            amount: Float(look.freckles) * mix(1, 0.4, scene.depth), tint: scene.colors.melanin, seed: scene.recipe.seed
        )
        layers = scene.layers
        skinColor = scene.skin
        secondOnSkin = scene.colors.second.onSkin
        clothes = scene.traits.clothes
        neckline = scene.traits.neckline
        irisColor = scene.traits.iris
        // Lids and lashes keep more of the light from the eye than shadows tell.
        let shaded: Float = scene.recipe.capture == nil ? 1 : 0.84
        sclera = scene.colors(mix(Vector3(0.66, 0.615, 0.58), Vector3(0.56, 0.49, 0.42), scene.depth)) * shaded
        eyeCenters = scene.eyes.map(\.center)
        gaze = scene.eyes[0].gaze
        half = normalized(scene.light.key + Vector3(0, 0, -1))
    }

    func matte(_ fragment: Fragment) -> Vector3 { gains * fragment.albedo * fragment.irradiance }

    /// - Parameter site: of the head, where products may be worn.
    func skin(_ fragment: Fragment, _ site: HeadSites.Site? = nil) -> Vector3 {
        let p = fragment.rest
        let (coarse, fine) = (grain(p * 44), grain(p * 97))
        let mottled = grain(p * 13) * 0.028
        let pores = (coarse * 0.026 + fine * 0.030) * texture
        var color = fragment.albedo * (Vector3(repeating: 1 + pores) + Vector3(0.4, 1, 0.9) * mottled)
        let lip = Self.lip(fragment)
        var relief = 1 + pores
        if lip > 0 {
            let grooves = 1 + 0.10 * grain(Vector3(p.x * 42, p.y * 5, 0)) * lip
            let isUpper = smoothstep(0.655, 0.625, p.y)
            relief *= mix(1, mix(1.06, 0.86, isUpper) * grooves, lip)
            color *= mix(Vector3(repeating: 1), lipTint * mix(1.06, 0.86, isUpper) * grooves, lip)
            if lipstick.cover > 0 {
                color = mix(color, lipstick.color * mix(1.06, 0.86, isUpper) * grooves, lip * lipstick.cover)
            }
        }
        if freckles.amount > 0, lip == 0 { color *= freckles.shade(at: p) }
        var light = fragment.irradiance
        if let site {
            let worn = worn(color, relief: relief * site.light.y, fragment, site)
            color *= worn.color
            light *= worn.light
        }
        if fragment.masks.z > 0 { color = mix(color, scalp, hairCover(fragment, fine: fine)) }
        let bumped = normalized(normalized(fragment.normal) + Vector3(coarse, fine, 0) * 0.05)
        let facing = clamp(dot(bumped, half))
        let broad = power(facing, doublings: 4)
        let narrow = power(broad, doublings: 2)
        let gloss = max(fragment.masks.x, 0) * (1 - fragment.masks.z)
        let highlight = keyStrength * (gloss * (0.034 * broad + 0.045 * narrow) + lip * 0.05 * narrow * narrow)
        return gains * color * light + Vector3(repeating: highlight)
    }

    func eye(_ fragment: Fragment, isLeft: Bool) -> Vector3 {
        let offset = fragment.rest - eyeCenters[isLeft ? 1 : 0]
        let aside = offset - gaze * dot(offset, gaze)
        let distance = length(aside) / Eyeball.irisRadius
        let corner = smoothstep(0.12, 0.25, abs(offset.x))
        let veins = max(grain(offset * 30 + Vector3(4, 4, 4)), 0) * 0.10 * corner
        var color = sclera * mix(Vector3(repeating: 1), Vector3(0.88, 0.66, 0.62), corner * 0.6 + veins)
        if distance < 1.08 {
            let spoke = aside * (1 / max(length(aside), 1e-6))
            let fibres = 1 + 0.35 * grain(spoke * 13 + Vector3(0, 0, distance * 1.5)) + 0.2 * grain(spoke * 31)
            // Light that enters at the top leaves through the far side of the iris.
            let glow = 1 - 0.40 * dot(aside, key) / Eyeball.irisRadius
            let ring = mix(1.25, 0.75, smoothstep(0.35, 0.85, distance)) * mix(1, 0.35, smoothstep(0.80, 1.0, distance))
            let pupil = mix(
                Vector3(repeating: 0.006), irisColor * fibres * glow * ring, smoothstep(0.36, 0.44, distance))
            color = mix(pupil, color, smoothstep(0.94, 1.06, distance))
        }
        // Lids and lashes shade the upper part.
        let lid = mix(1, 0.52, smoothstep(-0.02, -0.11, offset.y))
        let level = clamp(fragment.irradiance.y, 0.55, 1.15) * lid
        let aim = aside - Vector3(key.x, key.y, 0) * (Eyeball.irisRadius * 0.8)
        let window = smoothstep(0.028, 0.018, abs(aim.x)) * smoothstep(0.032, 0.022, abs(aim.y))
        let below = aside + Vector3(key.x, -0.7, 0) * (Eyeball.irisRadius * 0.62)
        let bounce = smoothstep(0.024, 0.006, length(below))
        return gains * color * level + Vector3(repeating: 0.75 * window * min(keyStrength, 1) + 0.10 * bounce)
    }
}
