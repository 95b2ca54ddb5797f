/// Gives every sample of a scene its colour.
struct ScenePainter {
    let scene: PortraitScene
    /// Samples per picture pixel and side.
    let supersampling: Int
    let shader: Shader

    init(_ scene: PortraitScene, supersampling: Int) {
        self.scene = scene
        self.supersampling = supersampling
        shader = Shader(scene)
    }

    /// What a triangle's corners hand to the shader.
    struct Vertex {
        var sample: Vector3
        var fragment: Shader.Fragment
    }

    struct Face {
        var corners: SIMD3<Int32>
        var surface: Int32
    }

    /// All surfaces' triangles in sample coordinates, the head's vertices first.
    struct Mesh {
        var vertices: [Vertex] = []
        var faces: [Face] = []
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

    func visibility() -> VisibilityBuffer {
        VisibilityBuffer(
            width: scene.recipe.width * supersampling, height: scene.recipe.height * supersampling,
            surfaces: scene.surfaces, points: scene.surfaces.map { $0.positions.map(sample) })
    }

    /// The picture in linear light.
    func paint() -> Canvas {
        let (width, height) = (scene.recipe.width, scene.recipe.height)
        let visible = visibility()
        var picture = Canvas(
            width: width, height: height, pixels: [SIMD4<Float>](repeating: .zero, count: width * height))
        paintSurfaces(visible, on: &picture)
        // Strands have soft edges of their own: they are drawn at the picture's size.
        draw(scene.strokes, tolerance: 0.06, behind: visible, on: &picture)
        if let glasses = scene.recipe.look.glasses {
            GlassesBuilder(glasses: glasses, shape: scene.shape, pose: scene.pose).drawLenses(
                on: &picture, depth: visible.depth, factor: supersampling, toPixel: pixel,
                light: scene.light.ambient.onGrey, seed: scene.recipe.seed)
        }
        draw(scene.hair, tolerance: 0.02, behind: visible, on: &picture)
        return picture
    }

    func draw(_ strands: Strands, tolerance: Float, behind visible: VisibilityBuffer, on picture: inout Canvas) {
        strands.draw(
            on: &picture, behind: visible.depth, factor: supersampling, scale: scene.pose.scale,
            tolerance: tolerance, toPixel: pixel)
    }

    func mesh() -> Mesh {
        var mesh = Mesh()
        for (number, surface) in scene.surfaces.enumerated() {
            let base = Int32(mesh.vertices.count)
            mesh.vertices += surface.rest.indices.map { index in
                Vertex(
                    sample: sample(surface.positions[index]),
                    fragment: Shader.Fragment(
                        rest: surface.rest[index], normal: surface.normals[index], albedo: surface.albedo[index],
                        irradiance: surface.irradiance[index], masks: surface.masks[index]))
            }
            mesh.faces += surface.triangles.map { Face(corners: $0 &+ base, surface: Int32(number)) }
        }
        return mesh
    }

    /// Colours each pixel by the surfaces its samples show, shading every surface once a pixel.
    private func paintSurfaces(_ visible: VisibilityBuffer, on canvas: inout Canvas) {
        let mesh = mesh()
        let (vertices, faces) = (mesh.vertices, mesh.faces)
        let wears = !scene.layers.isEmpty
        let materials = scene.surfaces.map(\.material)
        let firstEye = Int32(materials.firstIndex(of: .eye) ?? 0)
        let (width, factor) = (canvas.width, supersampling)
        let share = 1 / Float(factor * factor)
        vertices.withUnsafeBufferPointer { vertices in
            func shaded(_ face: Face, _ column: Int, _ row: Int) -> Vector3 {
                let fragment = Self.interpolated(
                    vertices[Int(face.corners.x)], vertices[Int(face.corners.y)], vertices[Int(face.corners.z)],
                    x: Float(column), y: Float(row))
                return switch materials[Int(face.surface)] {
                case .skin where wears && face.surface == 0:
                    shader.skin(
                        fragment, scene.sites.site(face.corners, mesh.weights(face, x: Float(column), y: Float(row))))
                case .skin: shader.skin(fragment)
                case .eye: shader.eye(fragment, isLeft: face.surface != firstEye)
                case .torso: shader.torso(fragment)
                case .hair, .card: shader.matte(fragment)
                case .cloth: shader.cloth(fragment, isKnitted: scene.recipe.look.headwear == .beanie)
                case .gloss: shader.gloss(fragment)
                case .mouth: shader.mouth(fragment)
                }
            }
            for index in canvas.pixels.indices {
                let (column, row) = (index % width * factor, index / width * factor)
                var sum = Vector3.zero
                var (last, color) = (Int32.min, Vector3.zero)
                for sample in 0..<factor * factor {
                    let (x, y) = (column + sample % factor, row + sample / factor)
                    let triangle = visible.triangle[y * visible.width + x]
                    let surface = triangle < 0 ? -1 : faces[Int(triangle)].surface
                    if surface != last {
                        last = surface
                        color =
                            triangle < 0
                            ? scene.backdrop.color(
                                Float(column) / Float(visible.width), Float(row) / Float(visible.height))
                            : shaded(faces[Int(triangle)], x, y)
                    }
                    sum += color
                }
                canvas.pixels[index] = SIMD4(sum * share, 1)
            }
        }
    }

    @inline(__always)
    fileprivate static func interpolated(_ a: Vertex, _ b: Vertex, _ c: Vertex, x: Float, y: Float) -> Shader.Fragment {
        let weights = weights(a.sample, b.sample, c.sample, x: x, y: y)
        let (wa, wb, wc) = (weights.x, weights.y, weights.z)
        let (u, v, w) = (a.fragment, b.fragment, c.fragment)
        return Shader.Fragment(
            rest: u.rest * wa + v.rest * wb + w.rest * wc, normal: u.normal * wa + v.normal * wb + w.normal * wc,
            albedo: u.albedo * wa + v.albedo * wb + w.albedo * wc,
            irradiance: u.irradiance * wa + v.irradiance * wb + w.irradiance * wc,
            masks: u.masks * wa + v.masks * wb + w.masks * wc)
    }

    /// How much of each corner is at a sample.
    @inline(__always)
    fileprivate static func weights(_ p: Vector3, _ q: Vector3, _ r: Vector3, x: Float, y: Float) -> Vector3 {
        let inverse = 1 / ((q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y))
        // Slivers at a silhouette have no reliable weights: keep them inside the triangle.
        let wb = clamp(((x - p.x) * (r.y - p.y) - (r.x - p.x) * (y - p.y)) * inverse)
        let wc = clamp(((q.x - p.x) * (y - p.y) - (x - p.x) * (q.y - p.y)) * inverse, 0, 1 - wb)
        return Vector3(1 - wb - wc, wb, wc)
    }
}

extension ScenePainter.Mesh {
    func fragment(_ face: ScenePainter.Face, x: Float, y: Float) -> Shader.Fragment {
        ScenePainter.interpolated(
            vertices[Int(face.corners.x)], vertices[Int(face.corners.y)], vertices[Int(face.corners.z)], x: x, y: y)
    }

    func weights(_ face: ScenePainter.Face, x: Float, y: Float) -> Vector3 {
        ScenePainter.weights(
            vertices[Int(face.corners.x)].sample, vertices[Int(face.corners.y)].sample,
            vertices[Int(face.corners.z)].sample, x: x, y: y)
    }
}
