/// How hairs shine: light along a fibre, and the lock's own shape.
/// - Source: Kajiya and Kay 1989 for the fibre; its tint as in Marschner et al. 2003's two highlights.
struct HairLight {
    let key: Vector3
    let fill: Float
    private let ambient: Vector3
    private let second: (direction: Vector3, color: Vector3)
    private let half: Vector3
    private let tiltedHalf: Vector3

    init(_ light: LightField) {
        key = light.key
        fill = light.fill
        ambient = light.ambient.onGrey
        second = (light.second.direction, light.second.color.onGrey * light.second.strength)
        half = normalized(light.key + Vector3(0, 0, -1))
        tiltedHalf = normalized(half + Vector3(0, -0.35, 0.1))
    }

    /// - Parameters:
    ///   - tangent: unit direction of the fibre.
    ///   - outward: unit normal of the hair's mass at this place.
    ///   - openness: 0 deep inside the hair to 1 on its outside.
    func radiance(albedo: Vector3, tangent: Vector3, outward: Vector3, openness: Float, sheen: Float) -> Vector3 {
        func fibre(_ direction: Vector3) -> Float {
            let along = dot(tangent, direction)
            return max(1 - along * along, 0).squareRoot()
        }
        let facing = clamp((dot(outward, key) + 0.35) / 1.35)
        let sky = 0.75 - 0.25 * outward.y - 0.2 * outward.z
        let other = clamp((dot(outward, second.direction) + 0.35) / 1.35) * (1 - fill) * 1.2
        let diffuse =
            ambient * (fill * sky * 1.1) + Vector3(repeating: (1 - fill) * 1.5 * facing * mix(0.45, 1, fibre(key)))
            + second.color * other
        let visible = facing * smoothstep(0.1, 0.9, openness)
        let first = power(fibre(half), doublings: 5) * 0.050 * sheen
        let second = power(fibre(tiltedHalf), doublings: 3) * 0.50 * sheen
        let rim = clamp(1 + outward.z) * clamp(1 + outward.z) * 0.10
        let body = albedo * (diffuse * mix(0.35, 1.05, openness) + Vector3(repeating: rim))
        return body + (albedo * second + Vector3(repeating: first)) * visible * (0.35 + 0.65 * (1 - fill) * 2)
    }
}
