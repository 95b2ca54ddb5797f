/// Tells what skin's surface reflects, which is white, from what comes out of the skin.
struct Gloss {
    private let skin: Vector3
    /// Sums of products of the two colours that a pixel is made of, skin and white, and their determinant.
    private let square: Float
    private let sum: Float
    private let determinant: Float
    private let luminance: Float
    /// What may be paler skin and is no gloss, as a share of the skin's light.
    private static let paleness: Float = 0.12

    init(on skin: Vector3) {
        self.skin = skin
        square = dot(skin, skin)
        sum = skin.sum()
        luminance = Portraits.luminance(skin)
        determinant = max(3 * square - sum * sum, 1e-6)
    }

    /// The white light in a pixel that is brighter than skin is; a half of it, for some of what is pale is skin.
    @inline(__always) func amount(in seen: Vector3) -> Float {
        let bright = smoothstep(1.2, 2.2, Portraits.luminance(seen) / luminance)
        guard bright > 0 else { return 0 }
        let (along, total) = (dot(seen, skin), seen.sum())
        let share = (3 * along - sum * total) / determinant
        let white = (square * total - sum * along) / determinant
        return 0.5 * bright * clamp(white - Self.paleness * max(share, 0) * sum * (1 / 3), 0, 0.9 * seen.min())
    }
}
