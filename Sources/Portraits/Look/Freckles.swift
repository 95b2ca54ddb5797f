import ColorScience

/// Small spots of melanin over nose and cheeks, fewer elsewhere.
struct Freckles {
    let amount: Float
    /// How strongly melanin absorbs, for each channel.
    let tint: Vector3
    private let seed: UInt64

    init(amount: Float, tint: Vector3, seed: UInt64) {
        self.amount = amount
        self.tint = tint
        self.seed = seed
    }

    /// What skin is multiplied by at rest position `p`.
    func shade(at p: Vector3) -> Vector3 {
        let place =
            bell((abs(p.x) - 0.42) / 0.42) * bell((p.y + 0.16) / 0.28)
            + 0.10 * smoothstep(0.8, 0.2, p.z) * smoothstep(1.3, 0.9, p.y)
        guard place > 0.04 else { return Vector3(repeating: 1) }
        let strength = spots(p, cells: 15, chance: 0.5) + 0.8 * spots(p, cells: 26, chance: 0.45)
        guard strength > 0 else { return Vector3(repeating: 1) }
        let exponent = tint * (0.62 * amount * min(place, 1) * min(strength, 1.2))
        return transmittance(exponent)
    }

    /// One spot a cell at most, of its own size and strength.
    private func spots(_ p: Vector3, cells: Float, chance: Float) -> Float {
        let (x, y) = (p.x * cells, p.y * cells + 0.6 * p.z)
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        var strongest: Float = 0
        for other in 0..<9 {
            let (u, v) = (column + other % 3 - 1, row + other / 3 - 1)
            let cell = UInt64(bitPattern: Int64(u &* 7919 &+ v)) &+ UInt64(cells)
            let hash = mixed(seed &+ cell &* 0x9E37_79B9_7F4A_7C15)
            func part(_ shift: UInt64) -> Float { Float((hash >> shift) & 0xFFF) * (1 / 4096) }
            guard part(0) < chance else { continue }
            let (dx, dy) = (x - Float(u) - part(12), y - Float(v) - part(24))
            let size = mix(0.14, 0.40, part(36) * part(36))
            let distance = (dx * dx + dy * dy * 1.2).squareRoot()
            strongest = max(strongest, smoothstep(size, size * 0.35, distance) * mix(0.4, 1, part(48)))
        }
        return strongest
    }
}
