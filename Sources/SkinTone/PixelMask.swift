/// One byte a pixel, 1 where a shape covers the pixel's centre and 0 elsewhere.
struct PixelMask: Sendable {
    let width: Int
    let height: Int
    private(set) var bytes: [UInt8]
    /// Rows and columns that shapes have reached: all that is ever looked through.
    private var rows: Range<Int>?
    private var columns = 0..<0

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height)
    }

    /// Places of the pixels set, rows top to bottom.
    var indices: [Int] {
        var result: [Int] = []
        for row in rows ?? 0..<0 {
            let start = row * width
            for place in start + columns.lowerBound..<start + columns.upperBound where bytes[place] != 0 {
                result.append(place)
            }
        }
        return result
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
        rows = min(first, rows?.lowerBound ?? first)..<max(last + 1, rows?.upperBound ?? 0)
        var (left, right) = (columns.isEmpty ? width : columns.lowerBound, columns.upperBound)
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
                left = min(left, start)
                right = max(right, end + 1)
                for column in start...end { bytes[row * width + column] = value }
            }
        }
        columns = left < right ? left..<right : 0..<0
    }

    /// A coordinate as an index, held where integers cannot overflow whatever the landmarks say.
    private static func index(_ value: Float) -> Int { Int(max(-1e6, min(1e6, value.isNaN ? -1e6 : value))) }
}

/// The polygon grown by `factor` about its centroid.
func scaled(_ polygon: [SIMD2<Float>], by factor: Float) -> [SIMD2<Float>] {
    let centre = polygon.reduce(SIMD2<Float>.zero, +) / Float(max(polygon.count, 1))
    return polygon.map { centre + ($0 - centre) * factor }
}
