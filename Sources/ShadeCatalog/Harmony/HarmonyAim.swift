internal import ColorScience

/// What one skin asks of a category's shades.
struct HarmonyAim: Sendable {
    /// −1 (cool) ... 1 (warm).
    let undertone: Double
    let wish: Wish

    /// How far a shade may lie off before it counts little is one standard deviation of a bell.
    enum Wish: Sendable {
        /// A depth, L*, and a strength, C*ab; `nil` where any will do.
        case depth(Bell, chroma: Bell?)
        /// A difference that is seen on skin of this colour.
        case contrast(Bell, to: Lab<D65>)
    }

    struct Bell: Sendable {
        let middle: Double
        let spread: Double

        func miss(_ value: Double) -> Double { (value - middle) / spread }
    }
}

extension HarmonyAim {
    /// A plainly warm shade is worth 0.3 on plainly cool skin, 0.65 on neutral skin and 1 on plainly warm skin; a
    /// neutral shade 1 on all.
    func undertone(ofWarmth warmth: Double) -> Double {
        1 - 0.35 * abs(warmth) * (1 - (warmth > 0 ? undertone : -undertone))
    }

    /// Of depth and strength, or of contrast.
    func nearness(of shade: Lab<D65>, chroma own: Double) -> Double {
        switch wish {
        case .contrast(let contrast, let skin):
            // Depth makes contrast on a lid more than colour does: half weight for a* and b*.
            let step = shade - skin
            let seen = (step.lightness * step.lightness + 0.25 * (step.a * step.a + step.b * step.b)).squareRoot()
            let miss = contrast.miss(seen)
            return exponential(-0.5 * miss * miss)
        case .depth(let depth, let chroma):
            let (miss, strength) = (depth.miss(shade.lightness), chroma?.miss(own) ?? 0)
            return exponential(-0.5 * (miss * miss + strength * strength))
        }
    }
}
