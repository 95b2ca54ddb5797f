extension HairBuilder {
    /// Hair that falls from a parting past the ears, down to `end`.
    mutating func growFalling(end: Float, wave: Float, count: Int) {
        let part = random.within(-0.4, 0.4)
        for _ in 0..<count {
            guard let (point, _) = root() else { continue }
            let layer = random.unit()
            let side: Float = point.x > part ? 1 : -1
            let fromPart = smoothstep(0, 0.7, abs(point.x - part))
            let lift = mix(0.05, 0.21, layer) * mix(0.4, 1, fromPart)
            let q = point - HeadShape.skullCenter
            let turned = azimuthDegrees(side: q.x, back: q.z)
            // Between the middle and the parting a root lies on the other half of the head.
            let azimuth = side * q.x > 0 ? turned : q.z < 0 ? -turned : 360 - turned
            // Front hair goes back over the ear before it hangs; nothing falls across the face.
            let hang = min(max(azimuth, 0) * 0.62 + random.within(64, 74), 176)
            var line: [Vector3] = [point]
            for step in 1...10 {
                let t = Float(step) / 10
                let y = mix(point.y, -0.45, t * t)
                let turn = mix(azimuth, hang, 1 - (1 - t) * (1 - t))
                line.append(Self.draped(turn: turn, y: y, side: side, lift: lift * min(t * 4, 1)))
            }
            let corner = line[10]
            let bottom = max(end + random.within(-0.22, 0.10), 0.1)
            let phase = 5 * waves(point * 1.3) + random.within(-0.45, 0.45)
            let stray = 0.05 * random.vector()
            for step in 1...22 {
                let t = Float(step) / 22
                let y = mix(-0.45, bottom, t)
                let swing = wave * smoothstep(-0.6, 0.5, y)
                // In a little below the jaw, then forwards over the shoulders.
                let inward = 0.12 * smoothstep(0.3, 1.3, y) * (1 - smoothstep(1.6, 2.7, y)) * abs(corner.x)
                let front = hang < 112 ? smoothstep(1.2, 2.2, y) * max(corner.z - 0.70, 0) * 0.85 : 0
                line.append(
                    Vector3(
                        corner.x - side * inward + side * swing * sine(y * 4.1 + phase) + stray.x * t, y,
                        corner.z - front + 0.6 * swing * cosine(y * 4.1 + phase * 1.3) + stray.z * t))
            }
            add(
                line, width: random.within(0.009, 0.018), openness: mix(0.15, 1, layer * layer),
                tone: random.within(0.7, 1.25) * (1 + 0.2 * waves(point * 4)), taper: 0.5)
        }
    }

    /// A point on the skull swollen by `lift`: `turn` degrees from the forehead's middle, at height `y`.
    private static func draped(turn: Float, y: Float, side: Float, lift: Float) -> Vector3 {
        let radii = HeadShape.skullRadii + Vector3(lift, lift, lift)
        let rise = min(abs(y - HeadShape.skullCenter.y) / radii.y, 1)
        let ring = max(1 - rise * rise, 0.0004).squareRoot()
        let radians = turn * .pi / 180
        return Vector3(
            side * radii.x * ring * sine(radians), y, HeadShape.skullCenter.z - radii.z * ring * cosine(radians))
    }

    /// The hair that hangs behind the neck.
    mutating func growBehind(end: Float) {
        for _ in 0..<1800 {
            let turn = random.within(-1.5, 1.5)
            let depth = random.within(0.78, 1)
            let bottom = end + random.within(-0.25, 0.05)
            let phase = random.within(0, 6.28)
            let line = (0...12).map { step -> Vector3 in
                let y = mix(-0.2, bottom, Float(step) / 12)
                return Vector3(
                    1.28 * sine(turn) + 0.03 * sine(y * 3 + phase), y, 1.72 + 0.8 * depth * cosine(turn))
            }
            add(
                line, width: random.within(0.012, 0.022), openness: random.within(0.1, 0.45),
                tone: random.within(0.7, 1.2))
        }
    }

    /// Strands from the front that fall over the forehead.
    mutating func growFringe() {
        for _ in 0..<2600 {
            let spread = random.within(-1, 1)
            let x = 0.85 * spread + 0.16 * abs(spread) * random.normal()
            let start = Self.outside(
                Vector3(x * 0.6 + 0.1 * random.vector().x, -2.12 - 0.1 * random.unit(), 0.35 + 0.5 * random.unit()),
                lift: 0.16)
            let tip = Vector3(
                x * 1.10 + 0.05 * random.vector().x, -1.02 + 0.24 * x * x + random.within(-0.07, 0.05),
                -0.30 + 0.46 * x * x)
            let bulge = Vector3(x * 1.0, -1.62, -0.36 + 0.42 * x * x)
            let line = (0...9).map { step -> Vector3 in
                let t = Float(step) / 9
                return start * ((1 - t) * (1 - t)) + bulge * (2 * t * (1 - t)) + tip * (t * t)
            }
            add(line, width: 0.015, openness: random.within(0.3, 0.9), tone: random.within(0.7, 1.2), taper: 0.4)
        }
    }

    /// Combed back tight, gathered in a knot on top.
    mutating func growPulledBack() {
        for _ in 0..<11000 {
            guard let (point, _) = root() else { continue }
            let layer = random.unit()
            let from = (point - HeadShape.skullCenter) / HeadShape.skullRadii
            let knot = Vector3(0.04 * random.vector().x, -0.92, 0.34)
            let stray = 0.03 * random.vector()
            let line = (0...14).map { step -> Vector3 in
                let t = Float(step) / 14
                let lift = (0.02 + 0.07 * layer) * min(t * 5, 1)
                let toward = normalized(mix(from, knot, t) + stray * t * (1 - t))
                return HeadShape.skullCenter + toward * HeadShape.skullRadii * (1 + lift)
            }
            add(line, width: 0.013, openness: mix(0.35, 1, layer), tone: random.within(0.8, 1.2), taper: 0.8)
        }
        let center = Vector3(0, -2.36, 1.55)
        for _ in 0..<2600 {
            let tilt = random.within(-1, 1)
            let radius = 0.46 * max(1 - tilt * tilt * 0.8, 0).squareRoot() * random.within(0.88, 1)
            let start = random.within(0, 6.28)
            let line = (0...10).map { step -> Vector3 in
                let turn = start + Float(step) * 0.14
                return center
                    + Vector3(radius * cosine(turn), 0.36 * tilt + 0.08 * sine(turn * 2), radius * sine(turn))
            }
            add(
                line, width: 0.018, openness: random.within(0.5, 1), tone: random.within(0.75, 1.2),
                outward: normalized(line[5] - center))
        }
    }
}
