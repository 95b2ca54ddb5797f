/// Gives every sample of a scene its colour.
struct ScenePainter {
    let scene: PortraitScene
    /// Samples per picture pixel and side.
    let supersampling: Float
    private let pores = ValueNoise(seed: 0x5EED_0001)
    private let half: Vector3
    private let keyStrength: Float

    init(_ scene: PortraitScene, supersampling: Float) {
        self.scene = scene
        self.supersampling = supersampling
        half = normalized(scene.light.key + Vector3(0, 0, -1))
        keyStrength = 2 * (1 - scene.light.fill)
    }

    /// Sample coordinates of a point the camera sees; z stays in the template's unit.
    private func sample(_ p: Vector3) -> Vector3 {
        let pixel = scene.pose.pixel(p)
        return Vector3(pixel.x * supersampling - 0.5, pixel.y * supersampling - 0.5, p.z)
    }

    func paint(width: Int, height: Int) -> Canvas {
        let points = scene.surfaces.map { $0.positions.map(sample) }
        let visible = VisibilityBuffer(width: width, height: height, surfaces: scene.surfaces, points: points)
        var canvas = Canvas(width: width, height: height, pixels: [SIMD4<Float>](repeating: .zero, count: width * height))
        let firsts = scene.surfaces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.triangles.count) }
        for row in 0..<height {
            for column in 0..<width {
                let index = row * width + column
                let number = Int(visible.triangle[index])
                let color: Vector3
                if number < 0 {
                    color = scene.backdrop.color(
                        (Float(column) + 0.5) / Float(width), (Float(row) + 0.5) / Float(height))
                } else {
                    var which = 0
                    while number >= firsts[which + 1] { which += 1 }
                    color = shade(which, number - firsts[which], points[which], Float(column), Float(row))
                }
                canvas.pixels[index] = SIMD4(color, 1)
            }
        }
        let scale = scene.pose.scale * supersampling
        scene.strokes.draw(on: &canvas, depth: visible.depth, scale: scale, tolerance: 0.06, toSample: sample)
        scene.hair.draw(on: &canvas, depth: visible.depth, scale: scale, tolerance: 0.02, toSample: sample)
        return canvas
    }

    /// A surface's attributes at one sample.
    private struct Fragment {
        var rest: Vector3
        var normal: Vector3
        var albedo: Vector3
        var irradiance: Vector3
        var masks: Vector3
    }

    private func shade(_ which: Int, _ triangle: Int, _ points: [Vector3], _ x: Float, _ y: Float) -> Vector3 {
        let surface = scene.surfaces[which]
        let t = surface.triangles[triangle]
        let (i, j, k) = (Int(t.x), Int(t.y), Int(t.z))
        let (a, b, c) = (points[i], points[j], points[k])
        let inverse = 1 / ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y))
        let wb = ((x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y)) * inverse
        let wc = ((b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y)) * inverse
        let wa = 1 - wb - wc
        @inline(__always) func mixed(_ values: [Vector3]) -> Vector3 {
            values[i] * wa + values[j] * wb + values[k] * wc
        }
        let fragment = Fragment(
            rest: mixed(surface.rest), normal: mixed(surface.normals), albedo: mixed(surface.albedo),
            irradiance: mixed(surface.irradiance), masks: mixed(surface.masks))
        switch surface.material {
        case .skin: return skin(fragment)
        case .eye: return scene.gains * eye(fragment, scene.eyes[which == 3 ? 0 : 1])
        case .torso: return torso(fragment)
        case .hair: return scene.gains * fragment.albedo * fragment.irradiance
        }
    }

    private func skin(_ fragment: Fragment) -> Vector3 {
        let p = fragment.rest
        let fine = pores(p * 46) * 0.022 + pores(p * 95) * 0.018
        let mottled = pores(p * 9) * 0.020 + pores(p * 19) * 0.015
        var color = fragment.albedo * (Vector3(repeating: 1 + fine) + Vector3(0.4, 1, 0.9) * mottled)
        let lip = smoothstep(0.36, 0.64, fragment.masks.y)
        if lip > 0 {
            let grooves = 1 + 0.10 * pores(Vector3(p.x * 42, p.y * 5, 0)) * lip
            let isUpper = smoothstep(0.655, 0.625, p.y)
            color *= mix(Vector3(repeating: 1), scene.lipTint * mix(1.06, 0.86, isUpper) * grooves, lip)
        }
        if fragment.masks.z > 0 {
            color = mix(color, scene.traits.hair * 0.7, fragment.masks.z * (0.85 + 0.3 * pores(p * 60)))
        }
        let normal = normalized(fragment.normal)
        let bumped = normalized(normal + Vector3(pores(p * 55), pores(p * 55 + Vector3(9, 3, 5)), 0) * 0.05)
        let facing = clamp(dot(bumped, half))
        let broad = power(facing, doublings: 4)
        let narrow = power(broad, doublings: 2)
        let gloss = max(fragment.masks.x, 0) * (1 - fragment.masks.z)
        let highlight = keyStrength * (gloss * (0.032 * broad + 0.035 * narrow) + lip * 0.05 * narrow * narrow)
        return scene.gains * color * fragment.irradiance + Vector3(repeating: highlight)
    }

    private func eye(_ fragment: Fragment, _ eye: Eyeball) -> Vector3 {
        let offset = fragment.rest - eye.center
        let gaze = normalized(scene.pose.unrotated(eye.gaze))
        let aside = offset - gaze * dot(offset, gaze)
        let distance = length(aside) / Eyeball.irisRadius
        let depth = scene.depth
        let corner = smoothstep(0.13, 0.26, abs(offset.x))
        let white = mix(Vector3(0.70, 0.66, 0.63), Vector3(0.60, 0.53, 0.45), depth)
        let veins = max(pores(offset * 30 + Vector3(4, 4, 4)), 0) * 0.10 * corner
        var color = white * mix(Vector3(repeating: 1), Vector3(0.90, 0.70, 0.66), corner * 0.55 + veins)
        if distance < 1.08 {
            let spoke = aside * (1 / max(length(aside), 1e-6))
            let fibres = 1 + 0.35 * pores(spoke * 13 + Vector3(0, 0, distance * 1.5)) + 0.2 * pores(spoke * 31)
            // Light that enters at the top leaves through the far side of the iris.
            let glow = 1 - 0.55 * dot(aside, scene.light.key) / Eyeball.irisRadius
            let ring = mix(1.25, 0.75, smoothstep(0.35, 0.85, distance)) * mix(1, 0.35, smoothstep(0.80, 1.0, distance))
            let iris = scene.traits.iris * fibres * glow * ring
            let pupil = mix(Vector3(repeating: 0.006), iris, smoothstep(0.36, 0.44, distance))
            color = mix(pupil, color, smoothstep(0.94, 1.06, distance))
        }
        // Lids and lashes shade the upper part.
        let lid = mix(1, 0.52, smoothstep(-0.02, -0.11, offset.y))
        let level = clamp(fragment.irradiance.y, 0.55, 1.15) * lid
        let aim = aside - Vector3(scene.light.key.x, scene.light.key.y, 0) * (Eyeball.irisRadius * 0.85)
        let window = smoothstep(0.030, 0.020, abs(aim.x)) * smoothstep(0.036, 0.026, abs(aim.y))
        let below = aside + Vector3(scene.light.key.x, -0.7, 0) * (Eyeball.irisRadius * 0.62)
        let bounce = smoothstep(0.024, 0.006, length(below))
        return color * level + Vector3(repeating: 0.75 * window * min(keyStrength, 1) + 0.10 * bounce)
    }

    private func torso(_ fragment: Fragment) -> Vector3 {
        let p = fragment.rest
        let x = abs(p.x)
        let edge: Float =
            switch scene.traits.neckline {
            case .crew: mix(2.50, 2.12, smoothstep(0.1, 1.15, x))
            case .vee: max(3.30 - 1.25 * x, 2.05)
            case .scoop: mix(2.98, 2.12, smoothstep(0.15, 1.35, x))
            case .shirt: max(2.95 - 1.15 * x, 1.92)
            }
        let isBehind = p.z > 1.95
        let inside = p.y - (isBehind ? 2.08 : edge)
        let cloth = smoothstep(-0.008, 0.008, inside)
        var bare = fragment
        bare.albedo = scene.skin * Vector3(0.98, 0.96, 0.95)
        // Cloth stands off the skin: a thin shadow above its edge.
        let shadow = 1 - 0.35 * smoothstep(-0.10, 0, inside)
        let skinColor = cloth < 1 ? skin(bare) * shadow : .zero
        guard cloth > 0 else { return skinColor }
        let band = scene.traits.neckline == .shirt ? Float(0.30) : 0.13
        let weave = pores(Vector3(p.x * 70, p.y * 70, 0)) * 0.05 + pores(Vector3(p.x * 150, p.y * 40, 2)) * 0.05
        let folds = pores.fractal(Vector3(p.x * 1.6 + p.y * 0.6, p.y * 0.9 - x * 0.7, 5), octaves: 2) * 0.20
        let seam = 1 - 0.38 * bell((inside - band) / 0.014)
        let rib = inside < band ? 1.05 + 0.06 * sine(p.x * 90) : 1
        let roll = 0.82 + 0.18 * smoothstep(0, 0.05, inside)
        let fabric = scene.traits.clothes * fragment.irradiance * (1 + weave + folds) * seam * rib * roll
        return mix(skinColor, scene.gains * fabric, cloth)
    }

    /// x to the power 2^`doublings`.
    @inline(__always) private func power(_ x: Float, doublings: Int) -> Float {
        var result = x
        for _ in 0..<doublings { result *= result }
        return result
    }
}
