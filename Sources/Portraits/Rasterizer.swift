/// Visits the sample centres a triangle covers, with the depth there. Samples lie at whole coordinates; `body` gets
/// column, row and z.
@inline(__always)
func rasterize(
    _ a: Vector3, _ b: Vector3, _ c: Vector3, width: Int, height: Int, _ body: (Int, Int, Float) -> Void
) {
    let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
    guard abs(area) > 1e-9 else { return }
    let left = max(min(a.x, b.x, c.x).rounded(.up), 0), right = min(max(a.x, b.x, c.x), Float(width - 1))
    let top = max(min(a.y, b.y, c.y).rounded(.up), 0), bottom = min(max(a.y, b.y, c.y), Float(height - 1))
    guard left <= right, top <= bottom else { return }
    let inverse = 1 / area
    // Weights of b and c change by a constant per column.
    let (bx, cx) = ((c.y - a.y) * inverse, (a.y - b.y) * inverse)
    let (bz, cz) = (b.z - a.z, c.z - a.z)
    var y = top
    while y <= bottom {
        let bRow = -(c.x - a.x) * (y - a.y) * inverse
        let cRow = (b.x - a.x) * (y - a.y) * inverse
        var x = left
        while x <= right {
            let wb = bRow + (x - a.x) * bx
            let wc = cRow + (x - a.x) * cx
            if wb >= -1e-6, wc >= -1e-6, wb + wc <= 1.000_001 {
                body(Int(x), Int(y), a.z + clamp(wb) * bz + clamp(wc) * cz)
            }
            x += 1
        }
        y += 1
    }
}

/// Which triangle each sample of the picture shows, and how far away.
struct VisibilityBuffer {
    let width: Int
    let height: Int
    /// Index over all surfaces' triangles in order, −1 for background.
    private(set) var triangle: [Int32]
    /// Smaller is nearer; infinite for background.
    private(set) var depth: [Float]

    /// - Parameter points: every surface's vertices in sample coordinates.
    init(width: Int, height: Int, surfaces: [Surface], points: [[Vector3]]) {
        self.width = width
        self.height = height
        var triangle = [Int32](repeating: -1, count: width * height)
        var depth = [Float](repeating: .infinity, count: width * height)
        triangle.withUnsafeMutableBufferPointer { triangle in
            depth.withUnsafeMutableBufferPointer { depth in
                var number: Int32 = 0
                for (surface, points) in zip(surfaces, points) {
                    for t in surface.triangles {
                        defer { number += 1 }
                        let (i, j, k) = (Int(t.x), Int(t.y), Int(t.z))
                        // Surfaces are closed: what faces well away from the camera has something in front of it.
                        let normals = surface.normals
                        if min(normals[i].z, normals[j].z, normals[k].z) > 0.25 { continue }
                        rasterize(points[i], points[j], points[k], width: width, height: height) { x, y, z in
                            let index = y * width + x
                            if z < depth[index] {
                                depth[index] = z
                                triangle[index] = number
                            }
                        }
                    }
                }
            }
        }
        self.triangle = triangle
        self.depth = depth
    }
}
