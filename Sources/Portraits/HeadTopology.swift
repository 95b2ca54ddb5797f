import FaceMesh

/// How the head's surface joins up: the template's face, rims inside eyelids and lips, and rings over the skull.
struct HeadTopology {
    /// Rings between the face's outline and the back of the head: an eighth of the way each.
    static let skullRings = 7
    /// Numbers of the face outline's vertices, the order of every skull ring.
    static let outline = FaceTemplate.faceOval
    static let eyes = [FaceTemplate.rightEye, FaceTemplate.leftEye]
    static let mouth = FaceTemplate.innerLips

    static let rimStart = FaceLandmarks.count
    static let mouthRimStart = rimStart + eyes[0].count + eyes[1].count
    static let skullStart = mouthRimStart + mouth.count
    static let apex = skullStart + skullRings * outline.count
    static let vertexCount = apex + 1

    static let shared = HeadTopology()

    let coarse: [SIMD3<Int32>]
    let steps: [Subdivision]
    /// Each fine vertex's neighbours, as ranges of `neighbors`.
    let neighborStarts: [Int32]
    let neighbors: [Int32]

    var triangles: [SIMD3<Int32>] { steps[steps.count - 1].triangles }

    private init() {
        var all = FaceTemplate.triangles.map { SIMD3<Int32>(truncatingIfNeeded: $0) }
        func join(_ inner: [Int], _ outer: [Int]) {
            for index in inner.indices {
                let next = (index + 1) % inner.count
                all.append(SIMD3(Int32(inner[index]), Int32(inner[next]), Int32(outer[index])))
                all.append(SIMD3(Int32(inner[next]), Int32(outer[next]), Int32(outer[index])))
            }
        }
        var rim = Self.rimStart
        for ring in Self.eyes + [Self.mouth] {
            join(ring, Array(rim..<rim + ring.count))
            rim += ring.count
        }
        var previous = Self.outline
        for ring in 0..<Self.skullRings {
            let start = Self.skullStart + ring * previous.count
            let next = Array(start..<start + previous.count)
            join(previous, next)
            previous = next
        }
        for index in previous.indices {
            all.append(
                SIMD3(Int32(previous[index]), Int32(previous[(index + 1) % previous.count]), Int32(Self.apex)))
        }
        coarse = consistentlyWound(Self.facingCamera(all))
        let first = Subdivision(vertexCount: Self.vertexCount, triangles: coarse)
        let second = Subdivision(vertexCount: first.vertexCount, triangles: first.triangles)
        steps = [first, second]

        var rings = [Set<Int32>](repeating: [], count: second.vertexCount)
        for t in second.triangles {
            for (u, v) in [(t.x, t.y), (t.y, t.z), (t.z, t.x)] {
                rings[Int(u)].insert(v)
                rings[Int(v)].insert(u)
            }
        }
        var starts: [Int32] = [0]
        var flat: [Int32] = []
        for ring in rings {
            flat += ring.sorted()
            starts.append(Int32(flat.count))
        }
        neighborStarts = starts
        neighbors = flat
    }

    /// The triangles with the first one's order such that its normal points at the camera.
    private static func facingCamera(_ triangles: [SIMD3<Int32>]) -> [SIMD3<Int32>] {
        var result = triangles
        let t = result[0]
        let v = FaceTemplate.vertices
        let normal = cross(v[Int(t.y)] - v[Int(t.x)], v[Int(t.z)] - v[Int(t.x)])
        if normal.z > 0 { result[0] = SIMD3(t.x, t.z, t.y) }
        return result
    }

    /// The smooth surface's vertices from the coarse ones.
    func refined(_ coarse: [Vector3]) -> [Vector3] { steps.reduce(coarse) { $1($0) } }

    /// Coarse vertices whose smooth surface passes through `targets` at the landmarks: subdivision alone would
    /// pull the nose in.
    func interpolating(_ targets: [Vector3]) -> [Vector3] {
        var control = targets
        for _ in 0..<5 {
            let fine = refined(control)
            for index in 0..<FaceLandmarks.count { control[index] += 0.9 * (targets[index] - fine[index]) }
        }
        return control
    }

    /// Averages over neighbours, `count` times.
    func smoothed(_ values: [Vector3], count: Int) -> [Vector3] {
        var current = values
        for _ in 0..<count {
            var next = current
            for vertex in current.indices {
                var sum = Vector3.zero
                let range = Int(neighborStarts[vertex])..<Int(neighborStarts[vertex + 1])
                for index in range { sum += current[Int(neighbors[index])] }
                next[vertex] = mix(current[vertex], sum * (1 / Float(max(range.count, 1))), 0.6)
            }
            current = next
        }
        return current
    }
}
