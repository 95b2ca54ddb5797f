extension HairBuilder {
    /// Tight coils in a cloud `volume` deep.
    mutating func growCoils(volume: Float, coil: Float, count: Int) {
        for _ in 0..<count {
            guard let (point, normal) = root() else { continue }
            let depth = random.unit()
            let layer = 0.5 * (depth + depth.squareRoot())
            let lumps = 0.10 * volume * waves(point * 3) + 0.03 * waves(point * 8)
            // Rounder than the skull: more volume above and at the sides.
            let height = smoothstep(0.8, -1.6, point.y)
            let out = volume * mix(0.45, 1, height) * layer * (1 + 0.25 * random.vector().x * layer) + lumps * layer
            let center = point + normalized(normal + Vector3(0, -0.12, 0)) * max(out, 0.01)
            let axis = normalized(random.vector())
            let u = normalized(cross(axis, normal + Vector3(0.01, 0.02, 0)))
            let v = cross(axis, u)
            let radius = coil * random.within(0.6, 1.3)
            let start = random.within(0, 6.28)
            let line = (0...8).map { step -> Vector3 in
                let turn = start + Float(step) * 0.62
                return center + (u * cosine(turn) + v * sine(turn)) * radius + axis * (Float(step) * coil * 0.12)
            }
            let grain = 1 + 0.25 * waves(center * 9)
            add(
                line, width: coil * 0.55, openness: layer * layer * clamp(grain),
                tone: random.within(0.65, 1.35) * grain,
                sheen: 0.75, taper: 0.7, opacity: 0.9, outward: normalized(normal + random.vector() * 0.35))
        }
    }
}
