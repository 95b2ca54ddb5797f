/// Puts on a person what its recipe says.
struct Wardrobe {
    let recipe: PortraitRecipe
    let traits: PortraitTraits
    let shape: HeadShape
    let pose: HeadPose
    let colors: SceneColors
    let beard: Beard

    init(_ recipe: PortraitRecipe, traits: PortraitTraits, shape: HeadShape, pose: HeadPose, colors: SceneColors) {
        self.recipe = recipe
        self.traits = traits
        self.shape = shape
        self.pose = pose
        self.colors = colors
        beard = Beard(amount: recipe.look.beard, seed: recipe.seed)
    }

    /// Paints make-up on the head and the beard's shade under its hair.
    func dress(_ head: inout Surface) {
        let look = recipe.look
        guard look.makeUp != MakeUp() || beard.amount > 0 else { return }
        let paint = FacePaint(look.makeUp, shape: shape, recipe: recipe, colors: colors)
        for vertex in head.rest.indices {
            let p = head.rest[vertex]
            head.albedo[vertex] = paint.painted(head.albedo[vertex], at: p)
            guard beard.amount > 0 else { continue }
            head.albedo[vertex] *= beard.shade(at: p, hair: traits.beard, skin: colors.skin)
            head.masks[vertex].x *= 1 - 0.7 * beard.density(at: p)
        }
    }

    /// Glasses, headwear, what is seen between the lips and what is held.
    func surfaces(over head: Surface) -> [Surface] {
        let look = recipe.look
        var surfaces = Headwear(look.headwear, pose: pose, seed: recipe.seed).surfaces(
            head: head, color: traits.headwear)
        if look.smile > 0 { surfaces.append(Mouth.surface(landmarks: shape.landmarks, pose: pose)) }
        if let glasses = look.glasses {
            surfaces.append(
                GlassesBuilder(glasses: glasses, shape: shape, pose: pose).surface(
                    color: colors(glasses.frame.reflectance)))
        }
        if let card = look.card {
            surfaces.append(card.surface(color: colors(reflectance(card.lab, atLeast: 0)), seed: recipe.seed))
        }
        return surfaces
    }

    func beardStrands(on head: Surface, light: LightField) -> Strands {
        beard.grow(on: head, traits: traits, pose: pose, light: HairLight(light), seed: recipe.seed)
    }
}
