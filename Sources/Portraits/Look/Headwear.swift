import ColorScience

/// Caps and scarves: cloth over the skull.
struct Headwear {
    let style: PortraitLook.Headwear
    let pose: HeadPose
    private let folds: ValueNoise

    init(_ style: PortraitLook.Headwear, pose: HeadPose, seed: UInt64) {
        self.style = style
        self.pose = pose
        folds = ValueNoise(seed: UInt32(truncatingIfNeeded: mixed(seed &+ 11)))
    }

    /// How far inside the cloth `p` lies, negative on bare skin, in the template's unit.
    private func cover(_ p: Vector3) -> Float {
        switch style {
        case .none: return -1
        case .beanie:
            // A band from above the brows over the tips of the ears to the nape.
            let line = -1.33 + 0.42 * smoothstep(0.1, 1.3, p.z) + 0.55 * smoothstep(1.4, 2.6, p.z)
            return line - p.y
        case .scarf:
            // All but an oval round the face.
            let (u, v) = (p.x / 1.17, (p.y - 0.10) / (p.y < 0.10 ? 1.52 : 1.50))
            let oval = (u * u + v * v).squareRoot() - 1
            return max(oval, 0.5 * (p.z - 0.85))
        }
    }

    /// - Parameter color: what the camera makes of the cloth.
    func surfaces(head: Surface, color: Vector3) -> [Surface] {
        guard style != .none else { return [] }
        let cover = head.rest.map(cover)
        let lift: Float = style == .beanie ? 0.17 : 0.13
        let swollen = head.rest.indices.map { index -> Vector3 in
            let p = head.rest[index]
            let normal = normalized((p - HeadShape.skullCenter) / (HeadShape.skullRadii * HeadShape.skullRadii))
            let share = smoothstep(-0.02, style == .beanie ? 0.10 : 0.22, cover[index])
            let band: Float = style == .beanie ? 0.04 * bell((cover[index] - 0.17) / 0.12) : 0
            let slack = 0.035 * folds(p * 1.9) + 0.02 * folds(p * 4.5)
            let sunk = 0.05 * smoothstep(0.06, -0.02, cover[index])
            // Cloth hangs straight where the head narrows to the neck.
            let top: Float = style == .beanie ? 0.22 * smoothstep(-1.6, -2.3, p.y) : 0
            return p + normal * (lift * share + band + slack * share - sunk) + Vector3(0, -top, 0.25 * top)
        }
        let posed = pose
        func isCovered(_ t: SIMD3<Int32>) -> Bool {
            max(cover[Int(t.x)], cover[Int(t.y)], cover[Int(t.z)]) > -0.01
        }
        var cap = Surface(
            material: .cloth, rest: swollen, triangles: head.triangles.filter(isCovered), pose: { posed($0) })
        cap.casting = head.casting.filter(isCovered)
        cap.albedo = head.rest.indices.map { color * (1 - 0.35 * smoothstep(0.10, 0, cover[$0])) }
        cap.masks = cover.map { Vector3(0, 0, $0) }
        return style == .scarf ? [cap, wrap(color)] : [cap]
    }

    /// The scarf's lower part, from the jaw round the neck to the shoulders.
    private func wrap(_ color: Vector3) -> Surface {
        let (columns, rows) = (64, 26)
        let profile: [(Float, Float)] = [(0.4, 1.36), (1.1, 1.32), (1.7, 1.18), (2.1, 1.24), (2.45, 1.50), (2.8, 1.62)]
        let posed = pose
        var points: [Vector3] = []
        for row in 0..<rows {
            let y = mix(0.40, 2.80, Float(row) / Float(rows - 1))
            let radius = interpolated(profile, at: y)
            let follow = 1 - smoothstep(1.2, 2.5, y)
            // Over the chest it lies flatter, and its hem turns in.
            let flat = mix(0.98, 0.66, smoothstep(1.9, 2.6, y))
            let hem = 0.22 * smoothstep(2.62, 2.80, y)
            for column in 0..<columns {
                let turn = Float(column) / Float(columns) * 2 * .pi
                let fold =
                    0.050 * folds(Vector3(2.2 * sine(turn), y * 1.5 + 1.2 * sine(turn), 2.2 * cosine(turn)))
                    + 0.035 * sine(9 * y + 3 * sine(turn))
                let r = radius + fold - hem
                var p = Vector3(r * sine(turn), y, 1.52 - r * (cosine(turn) > 0 ? flat : 0.86) * cosine(turn))
                // Below the chin, not before it.
                p.z += 0.55 * smoothstep(1.9, 1.0, y) * max(cosine(turn), 0) * max(cosine(turn), 0)
                points.append(mix(p, pose(p), follow))
            }
        }
        let triangles = gridTriangles(columns: columns, rows: rows, isClosed: true)
        var surface = Surface(
            material: .cloth, rest: points, triangles: triangles.map { SIMD3($0.x, $0.z, $0.y) }, pose: { $0 })
        let middle = posed(Vector3(0, 1, 1.5))
        let facing = zip(surface.normals, surface.positions).reduce(Float(0)) { sum, pair in
            sum + dot(pair.0, pair.1 - Vector3(middle.x, pair.1.y, middle.z))
        }
        if facing < 0 { surface.normals = surface.normals.map { -$0 } }
        surface.albedo = points.map { _ in color }
        surface.masks = points.map { _ in Vector3(0, 0, 1) }
        return surface
    }
}
