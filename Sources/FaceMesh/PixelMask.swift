package import Imaging

/// One byte a pixel of a part of a picture, 1 where a shape covers the pixel's centre and 0 elsewhere.
package struct PixelMask: Sendable {
    /// What is held of the picture: nothing outside is ever set.
    package let frame: PixelRegion
    /// Of the picture, in pixels.
    package let width: Int
    /// By rows of the frame.
    package private(set) var bytes: [UInt8]

    /// A mask of as much of the picture as some polygons cover, and a margin.
    package init(around polygons: [[SIMD2<Float>]], margin: Int = 0, width: Int, height: Int) {
        frame = PixelRegion(around: polygons, margin: margin, width: width, height: height)
        self.width = width
        bytes = [UInt8](repeating: 0, count: frame.width * frame.height)
    }

    /// A mask of a whole picture.
    package init(width: Int, height: Int) {
        self.init(around: [[.zero, SIMD2(Float(width), Float(height))]], width: width, height: height)
    }

    /// Places in the picture of the pixels set, rows top to bottom. Bound by stores: every pixel of the frame is
    /// written, and the next one overwrites it unless it is set.
    package var indices: [Int32] {
        [Int32](unsafeUninitializedCapacity: bytes.count) { places, count in
            bytes.withUnsafeBufferPointer { bytes in
                var byte = 0
                for row in frame.y..<frame.y + frame.height {
                    let start = row * width + frame.x
                    for place in start..<start + frame.width {
                        places[count] = Int32(truncatingIfNeeded: place)
                        count &+= bytes[byte] == 0 ? 0 : 1
                        byte &+= 1
                    }
                }
            }
        }
    }

    /// Sets every pixel whose centre lies inside the polygon (even-odd rule) to `value`; parts outside are ignored.
    ///
    /// Bound by stores.
    /// - Complexity: O(rows that its sides cross + pixels covered).
    package mutating func fill(_ polygon: [SIMD2<Float>], with value: UInt8 = 1) {
        guard polygon.count >= 3, !bytes.isEmpty else { return }
        let (rows, columns) = (frame.height, frame.width)
        let origin = SIMD2(Float(frame.x), Float(frame.y))
        // No side crosses a row's middle twice.
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * polygon.count) { crossings in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: rows) { counts in
                counts.initialize(repeating: 0)
                var previous = polygon[polygon.count - 1]
                for corner in polygon {
                    let first = max(0, pixelIndex((min(corner.y, previous.y) - origin.y - 0.5).rounded(.up)))
                    let end = min(rows, pixelIndex((max(corner.y, previous.y) - origin.y - 0.5).rounded(.up)))
                    for row in first..<max(first, end) {
                        let y = Float(row) + origin.y + 0.5
                        let x = previous.x + (y - previous.y) / (corner.y - previous.y) * (corner.x - previous.x)
                        // Sorted as they come: two or four are the rule.
                        var place = row * polygon.count + counts[row]
                        while place > row * polygon.count, crossings[place - 1] > x {
                            crossings[place] = crossings[place - 1]
                            place -= 1
                        }
                        crossings[place] = x
                        counts[row] += 1
                    }
                    previous = corner
                }
                bytes.withUnsafeMutableBufferPointer { bytes in
                    for row in 0..<rows {
                        let line = row * polygon.count
                        for pair in stride(from: line, to: line + counts[row] - 1, by: 2) {
                            let start = max(0, pixelIndex((crossings[pair] - 0.5).rounded(.up)) - frame.x)
                            let end = min(columns, pixelIndex((crossings[pair + 1] - 0.5).rounded(.down)) - frame.x + 1)
                            guard start < end else { continue }
                            bytes[row * columns + start..<row * columns + end].update(repeating: value)
                        }
                    }
                }
            }
        }
    }
}

extension PixelRegion {
    /// As much of a picture as some polygons cover, and a margin; empty where they lie outside.
    package init(around polygons: [[SIMD2<Float>]], margin: Int = 0, width: Int, height: Int) {
        var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
        for corner in polygons.joined() {
            low.replace(with: corner, where: corner .< low)
            high.replace(with: corner, where: corner .> high)
        }
        let left = max(0, pixelIndex(low.x.rounded(.down)) - margin)
        let top = max(0, pixelIndex(low.y.rounded(.down)) - margin)
        let right = min(width, pixelIndex(high.x.rounded(.up)) + margin)
        let bottom = min(height, pixelIndex(high.y.rounded(.up)) + margin)
        self.init(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
    }
}

/// A coordinate as an index, held where integers cannot overflow whatever the landmarks say.
private func pixelIndex(_ value: Float) -> Int { Int(max(-1e6, min(1e6, value.isNaN ? -1e6 : value))) }
