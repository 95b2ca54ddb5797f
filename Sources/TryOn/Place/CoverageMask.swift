import CVector
import ColorKernels
import FaceMesh
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

    /// What some polygons cover together, without what lies in openings.
    init(frame: PixelRegion, _ polygons: [[SIMD2<Float>]], but openings: [CoverageMask] = []) {
        self.init(frame: frame)
        for polygon in polygons { fill(polygon) }
        for opening in openings { erase(opening) }
    }

    /// Adds the area of a polygon that does not cross itself; parts outside the frame are left out.
    /// - Complexity: O(pixels of the frame that its box holds).
    mutating func fill(_ polygon: [SIMD2<Float>]) {
        combine(with: polygon) { min(1, $0 + $1) }
    }

    /// Takes away the area of a polygon.
    /// - Complexity: as `fill`.
    mutating func erase(_ polygon: [SIMD2<Float>]) {
        combine(with: polygon) { $0 * (1 - $1) }
    }

    /// Each side adds to the pixels it passes the area between it and the pixel's right edge, signed by its direction;
    /// summed along a row that gives the area inside.
    @inline(__always)
    private mutating func combine(
        with polygon: [SIMD2<Float>], _ combined: (_ own: Float, _ covered: Float) -> Float
    ) {
        guard polygon.count >= 3, polygon.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
        let box = PixelRegion(
            around: [polygon], margin: 1, width: frame.x + frame.width, height: frame.y + frame.height)
        let (left, top) = (max(box.x, frame.x), max(box.y, frame.y))
        let (width, height) = (box.x + box.width - left, box.y + box.height - top)
        guard width > 0, height > 0 else { return }
        // One column more takes what lies to the right of the box.
        var sums = [Float](repeating: 0, count: (width + 1) * height)
        let origin = SIMD2(Float(left), Float(top))
        var previous = polygon[polygon.count - 1] - origin
        for corner in polygon {
            let next = corner - origin
            Self.add(from: previous, to: next, &sums, width, height)
            previous = next
        }
        let start = (top - frame.y) * frame.width + left - frame.x
        let stride = frame.width
        shares.withUnsafeMutableBufferPointer { shares in
            sums.withUnsafeBufferPointer { sums in
                guard let shares = shares.baseAddress, let sums = sums.baseAddress else { return }
                for row in 0..<height {
                    var sum: Float = 0
                    let (line, own) = (sums + row * (width + 1), shares + start + row * stride)
                    var column = 0
                    while column < width {
                        // Most of a row no side crosses: nothing changes along it.
                        if column + 8 <= width, cv_zero_lanes(cv_bits(cv_load(line + column))) == 0xFF {
                            let covered = min(1, abs(sum))
                            if covered > 1e-5 {
                                for place in column..<column + 8 { own[place] = combined(own[place], covered) }
                            }
                            column += 8
                        } else {
                            sum += line[column]
                            own[column] = combined(own[column], min(1, abs(sum)))
                            column += 1
                        }
                    }
                }
            }
        }
    }

    private static func add(
        from start: SIMD2<Float>, to end: SIMD2<Float>, _ sums: inout [Float], _ width: Int, _ height: Int
    ) {
        guard min(start.y, end.y) < Float(height), max(start.y, end.y) > 0 else { return }
        // Cut where the frame's sides are crossed: beyond them a side counts as lying on them.
        for side in 0..<2 {
            let limit = side == 0 ? 0 : Float(width)
            guard min(start.x, end.x) < limit && max(start.x, end.x) > limit else { continue }
            let share = (limit - start.x) / (end.x - start.x)
            let cut = SIMD2(limit, start.y + (end.y - start.y) * share)
            add(from: start, to: cut, &sums, width, height)
            return add(from: cut, to: end, &sums, width, height)
        }
        guard start.y != end.y else { return }
        let sign: Float = start.y < end.y ? 1 : -1
        let (top, bottom) = start.y < end.y ? (start, end) : (end, start)
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        guard slope.isFinite else { return }
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

    mutating func multiply(by factors: [Float]) {
        precondition(factors.count == shares.count, "a factor for each pixel")
        multiply(by: factors, of: frame) { $0 }
    }

    /// - Precondition: `mask` holds this one's frame.
    mutating func multiply(by mask: CoverageMask) {
        precondition(mask.frame.intersection(frame) == frame, "a factor for each pixel")
        multiply(by: mask.shares, of: mask.frame) { $0 }
    }

    /// Takes away what another mask covers of this one's frame.
    mutating func erase(_ mask: CoverageMask) {
        multiply(by: mask.shares, of: mask.frame) { 1 - $0 }
    }

    /// Multiplies pixels by factors that follow from a plane over some other region; those beyond it stay.
    @inline(__always)
    private mutating func multiply(by plane: [Float], of region: PixelRegion, _ factor: (Float) -> Float) {
        guard let common = frame.intersection(region) else { return }
        let frame = frame
        shares.withUnsafeMutableBufferPointer { shares in
            plane.withUnsafeBufferPointer { plane in
                guard let shares = shares.baseAddress, let plane = plane.baseAddress else { return }
                for y in common.y..<common.y + common.height {
                    let own = shares + frame.offset(x: common.x, y: y)
                    let other = plane + region.offset(x: common.x, y: y)
                    for place in 0..<common.width { own[place] *= factor(other[place]) }
                }
            }
        }
    }

    /// The mean of a plane's values over what it covers, and how many pixels that is; 0 where it covers nothing.
    /// - Precondition: a value for each pixel, which are whole vectors.
    func mean(of plane: [Float]) -> (value: Float, weight: Float) {
        precondition(plane.count == shares.count && plane.count % 8 == 0, "whole vectors")
        var (sum, weight) = (cv_splat(0), cv_splat(0))
        shares.withUnsafeBufferPointer { shares in
            plane.withUnsafeBufferPointer { plane in
                guard let shares = shares.baseAddress, let start = plane.baseAddress else { return }
                for place in stride(from: 0, to: plane.count, by: 8) {
                    let share = cv_load(shares + place)
                    sum = cv_fma(share, cv_load(start + place), sum)
                    weight += share
                }
            }
        }
        let total = cv_sum(weight)
        return (total > 0 ? cv_sum(sum) / total : 0, total)
    }

    /// What it covers of a part of its frame.
    func part(_ part: PixelRegion) -> CoverageMask {
        var result: [Float] = []
        result.reserveCapacity(part.width * part.height)
        for y in part.y..<part.y + part.height {
            let start = frame.offset(x: part.x, y: y)
            result += shares[start..<start + part.width]
        }
        return CoverageMask(frame: part, shares: result)
    }

    /// What covers less than `share` covers nothing; none covers more than all, as sums of many roundings may say.
    /// - Returns: Whether anything is left.
    mutating func cut(below share: Float) -> Bool {
        let whole = shares.count & ~7
        return shares.withUnsafeMutableBufferPointer { shares in
            guard let start = shares.baseAddress else { return false }
            var most = cv_splat(0)
            for place in stride(from: 0, to: whole, by: 8) {
                // A lane that is not a number becomes 0.
                let own = cv_min(cv_max(cv_load(start + place), cv_splat(0)), cv_splat(1))
                let left = own.replacing(with: cv_splat(0), where: own .< cv_splat(share))
                cv_store(start + place, left)
                most = cv_max(left, most)
            }
            for place in whole..<shares.count { shares[place] = shares[place] < share ? 0 : min(shares[place], 1) }
            return most.max() > 0 || shares[whole...].contains { $0 > 0 }
        }
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
