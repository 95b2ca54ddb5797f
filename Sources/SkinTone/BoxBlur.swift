/// The mean over a square window of side 2·radius + 1, clipped at the borders.
/// - Precondition: `plane` holds `width` × `height` values.
/// - Complexity: O(width × height), whatever the radius.
func boxBlurred(_ plane: [Float], width: Int, height: Int, radius: Int) -> [Float] {
    precondition(plane.count == width * height, "a plane holds a value for each of its pixels")
    guard radius > 0, width > 0, height > 0 else { return plane }
    return [Float](unsafeUninitializedCapacity: plane.count) { result, count in
        plane.withUnsafeBufferPointer { plane in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width * (height + 2)) { memory in
                guard let rows = memory.baseAddress, let result = result.baseAddress, let plane = plane.baseAddress
                else { return }
                let (scales, sums) = (rows + width * height, rows + width * (height + 1))
                for x in 0..<width {
                    scales[x] = 1 / Float(min(x + radius, width - 1) - max(x - radius, 0) + 1)
                }
                blurRows(plane, rows, scales, width, height, radius)
                blurColumns(rows, result, sums, width, height, radius)
            }
        }
        count = plane.count
    }
}

/// Bound by latency: a running sum waits for itself, so four rows run side by side.
private func blurRows(
    _ plane: UnsafePointer<Float>, _ rows: UnsafeMutablePointer<Float>, _ scales: UnsafePointer<Float>, _ width: Int,
    _ height: Int, _ radius: Int
) {
    for y in stride(from: 0, to: height, by: 4) {
        // Where fewer than four rows are left, the last is done again.
        func start(_ row: Int) -> Int { min(row, height - 1) * width }
        let (a, b, c, d) = (start(y), start(y + 1), start(y + 2), start(y + 3))
        var (s, t, u, v) = (Float(0), Float(0), Float(0), Float(0))
        for x in -radius..<width {
            let (front, back) = (x + radius, x - radius - 1)
            if front < width {
                s += plane[a &+ front]
                t += plane[b &+ front]
                u += plane[c &+ front]
                v += plane[d &+ front]
            }
            if back >= 0 {
                s -= plane[a &+ back]
                t -= plane[b &+ back]
                u -= plane[c &+ back]
                v -= plane[d &+ back]
            }
            guard x >= 0 else { continue }
            rows[a &+ x] = s * scales[x]
            rows[b &+ x] = t * scales[x]
            rows[c &+ x] = u * scales[x]
            rows[d &+ x] = v * scales[x]
        }
    }
}

/// Bound by loads and stores.
private func blurColumns(
    _ rows: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ sums: UnsafeMutablePointer<Float>,
    _ width: Int, _ height: Int, _ radius: Int
) {
    sums.update(repeating: 0, count: width)
    for y in 0..<min(radius, height) { add(rows + y * width, to: sums, width) }
    for y in 0..<height {
        if y + radius < height { add(rows + (y + radius) * width, to: sums, width) }
        if y > radius { subtract(rows + (y - radius - 1) * width, from: sums, width) }
        let scale = 1 / Float(min(y + radius, height - 1) - max(y - radius, 0) + 1)
        let line = result + y * width
        for x in 0..<width { line[x] = sums[x] * scale }
    }
}

private func add(_ line: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>, _ count: Int) {
    for x in 0..<count { sums[x] += line[x] }
}

private func subtract(_ line: UnsafePointer<Float>, from sums: UnsafeMutablePointer<Float>, _ count: Int) {
    for x in 0..<count { sums[x] -= line[x] }
}
