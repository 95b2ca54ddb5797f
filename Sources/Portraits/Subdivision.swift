/// Loop subdivision worked out once for a topology: each new vertex is a weighted sum of old ones.
/// - Source: Loop 1987, with Warren's weights; boundaries as cubic B-splines.
struct Subdivision {
    private(set) var triangles: [SIMD3<Int32>]
    private var starts: [Int32] = [0]
    private var sources: [Int32] = []
    private var weights: [Float] = []

    var vertexCount: Int { starts.count - 1 }

    /// One step: old vertices keep their numbers, edge vertices follow.
    init(vertexCount: Int, triangles old: [SIMD3<Int32>]) {
        struct Edge { var ends: (Int32, Int32), opposite: [Int32] = [] }
        var edges: [Edge] = []
        var numbers: [Int64: Int32] = [:]
        var neighbors = [[Int32]](repeating: [], count: vertexCount)
        func number(_ u: Int32, _ v: Int32, opposite: Int32) -> Int32 {
            let key = Int64(min(u, v)) << 32 | Int64(max(u, v))
            let index: Int32
            if let known = numbers[key] {
                index = known
            } else {
                index = Int32(edges.count)
                numbers[key] = index
                edges.append(Edge(ends: (min(u, v), max(u, v))))
                neighbors[Int(u)].append(v)
                neighbors[Int(v)].append(u)
            }
            edges[Int(index)].opposite.append(opposite)
            return Int32(vertexCount) + index
        }
        triangles = []
        triangles.reserveCapacity(old.count * 4)
        for t in old {
            let (xy, yz, zx) = (
                number(t.x, t.y, opposite: t.z), number(t.y, t.z, opposite: t.x), number(t.z, t.x, opposite: t.y)
            )
            triangles += [SIMD3(t.x, xy, zx), SIMD3(t.y, yz, xy), SIMD3(t.z, zx, yz), SIMD3(xy, yz, zx)]
        }
        var boundary = [[Int32]](repeating: [], count: vertexCount)
        for edge in edges where edge.opposite.count == 1 {
            boundary[Int(edge.ends.0)].append(edge.ends.1)
            boundary[Int(edge.ends.1)].append(edge.ends.0)
        }
        for vertex in 0..<vertexCount {
            let rim = boundary[vertex]
            if rim.count == 2 {
                append([(Int32(vertex), 0.75), (rim[0], 0.125), (rim[1], 0.125)])
            } else {
                let ring = neighbors[vertex]
                let count = Float(ring.count)
                let weight = ring.count == 3 ? Float(3) / 16 : 3 / (8 * count)
                append([(Int32(vertex), 1 - count * weight)] + ring.map { ($0, weight) })
            }
        }
        for edge in edges {
            let ends = edge.ends
            if edge.opposite.count == 2 {
                append([(ends.0, 0.375), (ends.1, 0.375), (edge.opposite[0], 0.125), (edge.opposite[1], 0.125)])
            } else {
                append([(ends.0, 0.5), (ends.1, 0.5)])
            }
        }
    }

    private mutating func append(_ terms: [(Int32, Float)]) {
        for term in terms {
            sources.append(term.0)
            weights.append(term.1)
        }
        starts.append(Int32(sources.count))
    }

    func callAsFunction(_ values: [Vector3]) -> [Vector3] {
        (0..<vertexCount).map { vertex in
            var sum = Vector3.zero
            for term in Int(starts[vertex])..<Int(starts[vertex + 1]) {
                sum += values[Int(sources[term])] * weights[term]
            }
            return sum
        }
    }
}

/// Turns triangles so that neighbours agree which side is out, starting from the first triangle's own order.
func consistentlyWound(_ triangles: [SIMD3<Int32>]) -> [SIMD3<Int32>] {
    var result = triangles
    var owners: [Int64: [Int]] = [:]
    func key(_ u: Int32, _ v: Int32) -> Int64 { Int64(min(u, v)) << 32 | Int64(max(u, v)) }
    for (index, t) in triangles.enumerated() {
        for edge in [key(t.x, t.y), key(t.y, t.z), key(t.z, t.x)] { owners[edge, default: []].append(index) }
    }
    func directed(_ t: SIMD3<Int32>) -> [(Int32, Int32)] { [(t.x, t.y), (t.y, t.z), (t.z, t.x)] }
    var visited = [Bool](repeating: false, count: triangles.count)
    for start in triangles.indices where !visited[start] {
        visited[start] = true
        var queue = [start]
        while let index = queue.popLast() {
            for (u, v) in directed(result[index]) {
                for other in owners[key(u, v)] ?? [] where !visited[other] {
                    visited[other] = true
                    if directed(result[other]).contains(where: { $0 == (u, v) }) {
                        result[other] = SIMD3(result[other].x, result[other].z, result[other].y)
                    }
                    queue.append(other)
                }
            }
        }
    }
    return result
}
