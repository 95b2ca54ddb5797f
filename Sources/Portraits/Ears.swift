/// Two ears: a shell with its rim, hollow and lobe.
enum Ears {
    private static let columns = 30
    private static let rows = 11

    /// - Parameter outline: the landmark the ear grows behind (127 or 356's neighbour 234 or 454).
    static func surface(isRight: Bool, root: Vector3, pose: HeadPose) -> Surface {
        let side: Float = isRight ? -1 : 1
        let out = normalized(Vector3(side * 0.80, 0, 0.60))
        let up = normalized(Vector3(side * 0.14, -1, 0.12))
        let normal = normalized(Vector3(side * 0.55, 0, -0.83))
        let center = root + Vector3(side * 0.02, 0.02, 0.12) + out * 0.17
        var points: [Vector3] = []
        for row in 0..<rows {
            let r = Float(row) / Float(rows - 1)
            for column in 0..<columns {
                let angle = Float(column) / Float(columns) * 2 * .pi
                let (c, s) = (cosine(angle), sine(angle))
                // Broad above, drawn in to a lobe below; the side at the cheek is flat.
                let width = (c > 0 ? 0.30 : 0.20) * (s > 0 ? 1 : 0.78 + 0.22 * (1 + s))
                let height: Float = s > 0 ? 0.43 : 0.44
                let lobe = smoothstep(-0.55, -0.95, s)
                let rim = 0.075 * bell((r - 0.84) / 0.10) * (1 - lobe) * (c > -0.6 ? 1 : 0.4)
                let antihelix = 0.05 * bell((r - 0.55) / 0.10) * (c > 0 ? 1 : 0.2) * (1 - lobe)
                let hollow = -0.07 * bell(r / 0.34)
                let edge = -0.10 * smoothstep(0.9, 1, r)
                points.append(
                    center + out * (c * width * r) + up * (s * height * r)
                        + normal * (rim + antihelix + hollow + edge + 0.03 * lobe))
            }
        }
        var triangles = gridTriangles(columns: columns, rows: rows, isClosed: true)
        if isRight { triangles = triangles.map { SIMD3($0.x, $0.z, $0.y) } }
        var surface = Surface(material: .skin, rest: points, triangles: triangles, pose: { pose($0) })
        if let middle = surface.normals.indices.last, surface.normals[middle / 2].z > 0.5 {
            surface.triangles = surface.triangles.map { SIMD3($0.x, $0.z, $0.y) }
            surface.normals = surface.normals.map { -$0 }
        }
        return surface
    }
}
