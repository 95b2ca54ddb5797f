import CVector

/// The mean over a square window of side 2·radius + 1, clipped at the borders.
/// - Precondition: `plane` holds `width` × `height` values.
/// - Complexity: O(width × height × (radius + 1)), eight at a time.
package func boxBlurred(_ plane: [Float], width: Int, height: Int, radius: Int) -> [Float] {
    precondition(plane.count == width * height, "a plane holds a value for each of its pixels")
    guard radius > 0, width > 0, height > 0 else { return plane }
    // Sums of columns, zeros around them: windows clipped at the border sum zeros. The last vector of a row ends up to
    // seven places late.
    let padded = (width + 7) & ~7 + 2 * radius + 8
    return [Float](unsafeUninitializedCapacity: plane.count + 8) { result, count in
        plane.withUnsafeBufferPointer { plane in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: padded + width + 8) { memory in
                memory.initialize(repeating: 0)
                guard let sums = memory.baseAddress, let result = result.baseAddress, let plane = plane.baseAddress
                else { return }
                let (columns, scales) = (sums + radius, sums + padded)
                for x in 0..<width {
                    scales[x] = 1 / Float(min(x + radius, width - 1) - max(x - radius, 0) + 1)
                }
                for y in 0..<min(radius, height) { add(plane + y * width, to: columns, width) }
                for y in 0..<height {
                    if y + radius < height { add(plane + (y + radius) * width, to: columns, width) }
                    if y > radius { subtract(plane + (y - radius - 1) * width, from: columns, width) }
                    let scale = 1 / Float(min(y + radius, height - 1) - max(y - radius, 0) + 1)
                    // What is written beyond the row, the next one overwrites.
                    blurLine(sums, scales, scale, radius, result + y * width, width)
                }
            }
        }
        count = plane.count
    }
}

/// Bound by loads, one for eight places and a column of the window.
private func blurLine(
    _ sums: UnsafePointer<Float>, _ scales: UnsafePointer<Float>, _ scale: Float, _ radius: Int,
    _ target: UnsafeMutablePointer<Float>, _ width: Int
) {
    for x in stride(from: 0, to: width, by: 8) {
        // Two sums, so that one addition need not wait for the one before.
        var (even, odd) = (cv_load(sums + x), cv_splat(0))
        for step in stride(from: 1, to: 2 &* radius, by: 2) {
            odd += cv_load(sums + (x &+ step))
            even += cv_load(sums + (x &+ step &+ 1))
        }
        cv_store(target + x, (even + odd) * (cv_load(scales + x) * cv_splat(scale)))
    }
}

/// Bound by loads and stores alike, two and one for eight places.
private func add(_ line: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>, _ count: Int) {
    for x in 0..<count { sums[x] += line[x] }
}

/// Bound as `add` is.
private func subtract(_ line: UnsafePointer<Float>, from sums: UnsafeMutablePointer<Float>, _ count: Int) {
    for x in 0..<count { sums[x] -= line[x] }
}
