import ColorScience

extension PortraitLook {
    /// What people wear in selfies. Beards and most make-up go with the face's shape.
    init(drawnBy random: inout SplitMix64, seed: UInt64, skin: Lab<D65>) {
        self.init()
        variety = 1
        let softness = PortraitTraits(seed: seed, depth: 0.5).softness
        if random.unit() < 0.26 {
            glasses = Glasses(
                frame: Glasses.Frame.allCases[Int(random.unit() * Float(Glasses.Frame.allCases.count))],
                squareness: Double(random.unit()), thickness: Double(random.unit()),
                reflection: Double(random.within(0, 0.7)))
        }
        if random.unit() < smoothstep(0.62, 0.30, softness) * 0.75 {
            beard = Double(random.unit() < 0.55 ? random.within(0.08, 0.4) : random.within(0.5, 1))
        } else if random.unit() < smoothstep(0.35, 0.65, softness) * 0.65 {
            makeUp = MakeUp(drawnBy: &random)
        }
        let freckled = smoothstep(40, 66, Float(skin.lightness))
        if random.unit() < 0.06 + 0.24 * freckled { freckles = Double(random.within(0.15, 1)) }
        let covered = random.unit()
        headwear = covered < 0.05 ? .scarf : covered < 0.11 ? .beanie : .none
        if headwear == .scarf { beard = 0 }
        if random.unit() < 0.3 { smile = Double(random.within(0.35, 1)) }
        neck = Double(min(max(0.06 * random.normal() - 0.02, -0.16), 0.12))
        backdrop = Backdrop.allCases[Int(random.unit() * Float(Backdrop.allCases.count))]
    }
}

extension MakeUp {
    /// Light to heavy: who paints the lips strongly paints the rest more, too.
    init(drawnBy random: inout SplitMix64) {
        self.init()
        let strength = random.unit()
        func amount(_ chance: Float) -> Double {
            random.unit() < chance ? Double(clamp(strength + 0.25 * random.normal(), 0.15, 1)) : 0
        }
        foundation = amount(0.6)
        foundationLift = Double(random.within(-3, 4))
        lips = amount(0.8)
        blush = amount(0.6)
        eyes = amount(0.55)
        lipstick = Int(random.unit() * Float(Self.lipsticks.count))
        shadow = Int(random.unit() * Float(Self.shadows.count))
    }
}
