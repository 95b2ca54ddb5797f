import ColorScience
import FaceMesh

/// Everything a recipe puts in front of the camera, lit and coloured, ready to be sampled.
struct PortraitScene {
    let recipe: PortraitRecipe
    let traits: PortraitTraits
    let shape: HeadShape
    let pose: HeadPose
    let light: LightField
    let hairline: Hairline
    let colors: SceneColors
    /// Jaw and lower cheek as the camera sees them in full light.
    let skin: Vector3
    /// 0 for the lightest skin, 1 for the deepest.
    let depth: Float
    let lipTint: Vector3
    var surfaces: [Surface]
    /// What products ask about the head, `surfaces[0]`.
    let sites: HeadSites
    /// Products worn, first to last.
    let layers: [Shader.Layer]
    let eyes: [Eyeball]
    let hair: Strands
    let strokes: Strands
    let backdrop: Backdrop
    /// What brings the site's median to `skin`, for each channel.
    let gains: Vector3

    /// The true colour of jaw and lower cheek: what was asked for, wherever some reflectance has that colour.
    var truth: Lab<D65> { colors.truth(of: recipe.skin) }

    /// - Parameter recipe: already clamped.
    init(_ recipe: PortraitRecipe) {
        self.recipe = recipe
        let colors = Self.colors(recipe)
        self.colors = colors
        skin = colors.skin
        depth = recipe.depth
        var traits = PortraitTraits(seed: recipe.seed, depth: depth)
        traits.wear(recipe.look)
        traits.see(through: colors)
        self.traits = traits
        let variety = FaceVariety(seed: recipe.seed, amount: recipe.look.variety)
        shape = HeadShape(traits: traits, smile: Float(recipe.look.smile), variety: variety)
        pose = HeadPose(recipe)
        light = LightField(recipe, second: colors.second)
        let map = SkinMap(shape: shape, traits: traits, colors: colors)
        lipTint = map.lipTint(depth: depth)
        hairline = Hairline(traits: traits, seed: recipe.seed)

        let topology = HeadTopology.shared
        let (pose, shape, skin, hairline) = (pose, shape, skin, hairline)
        var head = Surface(material: .skin, rest: shape.fine, triangles: topology.triangles, pose: { pose($0) })
        head.casting = topology.steps[0].triangles
        let folds = Self.paint(&head, map: map, hairline: hairline, traits: traits, skin: skin)
        let bare = head.albedo
        let wardrobe = Wardrobe(recipe, traits: traits, shape: shape, pose: pose, colors: colors)
        wardrobe.dress(&head)
        var ears = [(true, 234), (false, 454)].map {
            Ears.surface(isRight: $0.0, root: shape.landmarks[$0.1], pose: pose)
        }
        for index in ears.indices {
            for vertex in ears[index].rest.indices {
                ears[index].albedo[vertex] *= skin * map.tint(at: ears[index].rest[vertex])
                ears[index].masks[vertex].x = 0.15
            }
        }
        eyes = HeadTopology.eyes.map { Eyeball(ring: $0, landmarks: shape.landmarks, pose: pose) }
        let torso = Torso.surface(traits: traits, pose: pose)

        var builder = HairBuilder(traits: traits, hairline: hairline, pose: pose, light: light, seed: recipe.seed)
        builder.grow()
        hair = builder.strands
        surfaces = [head] + ears + eyes.map(\.surface) + [torso] + builder.masses(head: head)
        surfaces += wardrobe.surfaces(over: head)
        light.illuminate(&surfaces, occluders: hair.points)
        sites = HeadSites(folds: folds, secondShares: surfaces[0].secondShare)
        layers = Self.layers(recipe)
        surfaces[0].irradiance = Self.scattered(surfaces[0].irradiance)
        if let torso = surfaces.firstIndex(where: { $0.material == .torso }) {
            surfaces[torso].irradiance = Torso.smoothed(surfaces[torso].irradiance)
        }
        let site = Self.siteLight(surfaces[0], albedo: bare, skin: skin)
        gains = Self.gains(recipe, site: site, skin: skin)
        if recipe.look.card?.isHeld == false, let card = surfaces.firstIndex(where: { $0.material == .card }) {
            surfaces[card].irradiance = surfaces[card].irradiance.map { _ in site }
        }
        var strokes =
            FaceStrokes(
                shape: shape, traits: traits, pose: pose, light: light, skin: skin, smile: Float(recipe.look.smile),
                seed: recipe.seed
            ).strands
        strokes.append(wardrobe.beardStrands(on: head, light: light))
        self.strokes = strokes
        let ambient = light.ambient.onGrey
        let seen = { colors($0) * ambient }
        backdrop =
            recipe.look.backdrop == .soft
            ? Backdrop(
                seed: recipe.seed,
                hairLuminance: traits.hairStyle == .shaved ? 0.5 - 0.5 * depth : luminance(traits.hair),
                seen: seen)
            : Backdrop(recipe.look.backdrop, seed: recipe.seed, seen: seen)
    }

    /// - Returns: the light that folds leave each vertex.
    private static func paint(
        _ head: inout Surface, map: SkinMap, hairline: Hairline, traits: PortraitTraits, skin: Vector3
    ) -> [Float] {
        let topology = HeadTopology.shared
        var coarse = [Vector3](repeating: .zero, count: HeadTopology.vertexCount)
        for (index, lip) in SkinMap.lips.enumerated() { coarse[index].y = lip }
        for index in HeadTopology.mouthRimStart..<HeadTopology.skullStart { coarse[index].y = 1 }
        for index in HeadTopology.rimStart..<HeadTopology.mouthRimStart { coarse[index].x = 1 }
        let lids = topology.refined(coarse)
        var folds = [Float](repeating: 1, count: head.rest.count)
        for vertex in head.rest.indices {
            let p = head.rest[vertex]
            // The lids' inner edge is moist and pink.
            let moist = smoothstep(0.3, 1, lids[vertex].x)
            let shade = map.shade(at: p)
            folds[vertex] = shade.y
            head.albedo[vertex] =
                skin * map.tint(at: p) * shade * mix(Vector3(repeating: 1), Vector3(1.05, 0.72, 0.72), moist)
            let nearHair = smoothstep(-0.2, 0, hairline.height(at: p))
            head.masks[vertex] = Vector3(map.gloss(at: p), lids[vertex].y, nearHair)
        }
        return folds
    }

    /// Light that enters skin comes out a little further on, red furthest.
    private static func scattered(_ light: [Vector3]) -> [Vector3] {
        let topology = HeadTopology.shared
        let near = topology.smoothed(light, count: 1)
        let middle = topology.smoothed(near, count: 1)
        let far = topology.smoothed(middle, count: 3)
        return light.indices.map { Vector3(far[$0].x, middle[$0].y, near[$0].z) }
    }

    /// Per channel, the median of reflectance × light over the site relative to `skin`, seen area by seen area.
    private static func siteLight(_ head: Surface, albedo: [Vector3], skin: Vector3) -> Vector3 {
        let topology = HeadTopology.shared
        var coarse = [Vector3](repeating: .zero, count: HeadTopology.vertexCount)
        for index in SkinMap.site { coarse[index].x = 1 }
        let site = topology.refined(coarse)
        var samples: [(light: Vector3, area: Float)] = []
        for t in topology.triangles where min(site[Int(t.x)].x, site[Int(t.y)].x, site[Int(t.z)].x) > 0.35 {
            let corners = [Int(t.x), Int(t.y), Int(t.z)]
            let p = corners.map { head.positions[$0] }
            let facing = cross(p[1] - p[0], p[2] - p[0]).z
            guard facing < 0 else { continue }
            let light = corners.reduce(Vector3.zero) { $0 + albedo[$1] * head.irradiance[$1] } / 3
            samples.append((light / skin, -facing))
        }
        func median(_ channel: Int) -> Float {
            let sorted = samples.map { ($0.light[channel], $0.area) }.sorted { $0.0 < $1.0 }
            let half = sorted.reduce(0) { $0 + $1.1 } / 2
            var sum: Float = 0
            for (value, area) in sorted {
                sum += area
                if sum >= half { return max(value, 1e-3) }
            }
            return 1
        }
        return Vector3(median(0), median(1), median(2))
    }

    /// What the scene's light is multiplied by at exposure 0: the site then has the true skin's colour, or, where
    /// the light has a colour of its own, its luminance.
    private static func gains(_ recipe: PortraitRecipe, site: Vector3, skin: Vector3) -> Vector3 {
        guard let capture = recipe.capture else { return Vector3(1 / site.x, 1 / site.y, 1 / site.z) }
        return Vector3(
            repeating: Development(capture, fill: recipe.fill).gain(skin: skin * site, truth: recipe.skin))
    }

    private static func layers(_ recipe: PortraitRecipe) -> [Shader.Layer] {
        guard !recipe.look.products.isEmpty else { return [] }
        let (skin, eye) = (SkinSpectrum(recipe.skin).reflectance, SceneEye(recipe.capture))
        return recipe.look.products.map {
            Shader.Layer(zone: $0.zone, film: FilmAppearance(PigmentFilm($0), over: skin, seen: eye))
        }
    }

    private static func colors(_ recipe: PortraitRecipe) -> SceneColors {
        if let capture = recipe.capture { return SceneColors(SkinSpectrum(recipe.skin), capture: capture) }
        return SceneColors(skin: reflectance(recipe.skin, atLeast: 0.002))
    }
}
