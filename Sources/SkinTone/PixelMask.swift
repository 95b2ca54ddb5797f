/// One byte a pixel, 1 where a shape covers the pixel's centre and 0 elsewhere.
struct PixelMask: Sendable {
    let width: Int
    let height: Int
    var bytes: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height)
    }

    /// Pixels set.
    var count: Int { bytes.count { $0 != 0 } }

    /// Places of the pixels set, rows top to bottom.
    var indices: [Int] {
        bytes.withUnsafeBytes { bytes in
            var result: [Int] = []
            var place = 0
            // Most of a patch is outside any shape: eight pixels at a time while they are.
            while place + 8 <= bytes.count {
                if bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) != 0 {
                    for index in place..<place + 8 where bytes[index] != 0 { result.append(index) }
                }
                place += 8
            }
            for index in place..<bytes.count where bytes[index] != 0 { result.append(index) }
            return result
        }
    }

    /// Sets every pixel whose centre lies inside the polygon (even-odd rule) to `value`; parts outside are ignored.
    ///
    /// - Complexity: O(rows × corners + pixels covered).
    mutating func fill(_ polygon: [SIMD2<Float>], with value: UInt8 = 1) {
        guard polygon.count >= 3 else { return }
        let ys = polygon.map(\.y)
        let first = max(0, Self.index(ys.min()!.rounded(.down)))
        let last = min(height - 1, Self.index(ys.max()!.rounded(.up)))
        guard first <= last else { return }
        var crossings: [Float] = []
        for row in first...last {
            let y = Float(row) + 0.5
            crossings.removeAll(keepingCapacity: true)
            var previous = polygon[polygon.count - 1]
            for corner in polygon {
                if (corner.y > y) != (previous.y > y) {
                    crossings.append(previous.x + (y - previous.y) / (corner.y - previous.y) * (corner.x - previous.x))
                }
                previous = corner
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let start = max(0, Self.index((crossings[pair] - 0.5).rounded(.up)))
                let end = min(width - 1, Self.index((crossings[pair + 1] - 0.5).rounded(.down)))
                guard start <= end else { continue }
                for column in start...end { bytes[row * width + column] = value }
            }
        }
    }

    /// A coordinate as an index, held where integers cannot overflow whatever the landmarks say.
    private static func index(_ value: Float) -> Int { Int(max(-1e6, min(1e6, value.isNaN ? -1e6 : value))) }
}

/// The polygon grown by `factor` about its centroid.
func scaled(_ polygon: [SIMD2<Float>], by factor: Float) -> [SIMD2<Float>] {
    let centre = polygon.reduce(SIMD2<Float>.zero, +) / Float(max(polygon.count, 1))
    return polygon.map { centre + ($0 - centre) * factor }
}
