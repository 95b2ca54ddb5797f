extension HairBuilder {
    /// Hair that falls from a parting past the ears, down to `end`.
    mutating func growFalling(end: Float, wave: Float, count: Int) {
        let part = random.within(-0.35, 0.35)
        for number in 0..<count {
            guard let (point, normal) = root() else { continue }
            let layer = random.unit()
            let side: Float = point.x > part ? 1 : -1
            let lift = mix(0.05, 0.20, layer)
            let back = smoothstep(0.2, 1.6, point.z)
            let direction =
                Vector3(side * mix(1.0, 0.4, back), -0.15, 0.35) + normal * 0.55 + random.vector() * 0.10
            let total = end + random.within(-0.22, 0.12) - point.y + 0.5
            var line = grown(
                from: point, along: direction, pull: Vector3(side * 0.05, 1.5, mix(0.55, 0.3, back)),
                length: max(total, 0.5), lift: lift, steps: 30)
            let phase = 5 * waves(point * 1.3) + random.within(-0.5, 0.5)
            for index in line.indices {
                let p = line[index]
                let hang = smoothstep(-0.9, 0.6, p.y)
                // Behind the cheek, in front of the shoulders, drawn in a little below the jaw.
                let sway = wave * hang * sine(p.y * 4.3 + phase)
                line[index].x += sway * side + 0.05 * hang * waves(Vector3(p.x * 3, p.y * 1.2, Float(number % 7)))
                line[index].x -= side * 0.16 * smoothstep(0.4, 1.4, p.y) * (1 - smoothstep(1.7, 2.8, p.y))
                line[index].z += wave * 0.6 * hang * cosine(p.y * 4.3 + phase * 1.3)
                let isFront: Float = abs(p.x) > 0.75 ? 1 : 0
                line[index].z += (0.82 - p.z) * isFront * smoothstep(1.2, 2.3, p.y) * 0.8
            }
            add(
                line, width: random.within(0.018, 0.034), openness: mix(0.15, 1, layer * layer),
                tone: random.within(0.7, 1.25) * (1 + 0.2 * waves(point * 4)), taper: 0.5)
        }
    }

    /// Strands from the front that fall over the forehead.
    mutating func growFringe() {
        for _ in 0..<1500 {
            let x = random.within(-0.92, 0.92)
            let start = Self.outside(Vector3(x * 0.85, -2.05, 0.25 + 0.3 * random.unit()), lift: 0.16)
            let tip = Vector3(x * 1.02, -1.00 + 0.14 * x * x + random.within(-0.05, 0.04), -0.30 + 0.42 * x * x)
            let bulge = Vector3(x * 1.0, -1.62, -0.36 + 0.42 * x * x)
            let line = (0...9).map { step -> Vector3 in
                let t = Float(step) / 9
                return start * ((1 - t) * (1 - t)) + bulge * (2 * t * (1 - t)) + tip * (t * t)
            }
            add(line, width: 0.026, openness: random.within(0.5, 1), tone: random.within(0.75, 1.2), taper: 0.4)
        }
    }

    /// Combed back tight, gathered in a knot on top.
    mutating func growPulledBack() {
        for _ in 0..<6500 {
            guard let (point, normal) = root() else { continue }
            let target = Vector3(0, -2.1, 1.7)
            let direction = normalized(target - point) + normal * 0.1 + random.vector() * 0.05
            let layer = random.unit()
            let line = grown(
                from: point, along: direction, pull: normalized(target - point) * 0.8,
                length: min(length(target - point) * 1.05, 2.2), lift: 0.03 + 0.05 * layer, steps: 14)
            add(line, width: 0.022, openness: mix(0.35, 1, layer), tone: random.within(0.8, 1.2), taper: 0.8)
        }
        let center = Vector3(0, -2.36, 1.55)
        for _ in 0..<1600 {
            let tilt = random.within(-1, 1)
            let radius = 0.46 * max(1 - tilt * tilt * 0.8, 0).squareRoot() * random.within(0.88, 1)
            let start = random.within(0, 6.28)
            let line = (0...10).map { step -> Vector3 in
                let turn = start + Float(step) * 0.14
                return center
                    + Vector3(radius * cosine(turn), 0.36 * tilt + 0.08 * sine(turn * 2), radius * sine(turn))
            }
            add(
                line, width: 0.03, openness: 0.9, tone: random.within(0.75, 1.2),
                outward: normalized(line[5] - center))
        }
    }
}
