import FaceMesh

/// What is seen between parted lips: teeth, and dark behind them.
enum Mouth {
    /// How far the upper teeth reach below the upper lip's edge at rest.
    static let teethLength: Float = 0.125

    /// From the right corner to the middle.
    private static let upperEdge = [78, 191, 80, 81, 82, 13]
    private static let lowerEdge = [78, 95, 88, 178, 87, 14]

    static func surface(landmarks: [Vector3], pose: HeadPose) -> Surface {
        let (columns, rows) = (41, 12)
        func edge(_ half: [Int], _ t: Float) -> Vector3 {
            let indices = half + half.dropLast().reversed().map { Int(FaceTemplate.mirror[$0]) }
            let position = t * Float(indices.count - 1)
            let first = min(Int(position), indices.count - 2)
            return mix(landmarks[indices[first]], landmarks[indices[first + 1]], position - Float(first))
        }
        var points: [Vector3] = []
        var masks: [Vector3] = []
        for row in 0..<rows {
            // Behind the lips above and below: less so towards the corners, where they close.
            let share = mix(-0.35, 1.35, Float(row) / Float(rows - 1))
            for column in 0..<columns {
                let t = Float(column) / Float(columns - 1)
                let (upper, lower) = (edge(upperEdge, t), edge(lowerEdge, t))
                var p = mix(upper, lower, share)
                p.z = max(upper.z, lower.z) + 0.055 + 0.05 * abs(2 * t - 1)
                points.append(p)
                masks.append(Vector3(p.y - upper.y, lower.y - upper.y, 0))
            }
        }
        var surface = Surface(
            material: .mouth, rest: points, triangles: gridTriangles(columns: columns, rows: rows, isClosed: false),
            pose: { pose($0) })
        surface.normals = points.map { pose.rotated(normalized(Vector3(1.1 * $0.x, 0, -1))) }
        surface.masks = masks
        return surface
    }
}
