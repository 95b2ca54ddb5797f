import ColorKernels
import Imaging

/// How much of each pixel of a part of a picture a shape covers, 0...1.
struct CoverageMask {
    let frame: PixelRegion
    /// Rows of the frame, top to bottom.
    private(set) var shares: [Float]

    init(frame: PixelRegion) {
        self.frame = frame
        shares = [Float](repeating: 0, count: frame.width * frame.height)
    }

    init(frame: PixelRegion, shares: [Float]) {
        precondition(shares.count == frame.width * frame.height, "a share for each pixel")
        self.frame = frame
        self.shares = shares
    }

    /// What some polygons cover together.
    init(frame: PixelRegion, _ polygons: [[SIMD2<Float>]]) {
        self.init(frame: frame)
        for polygon in polygons { fill(polygon) }
    }

    /// Adds the area of a polygon that does not cross itself; parts outside the frame are left out.
    ///
    /// Each side adds to the pixels it passes the area between it and the pixel's right edge, signed by its direction;
    /// summed along a row that gives the area inside.
    /// - Complexity: O(pixels of the frame + rows that its sides cross).
    mutating func fill(_ polygon: [SIMD2<Float>]) {
        let (width, height) = (frame.width, frame.height)
        guard polygon.count >= 3, width > 0, height > 0, polygon.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
            return
        }
        // One column more takes what lies to the right of the frame.
        var sums = [Float](repeating: 0, count: (width + 1) * height)
        let origin = SIMD2(Float(frame.x), Float(frame.y))
        var previous = polygon[polygon.count - 1] - origin
        for corner in polygon {
            let next = corner - origin
            Self.add(from: previous, to: next, &sums, width, height)
            previous = next
        }
        shares.withUnsafeMutableBufferPointer { shares in
            sums.withUnsafeBufferPointer { sums in
                for row in 0..<height {
                    var sum: Float = 0
                    for column in 0..<width {
                        sum += sums[row * (width + 1) + column]
                        let place = row * width + column
                        shares[place] = min(1, shares[place] + abs(sum))
                    }
                }
            }
        }
    }

    private static func add(
        from start: SIMD2<Float>, to end: SIMD2<Float>, _ sums: inout [Float], _ width: Int, _ height: Int
    ) {
        // Cut where the frame's sides are crossed: beyond them a side counts as lying on them.
        for limit in [0, Float(width)] where min(start.x, end.x) < limit && max(start.x, end.x) > limit {
            let share = (limit - start.x) / (end.x - start.x)
            let cut = SIMD2(limit, start.y + (end.y - start.y) * share)
            add(from: start, to: cut, &sums, width, height)
            return add(from: cut, to: end, &sums, width, height)
        }
        guard start.y != end.y else { return }
        let sign: Float = start.y < end.y ? 1 : -1
        let (top, bottom) = start.y < end.y ? (start, end) : (end, start)
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        let first = max(0, top.y)
        let last = min(Float(height), bottom.y)
        guard first < last else { return }
        for row in Int(first)..<min(height, Int(last.rounded(.up))) {
            let (upper, lower) = (max(first, Float(row)), min(last, Float(row + 1)))
            guard upper < lower else { continue }
            let limit = Float(width)
            let a = min(max(top.x + (upper - top.y) * slope, 0), limit)
            let b = min(max(top.x + (lower - top.y) * slope, 0), limit)
            let (left, right) = (min(a, b), max(a, b))
            let area = sign * (lower - upper)
            let line = row * (width + 1)
            for column in Int(left)...min(Int(right), width) {
                let (x0, x1) = (max(left, Float(column)), min(right, Float(column + 1)))
                guard x0 < x1 || left == right else { continue }
                // Of the side's height what lies in this column, and of that what lies left of the pixel's right edge.
                let part = left == right ? area : area * (x1 - x0) / (right - left)
                let share = Float(column + 1) - (left == right ? left : (x0 + x1) / 2)
                sums[line + column] += part * share
                if column < width { sums[line + column + 1] += part * (1 - share) }
            }
        }
    }

    /// Takes away what another shape covers.
    mutating func subtract(_ other: CoverageMask) {
        for place in shares.indices { shares[place] *= 1 - other.shares[place] }
    }

    mutating func multiply(by factors: [Float]) {
        for place in shares.indices { shares[place] *= factors[place] }
    }

    /// What covers less than `share` covers nothing.
    mutating func cut(below share: Float) {
        for place in shares.indices where shares[place] < share { shares[place] = 0 }
    }

    /// Spreads the edge by about `radius` pixels to either side, close to a Gaussian's.
    func feathered(by radius: Int) -> CoverageMask {
        guard radius > 0 else { return self }
        // A wide edge changes slowly: cells of a third of it do.
        let side = max(1, radius / 3)
        var spread = CoarsePlane(sumsOf: shares, over: frame, side: side)
        spread.blur(radius: max(1, radius / side), times: 3)
        let area = Float(side * side)
        return CoverageMask(frame: frame, shares: spread.expanded(over: frame).map { $0 / area })
    }
}

extension [SIMD2<Float>] {
    /// A closed curve through these points: Catmull and Rom's, whose tangents are half the way between the neighbours.
    func curve(steps: Int = 6) -> [SIMD2<Float>] {
        guard count > 2 else { return self }
        return indices.flatMap { index -> [SIMD2<Float>] in
            let (p0, p1) = (self[(index + count - 1) % count], self[index])
            let (p2, p3) = (self[(index + 1) % count], self[(index + 2) % count])
            return (0..<steps).map { step in
                let t = Float(step) / Float(steps)
                let square = t * t
                let cube = square * t
                let linear = (p2 - p0) * t
                let quadratic = (2 * p0 - 5 * p1 + 4 * p2 - p3) * square
                let cubic = (3 * p1 - p0 - 3 * p2 + p3) * cube
                return (2 * p1 + linear + quadratic + cubic) * 0.5
            }
        }
    }
}
