/// Light from many directions, each with its own shadows: a soft main light and all that comes from around.
struct LightField {
    /// Samples along a shadow map's side.
    private static let side = 160
    /// The shadow maps cover a square of this half side around the head.
    private static let reach: Float = 3.0
    private static let middle = Vector3(0, 0.3, 1.2)

    private struct Source {
        var direction: Vector3
        var weight: Float
        var isKey: Bool
        /// Share of it that is the second light's.
        var second: Float
        var color: SceneColors.Light
    }

    private var sources: [Source]
    /// Towards the middle of the main light.
    let key: Vector3
    let fill: Float
    /// Share of the second light in what comes from all around.
    private let mixed: Float
    /// The colour of what comes from all around.
    let ambient: SceneColors.Light
    /// The second light: whence, how strong beside the main one, and its colour.
    let second: (direction: Vector3, strength: Float, color: SceneColors.Light)

    init(_ recipe: PortraitRecipe, second color: SceneColors.Light) {
        key = recipe.keyLight.vector
        fill = Float(recipe.fill)
        mixed = Float(recipe.capture?.mixed ?? 0)
        let one = Vector3(repeating: 1)
        ambient = SceneColors.Light(onSkin: mix(one, color.onSkin, mixed), onGrey: mix(one, color.onGrey, mixed))
        second = (
            recipe.capture?.secondLight.vector ?? .zero, Float(recipe.capture?.secondStrength ?? 0), color
        )
        sources = Self.lamp(key, count: 12, weight: (1 - fill) * 1.35, isKey: true, second: 0, color: .neutral)
        if second.strength > 0 {
            sources += Self.lamp(
                second.direction, count: 8, weight: (1 - fill) * 1.35 * second.strength, isKey: false, second: 1,
                color: color)
        }
        sources += Self.room(weight: fill * 2.2, second: mixed, color: ambient)
    }

    /// A soft light of some size.
    private static func lamp(
        _ center: Vector3, count keyCount: Int, weight: Float, isKey: Bool, second: Float,
        color: SceneColors.Light
    ) -> [Source] {
        let across = normalized(cross(center, abs(center.y) > 0.9 ? Vector3(1, 0, 0) : Vector3(0, 1, 0)))
        let along = cross(center, across)
        return (0..<keyCount).map { index in
            let radius = 0.50 * ((Float(index) + 0.5) / Float(keyCount)).squareRoot()
            let turn = Float(index) * goldenAngle
            let offset = across * (radius * cosine(turn)) + along * (radius * sine(turn))
            return Source(
                direction: normalized(center + offset), weight: weight / Float(keyCount), isKey: isKey,
                second: second, color: color)
        }
    }

    /// Light from all around.
    private static func room(weight total: Float, second: Float, color: SceneColors.Light) -> [Source] {
        let count = 32
        var around = (0..<count).map { index in
            let z = -1 + 1.75 * (Float(index) + 0.5) / Float(count)
            let radius = max(1 - z * z, 0).squareRoot()
            let turn = Float(index) * goldenAngle
            let direction = Vector3(radius * cosine(turn), radius * sine(turn), z)
            // A room is brighter above than below and in front, where the light stands, than behind.
            let weight = (1 - 0.55 * direction.y) * (0.75 - 0.25 * direction.z)
            return Source(direction: direction, weight: weight, isKey: false, second: second, color: color)
        }
        let sum = around.reduce(0) { $0 + $1.weight }
        for index in around.indices { around[index].weight *= total / sum }
        return around
    }

    /// Adds each source's light to the surfaces' `irradiance`, shadows of all surfaces and `occluders` included.
    /// The highlight mask `masks.x` is scaled by how much of the main light arrives.
    func illuminate(_ surfaces: inout [Surface], occluders strandPoints: [Vector3]) {
        // Hair is thick enough for a part of its points to stand for all.
        let occluders = stride(from: 0, to: strandPoints.count, by: 13).map { strandPoints[$0] }
        for index in surfaces.indices {
            surfaces[index].irradiance = [Vector3](
                repeating: ambient.onSkin * (0.05 * fill), count: surfaces[index].rest.count)
        }
        // How much light arrives, and how much of it is the second's.
        let ground = SIMD2<Float>(0.05 * fill, 0.05 * fill * mixed)
        var amounts = surfaces.map { [SIMD2<Float>](repeating: ground, count: $0.rest.count) }
        var keyShare = surfaces.map { [Float](repeating: 0, count: $0.rest.count) }
        let keyCount = Float(sources.count { $0.isKey })
        for source in sources {
            let map = ShadowMap(source.direction, surfaces, occluders)
            for index in surfaces.indices {
                let surface = surfaces[index]
                let isSkin = surface.material == .skin
                // Neck and clothes share a surface; skin is what counts there.
                let color = isSkin || surface.material == .torso ? source.color.onSkin : source.color.onGrey
                for vertex in surface.rest.indices {
                    // Skin scatters light past the terminator; hair and cloth are rough enough for the same, paper is not.
                    let cosineOfAngle = dot(surface.normals[vertex], source.direction)
                    let wrap: Float = isSkin ? 0.30 : surface.material == .card ? 0 : 0.22
                    let lambert = max(cosineOfAngle + wrap, 0) / (1 + wrap)
                    guard lambert > 0 else { continue }
                    let seen = map.visibility(surface.positions[vertex] + surface.normals[vertex] * 0.03)
                    surfaces[index].irradiance[vertex] += color * (source.weight * lambert * seen)
                    let amount = source.weight * lambert * seen
                    amounts[index][vertex] += SIMD2(amount, amount * source.second)
                    if source.isKey { keyShare[index][vertex] += seen / keyCount }
                }
            }
        }
        for index in surfaces.indices {
            surfaces[index].secondShare = amounts[index].map { $0.y / max($0.x, 1e-6) }
            for vertex in keyShare[index].indices { surfaces[index].masks[vertex].x *= keyShare[index][vertex] }
        }
    }

    /// What one direction sees first.
    private struct ShadowMap {
        private let axes: (Vector3, Vector3, Vector3)
        private var nearest: [Float]

        init(_ direction: Vector3, _ surfaces: [Surface], _ occluders: [Vector3]) {
            let side = LightField.side
            let across = normalized(cross(direction, abs(direction.y) > 0.9 ? Vector3(1, 0, 0) : Vector3(0, 1, 0)))
            axes = (across, cross(direction, across), direction)
            nearest = []
            var nearest = [Float](repeating: .infinity, count: side * side)
            nearest.withUnsafeMutableBufferPointer { nearest in
                for surface in surfaces where surface.material != .eye {
                    let points = surface.positions.map(project)
                    for t in surface.casting {
                        rasterize(points[Int(t.x)], points[Int(t.y)], points[Int(t.z)], width: side, height: side) {
                            nearest[$1 * side + $0] = min(nearest[$1 * side + $0], $2)
                        }
                    }
                }
                for point in occluders {
                    let p = project(point)
                    guard p.x >= 0, p.y >= 0, p.x < Float(side), p.y < Float(side) else { continue }
                    let index = Int(p.y) * side + Int(p.x)
                    nearest[index] = min(nearest[index], p.z)
                }
            }
            self.nearest = nearest
        }

        /// Map coordinates, z growing away from the light.
        private func project(_ point: Vector3) -> Vector3 {
            let p = point - LightField.middle
            let half = Float(LightField.side) / 2
            let scale = half / LightField.reach
            return Vector3(dot(p, axes.0) * scale + half, dot(p, axes.1) * scale + half, -dot(p, axes.2))
        }

        /// 0...1 over the four nearest samples.
        func visibility(_ point: Vector3) -> Float {
            let p = project(point)
            let (column, row) = (p.x.rounded(.down), p.y.rounded(.down))
            let side = LightField.side
            guard column >= 0, row >= 0, column < Float(side - 1), row < Float(side - 1) else { return 1 }
            let index = Int(row) * side + Int(column)
            func open(_ offset: Int) -> Float { nearest[index + offset] + 0.05 >= p.z ? 1 : 0 }
            let (tx, ty) = (p.x - column, p.y - row)
            return mix(mix(open(0), open(1), tx), mix(open(side), open(side + 1), tx), ty)
        }
    }
}
