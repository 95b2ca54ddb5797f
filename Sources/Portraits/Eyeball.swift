import FaceMesh

/// An eye behind its lids, looking into the camera.
struct Eyeball {
    static let radii = Vector3(0.285, 0.27, 0.27)
    static let irisRadius: Float = 0.116

    let center: Vector3
    /// Where it looks, as the head has it: most of the way from straight ahead to the camera.
    let gaze: Vector3
    let surface: Surface

    init(ring: [Int], landmarks: [Vector3], pose: HeadPose) {
        let middle = HeadShape.mean(of: ring, in: landmarks)
        let front = ring.map { landmarks[$0].z }.min() ?? 0
        center = Vector3(middle.x * 0.985, middle.y - 0.005, front + 0.03 + Self.radii.z)
        gaze = normalized(mix(Vector3(0, 0, -1), pose.unrotated(Vector3(0, 0, -1)), 0.7))
        let (columns, rows) = (28, 14)
        var points: [Vector3] = []
        for row in 0..<rows {
            let polar = Float(row) / Float(rows - 1) * 0.58 * .pi + 0.001
            for column in 0..<columns {
                let turn = Float(column) / Float(columns) * 2 * .pi
                let unit = Vector3(sine(polar) * cosine(turn), sine(polar) * sine(turn), -cosine(polar))
                points.append(center + unit * Self.radii)
            }
        }
        var surface = Surface(
            material: .eye, rest: points, triangles: gridTriangles(columns: columns, rows: rows, isClosed: true),
            pose: { pose($0) })
        let middlePoint = center
        surface.normals = surface.rest.map { pose.rotated(normalized(($0 - middlePoint) / (Self.radii * Self.radii))) }
        self.surface = surface
    }
}
