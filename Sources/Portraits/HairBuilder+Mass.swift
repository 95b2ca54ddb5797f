extension HairStyle {
    /// How far the hair's opaque mass stands off the scalp at rest position `p`, before it thins towards the hairline.
    func lift(at p: Vector3) -> Float {
        let top = smoothstep(-0.9, -1.8, p.y)
        return switch self {
        case .shaved: 0
        case .crop: mix(0.03, 0.10, top)
        case .sidePart: mix(0.03, 0.11, top)
        case .swept: mix(0.03, 0.14, top)
        case .bob, .longStraight, .longWavy: mix(0.09, 0.015, top)
        case .pulledBack: 0.06
        case .afro: 0.48 * mix(0.5, 1, smoothstep(0.8, -1.6, p.y))
        case .shortCoils: 0.13
        }
    }

    /// Where hair that hangs behind the neck ends, if it does.
    var curtainEnd: Float? {
        switch self {
        case .bob: 1.25
        case .longStraight: 3.0
        case .longWavy: 2.9
        default: nil
        }
    }
}

extension HairBuilder {
    mutating func grow() {
        switch style {
        case .shaved: growShaved()
        case .crop: growCrop()
        case .sidePart: growSidePart()
        case .swept: growSwept()
        case .bob:
            growBehind(end: 1.15)
            growFalling(end: 1.15, wave: 0.02, count: 11000)
            growFringe()
        case .longStraight:
            growBehind(end: 2.9)
            growFalling(end: 3.0, wave: 0.015, count: 11000)
        case .longWavy:
            growBehind(end: 2.7)
            growFalling(end: 2.8, wave: 0.10, count: 11000)
        case .pulledBack: growPulledBack()
        case .afro: growCoils(volume: 0.68, coil: 0.040, count: 40000)
        case .shortCoils: growCoils(volume: 0.17, coil: 0.022, count: 42000)
        }
        strands.sortFarFirst()
    }

    /// The opaque mass under the strands: the scalp swollen, and a curtain behind the neck.
    func masses(head: Surface) -> [Surface] {
        var masses: [Surface] = []
        if style != .shaved {
            let heights = head.rest.map { hairline.height(at: $0) }
            let swollen = head.rest.indices.map { index -> Vector3 in
                let p = head.rest[index]
                // Below the line the mass dives into the head: its edge is where the two surfaces cross.
                let share = smoothstep(0.04, 0.40, heights[index])
                let sunk = 0.06 * smoothstep(0.14, 0.04, heights[index])
                let normal = normalized((p - HeadShape.skullCenter) / (HeadShape.skullRadii * HeadShape.skullRadii))
                return p + normal * (style.lift(at: p) * share + 0.01 - sunk)
            }
            func isCovered(_ t: SIMD3<Int32>) -> Bool {
                max(heights[Int(t.x)], heights[Int(t.y)], heights[Int(t.z)]) > 0.04
            }
            let posed = pose
            var scalp = Surface(
                material: .hair, rest: swollen, triangles: head.triangles.filter(isCovered), pose: { posed($0) })
            scalp.casting = head.casting.filter(isCovered)
            masses.append(scalp)
        }
        if style == .pulledBack {
            masses.append(ball(center: Vector3(0, -2.36, 1.55), radii: Vector3(0.43, 0.37, 0.43)))
        }
        if let end = style.curtainEnd { masses.append(curtain(end: end)) }
        for index in masses.indices {
            masses[index].albedo = masses[index].albedo.map { _ in albedo * 0.45 }
        }
        return masses
    }

    private func curtain(end: Float) -> Surface {
        let (columns, rows) = (24, 16)
        var points: [Vector3] = []
        for row in 0..<rows {
            let y = mix(-0.9, end - 0.2, Float(row) / Float(rows - 1))
            for column in 0..<columns {
                let turn = (Float(column) / Float(columns - 1) - 0.5) * .pi
                points.append(Vector3(1.30 * sine(turn), y, 1.75 + 0.85 * cosine(turn)))
            }
        }
        let posed = pose
        var surface = Surface(
            material: .hair, rest: points, triangles: gridTriangles(columns: columns, rows: rows, isClosed: false),
            pose: { posed($0) })
        surface.normals = surface.normals.map { $0.z > 0 ? -$0 : $0 }
        return surface
    }

    private func ball(center: Vector3, radii: Vector3) -> Surface {
        let (columns, rows) = (24, 14)
        let points = (0..<rows).flatMap { row in
            (0..<columns).map { column -> Vector3 in
                let polar = Float(row) / Float(rows - 1) * .pi
                let turn = Float(column) / Float(columns) * 2 * .pi
                return center + Vector3(sine(polar) * cosine(turn), -cosine(polar), sine(polar) * sine(turn)) * radii
            }
        }
        let posed = pose
        var surface = Surface(
            material: .hair, rest: points, triangles: gridTriangles(columns: columns, rows: rows, isClosed: true),
            pose: { posed($0) })
        surface.normals = points.map { posed.rotated(normalized($0 - center)) }
        return surface
    }
}
