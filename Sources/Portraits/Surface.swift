/// A smooth triangle mesh with what its shading needs.
struct Surface {
    enum Material { case skin, eye, torso, hair, cloth, gloss, mouth, card }

    let material: Material
    /// Vertices in the template's space, before the head turns: where textures live.
    let rest: [Vector3]
    var triangles: [SIMD3<Int32>]
    /// Fewer triangles over the same vertices, enough to cast shadows.
    var casting: [SIMD3<Int32>]
    /// Vertices as the camera sees them, in the template's unit.
    let positions: [Vector3]
    /// Unit normals at `positions`, outwards.
    var normals: [Vector3]
    /// Linear reflectance.
    var albedo: [Vector3]
    /// Light that arrives, relative to the skin site's.
    var irradiance: [Vector3]
    /// Share of the second light in `irradiance`, 0...1, colours left out.
    var secondShare: [Float]
    /// x: how strong the highlight is; y: lips, ½ on their outline; z: where hair may grow. All 0...1.
    var masks: [Vector3]

    init(material: Material, rest: [Vector3], triangles: [SIMD3<Int32>], pose: (Vector3) -> Vector3) {
        self.material = material
        self.rest = rest
        self.triangles = triangles
        casting = triangles
        positions = rest.map(pose)
        normals = Self.normals(positions, triangles)
        albedo = [Vector3](repeating: Vector3(repeating: 0.5), count: rest.count)
        irradiance = [Vector3](repeating: Vector3(repeating: 1), count: rest.count)
        secondShare = [Float](repeating: 0, count: rest.count)
        masks = [Vector3](repeating: .zero, count: rest.count)
    }

    /// Vertex normals, weighted by area.
    static func normals(_ positions: [Vector3], _ triangles: [SIMD3<Int32>]) -> [Vector3] {
        var sums = [Vector3](repeating: .zero, count: positions.count)
        for t in triangles {
            let (x, y, z) = (Int(t.x), Int(t.y), Int(t.z))
            let normal = cross(positions[y] - positions[x], positions[z] - positions[x])
            sums[x] += normal
            sums[y] += normal
            sums[z] += normal
        }
        return sums.map(normalized)
    }
}

/// A grid of `columns` × `rows` points as triangles; `isClosed` joins the last column to the first.
func gridTriangles(columns: Int, rows: Int, isClosed: Bool) -> [SIMD3<Int32>] {
    var triangles: [SIMD3<Int32>] = []
    for row in 0..<rows - 1 {
        for column in 0..<(isClosed ? columns : columns - 1) {
            let next = (column + 1) % columns
            let (a, b) = (Int32(row * columns + column), Int32(row * columns + next))
            let (c, d) = (a + Int32(columns), b + Int32(columns))
            triangles += [SIMD3(a, b, c), SIMD3(b, d, c)]
        }
    }
    return triangles
}
