/// Two ears: a shell with its rim, hollow and lobe.
enum Ears {
    private static let columns = 30
    private static let rows = 11

    /// The surface's reflectance is relative to the skin's.
    ///
    /// - Parameter root: the landmark in front of the ear.
    static func surface(isRight: Bool, root: Vector3, pose: HeadPose) -> Surface {
        let side: Float = isRight ? -1 : 1
        let out = normalized(Vector3(side * 0.66, 0, 0.75))
        let up = normalized(Vector3(side * 0.12, -1, 0.14))
        let normal = normalized(Vector3(side * 0.62, 0, -0.78))
        let center = root + Vector3(side * 0.0, -0.08, 0.12) + out * 0.13
        var points: [Vector3] = []
        var shades: [Float] = []
        for row in 0..<rows {
            let r = Float(row) / Float(rows - 1)
            for column in 0..<columns {
                let angle = Float(column) / Float(columns) * 2 * .pi
                let (c, s) = (cosine(angle), sine(angle))
                // Broad above, drawn in to a lobe below; the side at the cheek is flat.
                let width = (c > 0 ? 0.27 : 0.20) * (s > 0 ? 1 : 1 + 0.38 * s)
                let height: Float = s > 0 ? 0.40 : 0.43
                let lobe = smoothstep(-0.55, -0.95, s)
                let rim = 0.09 * bell((r - 0.84) / 0.10) * (1 - lobe) * (c > -0.6 ? 1 : 0.4)
                let antihelix = 0.05 * bell((r - 0.55) / 0.10) * (c > 0 ? 1 : 0.2) * (1 - lobe)
                let hollow = -0.12 * bell(r / 0.34)
                let edge = -0.10 * smoothstep(0.9, 1, r)
                let furrow = bell((r - 0.70) / 0.07) * (1 - lobe) * (c > -0.3 ? 1 : 0)
                shades.append(1 - 0.42 * bell((r + 0.25 * c) / 0.30) - 0.22 * furrow)
                points.append(
                    center + out * (c * width * r) + up * (s * height * r)
                        + normal * (rim + antihelix + hollow + edge + 0.03 * lobe))
            }
        }
        var surface = Surface(
            material: .skin, rest: points, triangles: gridTriangles(columns: columns, rows: rows, isClosed: true),
            pose: { pose($0) })
        let facing = surface.normals.reduce(0) { $0 + dot($1, pose.rotated(normal)) }
        if facing < 0 { surface.normals = surface.normals.map { -$0 } }
        surface.albedo = shades.map { Vector3(1, $0, $0) * $0 }
        return surface
    }
}
