extension HairBuilder {
    /// Stubble all over a shaved head.
    mutating func growShaved() {
        for _ in 0..<9000 {
            guard let (point, normal) = root() else { continue }
            let direction = normal + 0.8 * random.vector()
            add(
                [point, point + normalized(direction) * random.within(0.02, 0.045)], width: 0.011, openness: 0.7,
                tone: random.within(0.7, 1.3), opacity: 0.5)
        }
    }

    /// Short hair lying forwards on top, downwards at the sides.
    mutating func growCrop() {
        for _ in 0..<22000 {
            guard let (point, normal) = root() else { continue }
            let top = smoothstep(-0.9, -1.7, point.y)
            let fade = mix(0.25, 1, smoothstep(-0.7, -1.6, point.y))
            let lie = mix(Vector3(0, 0.9, 0.35), Vector3(0.3 * point.x, -0.2, -0.6), top)
            let direction = normal * mix(0.12, 0.6, top) + lie + random.vector() * mix(0.25, 0.4, top)
            let layer = random.unit()
            let line = grown(
                from: point, along: direction, pull: Vector3(0, 0.5, -0.6 * top),
                length: random.within(0.20, 0.36) * fade,
                lift: (0.03 + 0.15 * top) * layer, steps: 5)
            add(line, width: 0.0105, openness: mix(0.25, 1, layer), tone: random.within(0.75, 1.25), sheen: 0.7)
        }
    }

    /// A parting at one side: longer hair sweeps across the top, short sides.
    mutating func growSidePart() {
        let part: Float = random.unit() < 0.5 ? 0.55 : -0.55
        let across: Float = part > 0 ? -1 : 1
        for _ in 0..<22000 {
            guard let (point, normal) = root() else { continue }
            let layer = random.unit()
            let top = smoothstep(-1.25, -1.75, point.y)
            let far = across * (point.x - part)
            if top > random.unit() {
                let direction =
                    far > 0
                    ? Vector3(across * 1.0, -0.1, 0.15) + normal * 0.45 : Vector3(-across * 0.8, 0.5, 0.3)
                let line = grown(
                    from: point, along: direction + random.vector() * 0.16, pull: Vector3(-0.5 * across, 3.0, 0.2),
                    length: far > 0 ? random.within(0.65, 1.0) : random.within(0.35, 0.5),
                    lift: (far > 0 ? 0.24 : 0.10) * mix(0.3, 1, layer), steps: 10)
                add(line, width: 0.0125, openness: layer, tone: random.within(0.75, 1.25))
            } else {
                let fade = mix(0.35, 1, smoothstep(-0.3, -1.2, point.y))
                let direction = normal * 0.3 + Vector3(0, 0.9, 0.5) + random.vector() * 0.3
                let line = grown(
                    from: point, along: direction, pull: .zero, length: random.within(0.2, 0.34) * fade,
                    lift: 0.07 * layer,
                    steps: 4)
                add(line, width: 0.010, openness: mix(0.25, 1, layer), tone: random.within(0.75, 1.2), sheen: 0.6)
            }
        }
    }

    /// Brushed up and back from the forehead, short sides.
    mutating func growSwept() {
        for _ in 0..<22000 {
            guard let (point, normal) = root() else { continue }
            let layer = random.unit()
            let top = smoothstep(-1.2, -1.7, point.y)
            if top > random.unit() {
                let front = smoothstep(0.6, -0.2, point.z)
                let direction = normal * mix(0.6, 1.2, front) + Vector3(0.15 * point.x, -0.2, mix(0.9, 0.35, front))
                let line = grown(
                    from: point, along: direction + random.vector() * 0.22, pull: Vector3(0.2 * point.x, 1.2, 3.2),
                    length: random.within(0.55, 0.95), lift: 0.30 * mix(0.35, 1, layer) * mix(0.7, 1, front), steps: 10)
                add(line, width: 0.0125, openness: layer, tone: random.within(0.7, 1.3))
            } else {
                let fade = mix(0.3, 1, smoothstep(-0.3, -1.2, point.y))
                let direction = normal * 0.3 + Vector3(0, 0.6, 0.8) + random.vector() * 0.35
                let line = grown(
                    from: point, along: direction, pull: .zero, length: random.within(0.18, 0.3) * fade,
                    lift: 0.06 * layer,
                    steps: 4)
                add(line, width: 0.010, openness: mix(0.25, 1, layer), tone: random.within(0.75, 1.2), sheen: 0.6)
            }
        }
    }
}
