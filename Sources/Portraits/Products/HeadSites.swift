/// What products ask about each vertex of the head beyond its colour and light.
struct HeadSites {
    /// Light that folds leave, as `SkinMap.shade` has it for green.
    let folds: [Float]
    /// As `Surface.secondShare`.
    let secondShares: [Float]

    /// One point of the head.
    struct Site {
        /// On the template's head.
        var place: Vector3
        /// x: how far the template faces down, y: `folds`, z: `secondShares`.
        var light: Vector3
    }

    /// How far the template's surface faces down.
    private static let downs: [Float] = Surface.normals(HeadShape.template, HeadTopology.shared.triangles).map(\.y)

    /// - Parameters:
    ///   - corners: of a triangle of the head's.
    ///   - weights: together 1.
    func site(_ corners: SIMD3<Int32>, _ weights: Vector3) -> Site {
        var site = Site(place: .zero, light: .zero)
        for index in 0..<3 {
            let vertex = Int(corners[index])
            site.place += HeadShape.template[vertex] * weights[index]
            site.light += Vector3(Self.downs[vertex], folds[vertex], secondShares[vertex]) * weights[index]
        }
        return site
    }
}
