/// Turns the head about the top of the neck, and places the template's space in the picture.
struct HeadPose {
    /// Where the head turns: at the ears' height, inside.
    static let pivot = Vector3(0, 0.3, 1.45)

    private let columns: (Vector3, Vector3, Vector3)
    /// Pixels per unit of the template.
    let scale: Float
    /// The picture's point above which the template's origin lies.
    let center: SIMD2<Float>

    init(_ recipe: PortraitRecipe) {
        let radians = Double.pi / 180
        let (yaw, pitch, roll) = (
            Float(recipe.yaw * radians), Float(recipe.pitch * radians), Float(recipe.roll * radians)
        )
        func turned(_ v: Vector3) -> Vector3 {
            let p = Vector3(
                v.x, v.y * cosine(pitch) + v.z * sine(pitch), -v.y * sine(pitch) + v.z * cosine(pitch))
            let q = Vector3(p.x * cosine(yaw) - p.z * sine(yaw), p.y, p.x * sine(yaw) + p.z * cosine(yaw))
            return Vector3(q.x * cosine(roll) - q.y * sine(roll), q.x * sine(roll) + q.y * cosine(roll), q.z)
        }
        columns = (turned(Vector3(1, 0, 0)), turned(Vector3(0, 1, 0)), turned(Vector3(0, 0, 1)))
        scale = Float(recipe.faceHeight) * Float(recipe.height) / HeadShape.faceHeight
        // Room for hair above the face as long as there is any.
        let drop = mix(0.475, 0.5, clamp((Float(recipe.faceHeight) - 0.5) * 2.5))
        center = SIMD2(Float(recipe.width) * 0.5, Float(recipe.height) * drop)
    }

    /// A direction of the head as the camera sees it.
    func rotated(_ v: Vector3) -> Vector3 { columns.0 * v.x + columns.1 * v.y + columns.2 * v.z }

    /// A direction the camera sees, as the head has it.
    func unrotated(_ v: Vector3) -> Vector3 { Vector3(dot(columns.0, v), dot(columns.1, v), dot(columns.2, v)) }

    /// A point of the head as the camera sees it.
    func callAsFunction(_ p: Vector3) -> Vector3 { rotated(p - Self.pivot) + Self.pivot }

    /// Pixels of a point the camera sees; z in the same unit.
    func pixel(_ p: Vector3) -> Vector3 { Vector3(p.x * scale + center.x, p.y * scale + center.y, p.z * scale) }
}
