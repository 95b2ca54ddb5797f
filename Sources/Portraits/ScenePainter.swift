/// Gives every sample of a scene its colour.
struct ScenePainter {
    let scene: PortraitScene
    /// Samples per picture pixel and side.
    let supersampling: Int
    private let shader: Shader

    init(_ scene: PortraitScene, supersampling: Int) {
        self.scene = scene
        self.supersampling = supersampling
        shader = Shader(scene)
    }

    /// What a triangle's corners hand to the shader.
    private struct Vertex {
        var sample: Vector3
        var fragment: Shader.Fragment
    }

    private struct Face {
        var corners: SIMD3<Int32>
        var surface: Int32
    }

    /// Coordinates, at one sample a pixel, of a point the camera sees.
    private func pixel(_ p: Vector3) -> Vector3 {
        let pixel = scene.pose.pixel(p)
        return Vector3(pixel.x - 0.5, pixel.y - 0.5, p.z)
    }

    /// Sample coordinates of a point the camera sees; z stays in the template's unit.
    private func sample(_ p: Vector3) -> Vector3 {
        let pixel = scene.pose.pixel(p)
        let factor = Float(supersampling)
        return Vector3(pixel.x * factor - 0.5, pixel.y * factor - 0.5, p.z)
    }

    /// The picture in linear light, one sample a pixel.
    func paint() -> Canvas {
        let (width, height) = (scene.recipe.width * supersampling, scene.recipe.height * supersampling)
        let visible = VisibilityBuffer(
            width: width, height: height, surfaces: scene.surfaces,
            points: scene.surfaces.map { $0.positions.map(sample) })
        var canvas = Canvas(width: width, height: height, pixels: [SIMD4<Float>](repeating: .zero, count: width * height))
        paintBackdrop(on: &canvas)
        paintSurfaces(visible, on: &canvas)
        // Strands have soft edges of their own: they are drawn at the picture's size.
        var picture = canvas.reduced(by: supersampling)
        let scale = scene.pose.scale
        for (strands, tolerance): (Strands, Float) in [(scene.strokes, 0.06), (scene.hair, 0.02)] {
            strands.draw(
                on: &picture, behind: visible.depth, factor: supersampling, scale: scale, tolerance: tolerance,
                toPixel: pixel)
        }
        return picture
    }

    /// The backdrop is out of focus: pairs of samples share a colour.
    private func paintBackdrop(on canvas: inout Canvas) {
        let (width, height) = (canvas.width, canvas.height)
        for row in stride(from: 0, to: height, by: 2) {
            for column in stride(from: 0, to: width, by: 2) {
                let color = SIMD4(
                    scene.backdrop.color(
                        (Float(column) + 1) / Float(width), (Float(row) + 1) / Float(height)), 1)
                for y in row..<min(row + 2, height) {
                    for x in column..<min(column + 2, width) { canvas.pixels[y * width + x] = color }
                }
            }
        }
    }

    private func paintSurfaces(_ visible: VisibilityBuffer, on canvas: inout Canvas) {
        var vertices: [Vertex] = []
        var faces: [Face] = []
        for (number, surface) in scene.surfaces.enumerated() {
            let base = Int32(vertices.count)
            vertices += surface.rest.indices.map { index in
                Vertex(
                    sample: sample(surface.positions[index]),
                    fragment: Shader.Fragment(
                        rest: surface.rest[index], normal: surface.normals[index], albedo: surface.albedo[index],
                        irradiance: surface.irradiance[index], masks: surface.masks[index]))
            }
            faces += surface.triangles.map { Face(corners: $0 &+ base, surface: Int32(number)) }
        }
        let materials = scene.surfaces.map(\.material)
        let firstEye = materials.firstIndex(of: .eye) ?? 0
        let width = canvas.width
        vertices.withUnsafeBufferPointer { vertices in
            faces.withUnsafeBufferPointer { faces in
                canvas.pixels.withUnsafeMutableBufferPointer { pixels in
                    visible.triangle.withUnsafeBufferPointer { triangles in
                        for index in pixels.indices where triangles[index] >= 0 {
                            let face = faces[Int(triangles[index])]
                            let fragment = Self.interpolated(
                                vertices[Int(face.corners.x)], vertices[Int(face.corners.y)],
                                vertices[Int(face.corners.z)], x: Float(index % width), y: Float(index / width))
                            let color: Vector3
                            switch materials[Int(face.surface)] {
                            case .skin: color = shader.skin(fragment)
                            case .eye: color = shader.eye(fragment, isLeft: Int(face.surface) != firstEye)
                            case .torso: color = shader.torso(fragment)
                            case .hair: color = shader.hair(fragment)
                            }
                            pixels[index] = SIMD4(color, 1)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func interpolated(_ a: Vertex, _ b: Vertex, _ c: Vertex, x: Float, y: Float) -> Shader.Fragment {
        let (p, q, r) = (a.sample, b.sample, c.sample)
        let inverse = 1 / ((q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y))
        // Slivers at a silhouette have no reliable weights: keep them inside the triangle.
        let wb = clamp(((x - p.x) * (r.y - p.y) - (r.x - p.x) * (y - p.y)) * inverse)
        let wc = clamp(((q.x - p.x) * (y - p.y) - (x - p.x) * (q.y - p.y)) * inverse, 0, 1 - wb)
        let wa = 1 - wb - wc
        let (u, v, w) = (a.fragment, b.fragment, c.fragment)
        return Shader.Fragment(
            rest: u.rest * wa + v.rest * wb + w.rest * wc, normal: u.normal * wa + v.normal * wb + w.normal * wc,
            albedo: u.albedo * wa + v.albedo * wb + w.albedo * wc,
            irradiance: u.irradiance * wa + v.irradiance * wb + w.irradiance * wc,
            masks: u.masks * wa + v.masks * wb + w.masks * wc)
    }
}
