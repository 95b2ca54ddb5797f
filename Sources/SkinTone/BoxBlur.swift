/// The mean over a square window of side 2·radius + 1, clipped at the borders.
///
/// - Complexity: O(width × height), whatever the radius.
func boxBlurred(_ plane: [Float], width: Int, height: Int, radius: Int) -> [Float] {
    guard radius > 0, width > 0, height > 0 else { return plane }
    let rows = [Float](unsafeUninitializedCapacity: plane.count) { rows, count in
        plane.withUnsafeBufferPointer { plane in
            let scales = (0..<width).map { 1 / Float(min($0 + radius, width - 1) - max($0 - radius, 0) + 1) }
            // Bound by latency: a running sum waits for itself, so four rows run side by side.
            var y = 0
            while y < height {
                let starts = SIMD4<Int>(0, 1, 2, 3).replacing(with: 0, where: SIMD4(0, 1, 2, 3) .>= height - y) &* width
                let places = starts &+ y &* width
                func values(_ x: Int) -> SIMD4<Float> {
                    SIMD4(
                        plane[places[0] &+ x], plane[places[1] &+ x], plane[places[2] &+ x], plane[places[3] &+ x])
                }
                var sum = SIMD4<Float>.zero
                for x in 0..<min(radius, width) { sum += values(x) }
                for x in 0..<width {
                    if x + radius < width { sum += values(x + radius) }
                    if x - radius > 0 { sum -= values(x - radius - 1) }
                    let mean = sum * scales[x]
                    for lane in 0..<min(4, height - y) { rows[places[lane] &+ x] = mean[lane] }
                }
                y += 4
            }
        }
        count = plane.count
    }
    var result = [Float](repeating: 0, count: plane.count)
    var sums = [Float](repeating: 0, count: width)
    for y in 0..<min(radius, height) {
        for x in 0..<width { sums[x] += rows[y * width + x] }
    }
    for y in 0..<height {
        if y + radius < height {
            for x in 0..<width { sums[x] += rows[(y + radius) * width + x] }
        }
        if y - radius > 0 {
            for x in 0..<width { sums[x] -= rows[(y - radius - 1) * width + x] }
        }
        let scale = 1 / Float(min(y + radius, height - 1) - max(y - radius, 0) + 1)
        for x in 0..<width { result[y * width + x] = sums[x] * scale }
    }
    return result
}
