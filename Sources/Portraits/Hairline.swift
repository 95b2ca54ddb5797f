/// Where hair grows on the skull.
struct Hairline {
    /// Height of the line by degrees from the forehead's middle, over the ears, to the nape.
    private static let line: [(Float, Float)] = [
        (0, -1.75), (20, -1.77), (34, -1.63), (45, -1.44), (53, -1.24), (63, -0.99), (73, -0.74), (79, -0.46),
        (82, -0.30), (85, -0.32), (87, -0.70), (105, -0.56), (120, 0.15), (140, 0.65), (180, 0.80),
    ]

    let offset: Float
    private let noise: ValueNoise

    init(traits: PortraitTraits, seed: UInt64) {
        offset = traits.hairline
        noise = ValueNoise(seed: UInt32(truncatingIfNeeded: seed))
    }

    /// How far `p` lies above the line, in the template's unit; negative where no hair grows.
    func height(at p: Vector3) -> Float {
        let q = p - HeadShape.skullCenter
        let degrees = azimuthDegrees(side: q.x, back: q.z)
        let ragged = 0.025 * noise(p * 8) + 0.012 * noise(p * 21)
        return interpolated(Self.line, at: degrees) + offset * smoothstep(80, 50, degrees) + ragged - p.y
    }
}
