import FaceMesh

/// A patch of the face that no ring of landmarks outlines: an ellipse on the mean face, carried by its triangles.
struct TemplateEllipse {
    /// Corners of the triangle that each point of the outline lies in, on the face's right, and how much of each.
    private let points: [(corners: [Int], weights: SIMD3<Float>)]

    /// Blush as it is mostly worn: on the cheek a little below the nose's tip, rising outwards. On the mean face, 2.7
    /// wide, half of it is left 0.31 to the sides and 0.20 up and down of a middle 0.92 off the face's own; the outline is
    /// larger by what spreading its edge draws in.
    static let blush = TemplateEllipse(middle: SIMD2(-0.92, 0.06), radii: SIMD2(0.34, 0.21), rise: 0.35)

    /// - Parameters:
    ///   - middle: on the mean face's right half, as seen from the front.
    ///   - rise: by how much it rises outwards, as a share of the way.
    init(middle: SIMD2<Float>, radii: SIMD2<Float>, rise: Float) {
        points = Self.circle.compactMap { unit in
            let offset = unit * radii
            return Self.place(of: middle + SIMD2(offset.x, offset.y + rise * offset.x))
        }
    }

    func outlines(on landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        func outline(_ vertex: (Int) -> Int) -> [SIMD2<Float>] {
            points.map { point in
                (0..<3).reduce(SIMD2<Float>.zero) { sum, corner in
                    let place = landmarks.points[vertex(point.corners[corner])]
                    return sum + SIMD2(place.x, place.y) * point.weights[corner]
                }
            }
        }
        return [outline { $0 }, outline { Int(FaceTemplate.mirror[$0]) }]
    }

    /// Sixteen points of the unit circle: halves of halves of right angles.
    private static let circle: [SIMD2<Float>] = {
        let right: [SIMD2<Float>] = [[1, 0], [0, 1], [-1, 0], [0, -1]]
        return (0..<2).reduce(right) { points, _ in
            points.indices.flatMap { index -> [SIMD2<Float>] in
                let sum = points[index] + points[(index + 1) % points.count]
                return [points[index], sum / (sum * sum).sum().squareRoot()]
            }
        }
    }()

    /// The triangle of the mean face that shows a point from the front; `nil` beside the face.
    private static func place(of point: SIMD2<Float>) -> (corners: [Int], weights: SIMD3<Float>)? {
        for triangle in FaceTemplate.triangles {
            let corners = (0..<3).map { Int(triangle[$0]) }
            let (a, b, c) = (vertex(corners[0]), vertex(corners[1]), vertex(corners[2]))
            let area = cross(b - a, c - a)
            guard abs(area) > 1e-6 else { continue }
            let weights =
                SIMD3(
                    cross(b - point, c - point), cross(c - point, a - point), cross(a - point, b - point)) / area
            if weights.min() >= -1e-4 { return (corners, weights) }
        }
        return nil
    }

    private static func vertex(_ index: Int) -> SIMD2<Float> {
        SIMD2(FaceTemplate.vertices[index].x, FaceTemplate.vertices[index].y)
    }

    private static func cross(_ u: SIMD2<Float>, _ v: SIMD2<Float>) -> Float { u.x * v.y - u.y * v.x }
}
