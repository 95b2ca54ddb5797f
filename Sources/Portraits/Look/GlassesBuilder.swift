import ColorScience
import FaceMesh

/// Rims, bridge and arms of a pair of glasses, and where its lenses are.
struct GlassesBuilder {
    let glasses: Glasses
    let shape: HeadShape
    let pose: HeadPose

    private static let turns = 48
    private static let sides = 8

    /// Middle of a lens at rest, half its width and height.
    private func lens(isLeft: Bool) -> (center: Vector3, half: SIMD2<Float>) {
        let ring = HeadTopology.eyes[isLeft ? 1 : 0]
        let eye = HeadShape.mean(of: ring, in: shape.landmarks)
        let roundness = 1 - Float(glasses.squareness)
        let center = Vector3(eye.x * 0.99, eye.y + 0.045, shape.landmarks[168].z - 0.10)
        return (center, SIMD2(0.455 - 0.02 * roundness, 0.30 + 0.10 * roundness))
    }

    /// The lens' outline: a superellipse bent round the face.
    private func outline(isLeft: Bool) -> [Vector3] {
        let (center, half) = lens(isLeft: isLeft)
        let flatness = mix(1, 0.55, Float(glasses.squareness))
        return (0..<Self.turns).map { step in
            let angle = Float(step) / Float(Self.turns) * 2 * .pi
            func rounded(_ value: Float) -> Float {
                let size = exponential(flatness * Float(logarithm(Double(max(abs(value), 1e-5)))))
                return value < 0 ? -size : size
            }
            let x = center.x + half.x * rounded(cosine(angle))
            let y = center.y + half.y * rounded(sine(angle))
            return Vector3(x, y, center.z + 0.16 * x * x + 0.05 * (y - center.y))
        }
    }

    private var thickness: Float {
        glasses.frame == .metal ? 0.018 : mix(0.024, 0.052, Float(glasses.thickness))
    }

    /// - Parameter color: what the camera makes of the frame.
    func surface(color: Vector3) -> Surface {
        var points: [Vector3] = []
        var normals: [Vector3] = []
        var triangles: [SIMD3<Int32>] = []
        func tube(_ line: [Vector3], width: Float, isClosed: Bool) {
            let base = Int32(points.count)
            for (index, point) in line.enumerated() {
                let last = line.count - 1
                let before = line[index == 0 ? (isClosed ? last : 0) : index - 1]
                let after = line[index == last ? (isClosed ? 0 : last) : index + 1]
                let along = normalized(after - before)
                let side = normalized(cross(along, Vector3(0, 0, -1) + Vector3(0.001, 0.002, 0)))
                let front = cross(side, along)
                for turn in 0..<Self.sides {
                    let angle = Float(turn) / Float(Self.sides) * 2 * .pi
                    let normal = side * cosine(angle) + front * sine(angle)
                    points.append(point + normal * width * 0.5)
                    normals.append(pose.rotated(normal))
                }
            }
            triangles += gridTriangles(
                columns: Self.sides, rows: isClosed ? line.count + 1 : line.count, isClosed: true
            ).map { triangle in
                func wrapped(_ index: Int32) -> Int32 { base + index % Int32(line.count * Self.sides) }
                return SIMD3(wrapped(triangle.x), wrapped(triangle.y), wrapped(triangle.z))
            }
        }
        let outlines = [false, true].map { outline(isLeft: $0) }
        for (index, line) in outlines.enumerated() {
            tube(line, width: thickness, isClosed: true)
            tube(arm(line, isLeft: index == 1), width: thickness * 0.9, isClosed: false)
        }
        tube(bridge(outlines), width: thickness * 0.9, isClosed: false)
        let posed = pose
        var surface = Surface(material: .gloss, rest: points, triangles: triangles, pose: { posed($0) })
        surface.normals = normals
        surface.albedo = points.map { _ in color }
        return surface
    }

    /// From the rim's outer side over the ear.
    private func arm(_ rim: [Vector3], isLeft: Bool) -> [Vector3] {
        let side: Float = isLeft ? 1 : -1
        let hinge = rim.max { side * $0.x < side * $1.x }! + Vector3(0, -0.09, 0.01)
        let temple = shape.landmarks[isLeft ? Int(FaceTemplate.mirror[127]) : 127]
        let ear = Vector3(temple.x + side * 0.07, hinge.y + 0.06, temple.z + 0.05)
        let corner = Vector3(side * max(abs(hinge.x) + 0.05, abs(temple.x) * 0.90), hinge.y, hinge.z + 0.10)
        let behind = ear + Vector3(side * 0.03, 0.04, 0.35)
        return [hinge, corner] + (1...5).map { mix(corner, ear, Float($0) / 5) } + [behind]
    }

    /// Over the nose, from rim to rim.
    private func bridge(_ outlines: [[Vector3]]) -> [Vector3] {
        func inner(_ line: [Vector3], _ side: Float) -> Vector3 {
            line.filter { $0.y < HeadShape.mean(of: Array(line.indices), in: line).y }
                .min { side * $0.x < side * $1.x }!
        }
        let (right, left) = (inner(outlines[0], -1), inner(outlines[1], 1))
        return (0...8).map { step in
            let t = Float(step) / 8
            let rise = 1 - (2 * t - 1) * (2 * t - 1)
            return mix(right, left, t) + Vector3(0, -0.035 * rise, -0.07 * rise)
        }
    }

    /// What the lenses do to the picture behind them: a little light lost, and a window mirrored.
    func drawLenses(
        on canvas: inout Canvas, depth: [Float], factor: Int, toPixel: (Vector3) -> Vector3, light: Vector3,
        seed: UInt64
    ) {
        var random = SplitMix64(seed: seed, purpose: 33)
        let strength = Float(glasses.reflection)
        let slant = random.within(-0.5, 0.5)
        let place = random.within(-0.5, 0.6)
        for isLeft in [false, true] {
            let points = outline(isLeft: isLeft).map { toPixel(pose($0)) }
            let middle = HeadShape.mean(of: Array(points.indices), in: points)
            let half = max(points.map { abs($0.x - middle.x) }.max() ?? 1, 1)
            for index in points.indices {
                rasterize(
                    middle, points[index], points[(index + 1) % points.count], width: canvas.width,
                    height: canvas.height
                ) { x, y, z in
                    let behind = depth[(y * factor) * canvas.width * factor + x * factor]
                    guard behind > z else { return }
                    let (u, v) = ((Float(x) - middle.x) / half, (Float(y) - middle.y) / half)
                    let across = u + slant * v - place
                    let window = smoothstep(0.34, 0.26, abs(across)) * smoothstep(0.75, 0.1, abs(v + 0.1))
                    let sheen = 0.020 + 0.05 * smoothstep(0.4, -0.8, v)
                    let mirrored = light * (strength * (0.15 * window + sheen))
                    let index = y * canvas.width + x
                    canvas.pixels[index] = canvas.pixels[index] * 0.93 + SIMD4(mirrored, 0)
                }
            }
        }
    }
}
