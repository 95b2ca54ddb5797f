import FaceMesh

/// Where on the head's surface parts of the face and places for products lie: by where a point lies on the template.
///
/// Places move with the head's own features, whatever they are for one person. Lips are no part of it: the surface
/// carries their border (`Surface.masks`).
enum ZoneMap {
    /// What the surface is at one point, all 0...1; edges are as soft as the lips' drawn border, blush's far softer.
    struct Shares {
        /// The face's skin: see `FacePart.skin`.
        var face: Float
        var cheeks: Float
        var lids: Float
    }

    /// - Parameters:
    ///   - place: on the template's head (`HeadShape.template`).
    ///   - down: how far the template's surface faces down there, −1...1.
    static func shares(at place: Vector3, down: Float) -> Shares {
        Shares(face: face(place, down), cheeks: cheeks(place), lids: lids(place))
    }

    /// Up to the ears, and to where the jaw turns under; what hair covers is taken off as it is drawn.
    private static func face(_ p: Vector3, _ down: Float) -> Float {
        let ears = smoothstep(1.24, 1.18, p.z)
        let jaw = smoothstep(0.80, 0.70, p.y > 0.4 ? down : 0)
        return ears * jaw
    }

    /// A patch that rises outwards, as `FacePaint` puts it: a bell of 0.26 across and 0.17 up, its middle 0.92 off the
    /// face's middle at the height of the nose's tip.
    private static func cheeks(_ p: Vector3) -> Float {
        let x = abs(p.x) - 0.92
        return bell(x / 0.26) * bell((p.y - 0.06 + 0.35 * x) / 0.17) * smoothstep(1.3, 1.1, p.z)
    }

    /// From the upper lid's edge to half the way between its crease and the brow's lower edge, corner to corner, and
    /// beyond the outer one towards the brow's end.
    private static func lids(_ p: Vector3) -> Float {
        let x = -abs(p.x)
        guard x > -1.3, x < -0.1, p.y < -0.4, p.z < 0.7 else { return 0 }
        let edge = height(of: lidEdge, at: x)
        let top = 0.5 * (height(of: crease, at: x) + height(of: browEdge, at: x))
        let above = smoothstep(0.012, -0.012, p.y - edge)
        let below = smoothstep(-0.012, 0.012, p.y - top)
        // The outer side leans towards the brow's end.
        let outer = lidEdge[0].x - 0.35 * max(lidEdge[0].y - p.y, 0)
        let inner = lidEdge[lidEdge.count - 1].x
        return above * below * smoothstep(-0.012, 0.012, x - outer) * smoothstep(0.012, -0.012, x - inner)
    }

    /// Rising in x; straight lines between points, level beyond the ends.
    private static func height(of line: [SIMD2<Float>], at x: Float) -> Float {
        guard let next = line.firstIndex(where: { $0.x > x }) else { return line[line.count - 1].y }
        guard next > 0 else { return line[0].y }
        let (from, to) = (line[next - 1], line[next])
        return mix(from.y, to.y, (x - from.x) / max(to.x - from.x, 1e-6))
    }

    private static func line(_ vertices: [Int]) -> [SIMD2<Float>] {
        vertices.map { SIMD2(FaceTemplate.vertices[$0].x, FaceTemplate.vertices[$0].y) }.sorted { $0.x < $1.x }
    }

    /// The right eye's, as the surface ends there, the drawn crease, and the lower edge of the brow's hair.
    private static let lidEdge = line([33, 246, 161, 160, 159, 158, 157, 173, 133])
    private static let crease: [SIMD2<Float>] = {
        let fold = line([247, 30, 29, 27, 28, 56, 190])
        return fold.map { SIMD2($0.x, mix($0.y, height(of: lidEdge, at: $0.x), 0.42)) }
    }()
    private static let browEdge = line([46, 53, 52, 65, 55])
}
