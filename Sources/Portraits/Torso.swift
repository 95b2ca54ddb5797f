/// Neck and shoulders, which stay put while the head turns.
enum Torso {
    /// Height, half width, half depth and the centre's depth, top to bottom.
    private static let profile: [(y: Float, width: Float, depth: Float, center: Float)] = [
        (0.20, 0.80, 0.70, 1.75), (1.00, 0.79, 0.72, 1.74), (1.60, 0.77, 0.74, 1.72), (1.95, 0.80, 0.78, 1.74),
        (2.15, 0.91, 0.82, 1.78), (2.32, 1.26, 0.86, 1.82), (2.46, 1.78, 0.92, 1.85), (2.62, 2.36, 1.00, 1.86),
        (2.82, 2.84, 1.10, 1.86), (3.10, 3.16, 1.22, 1.84), (3.60, 3.34, 1.36, 1.80), (5.20, 3.30, 1.50, 1.76),
        (9.00, 3.2, 1.50, 1.76),
    ]

    private static let columns = 56
    private static let rows = 48

    static func surface(traits: PortraitTraits, pose: HeadPose) -> Surface {
        let neck = mix(1.12, 0.94, traits.softness)
        let shoulders = mix(1.06, 0.90, traits.softness)
        // The neck's top follows the head's middle when it tilts.
        let head = pose(Vector3(0, 0.9, 1.7)) - Vector3(0, 0.9, 1.7)
        var points: [Vector3] = []
        for row in 0..<rows {
            let share = Float(row) / Float(rows - 1)
            let y = row == rows - 1 ? 9 : 0.2 + 4.2 * share
            func value(_ pick: (Int) -> Float) -> Float {
                Self.smooth(Self.profile.indices.map { (Self.profile[$0].y, pick($0)) }, at: y)
            }
            let broad = smoothstep(2.1, 2.7, y)
            let width = value { Self.profile[$0].width } * mix(neck, shoulders, broad)
            let depth = value { Self.profile[$0].depth } * mix(mix(1.04, 0.96, traits.softness), 1, broad)
            let center = value { Self.profile[$0].center }
            let follow = 1 - smoothstep(0.9, 2.2, y)
            for column in 0..<columns {
                let turn = Float(column) / Float(columns) * 2 * .pi
                var p = Vector3(width * sine(turn), y, center - depth * cosine(turn))
                p += Self.relief(x: p.x, y: y, front: cosine(turn))
                p += Vector3(head.x, 0, head.z * 0.5) * follow
                points.append(p)
            }
        }
        let triangles = gridTriangles(columns: columns, rows: rows, isClosed: true)
        return Surface(
            material: .torso, rest: points, triangles: triangles.map { SIMD3($0.x, $0.z, $0.y) }, pose: { $0 })
    }

    /// Light averaged over neighbouring vertices: shadow maps are coarse, and skin scatters.
    static func smoothed(_ light: [Vector3]) -> [Vector3] {
        var current = light
        for _ in 0..<3 {
            var next = current
            for row in 0..<rows {
                for column in 0..<columns {
                    let (above, below) = (max(row - 1, 0), min(row + 1, rows - 1))
                    let (left, right) = ((column + columns - 1) % columns, (column + 1) % columns)
                    let sum =
                        current[above * columns + column] + current[below * columns + column]
                        + current[row * columns + left] + current[row * columns + right]
                    next[row * columns + column] = mix(current[row * columns + column], sum * 0.25, 0.6)
                }
            }
            current = next
        }
        return current
    }

    /// Collarbones, the hollow between them and the neck's two cords.
    private static func relief(x: Float, y: Float, front: Float) -> Vector3 {
        guard front > 0 else { return .zero }
        let side = abs(x)
        let bone =
            bell((y - (2.50 - 0.10 * (side - 0.3))) / 0.055) * smoothstep(0.12, 0.3, side) * bell((side - 0.7) / 0.6)
        let hollow = bell(side / 0.13) * bell((y - 2.42) / 0.12)
        let cordX = mix(0.62, 0.16, smoothstep(1.1, 2.4, y))
        let cord = bell((side - cordX) / 0.10) * smoothstep(1.1, 1.6, y) * (1 - smoothstep(2.3, 2.5, y))
        return Vector3(0, 0, front * (-0.045 * bone + 0.07 * hollow - 0.045 * cord))
    }

    /// Catmull–Rom through rising knots, without its overshoot.
    private static func smooth(_ knots: [(Float, Float)], at x: Float) -> Float {
        guard let next = knots.firstIndex(where: { $0.0 > x }), next > 0 else {
            return x < knots[0].0 ? knots[0].1 : knots[knots.count - 1].1
        }
        func slope(_ index: Int) -> Float {
            guard index > 0, index < knots.count - 1 else { return 0 }
            return (knots[index + 1].1 - knots[index - 1].1) / (knots[index + 1].0 - knots[index - 1].0)
        }
        let (low, high) = (knots[next - 1], knots[next])
        let span = high.0 - low.0
        let t = (x - low.0) / span
        let (t2, t3) = (t * t, t * t * t)
        return (2 * t3 - 3 * t2 + 1) * low.1 + (t3 - 2 * t2 + t) * span * slope(next - 1)
            + (3 * t2 - 2 * t3) * high.1 + (t3 - t2) * span * slope(next)
    }
}
