/// The mean over a square window of side 2·radius + 1, clipped at the borders.
///
/// - Complexity: O(width × height), whatever the radius.
func boxBlurred(_ plane: [Float], width: Int, height: Int, radius: Int) -> [Float] {
    guard radius > 0, width > 0, height > 0 else { return plane }
    var rows = [Float](repeating: 0, count: plane.count)
    for y in 0..<height {
        let start = y * width
        var sum = Float(0)
        for x in 0..<min(radius, width) { sum += plane[start + x] }
        for x in 0..<width {
            if x + radius < width { sum += plane[start + x + radius] }
            if x - radius > 0 { sum -= plane[start + x - radius - 1] }
            rows[start + x] = sum / Float(min(x + radius, width - 1) - max(x - radius, 0) + 1)
        }
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
