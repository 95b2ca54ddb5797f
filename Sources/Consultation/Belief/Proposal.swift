import ColorKernels
import ColorScience

/// What draws are made from: normal distributions.
struct Proposal {
    private let hills: [Hill]

    private struct Hill {
        var mean: [Double]
        /// Lower triangle L of the precision L·Lᵀ.
        var root: SymmetricSystem
        /// Of the draws.
        var share: Double
    }

    /// Share of the draws that are made from what was believed before she chose anything: first, and where draws told
    /// already where to look. Most choices are no mistake; of one that is, the others would not see what it hides.
    private static let careful = (first: 0.2, later: 0.04)

    /// At the most likely point, with the curvature there, a little wider: what is left out of a proposal that is too
    /// narrow is never seen.
    init(around posterior: CustomerPosterior) {
        var hill = Self.top(of: posterior)
        guard let before = posterior.beforeChoices else {
            hills = [hill]
            return
        }
        var wide = Self.top(of: before)
        (hill.share, wide.share) = (1 - Self.careful.first, Self.careful.first)
        hills = [wide, hill]
    }

    private static func top(of posterior: CustomerPosterior) -> Hill {
        var point = posterior.start
        let n = point.count
        var best = posterior.logDensity(at: point)
        var (gradient, precision) = posterior.slope(at: point)
        var damping = 0.0
        for _ in 0..<40 {
            let system = SymmetricSystem(count: n) { row, column in
                precision[row * n + column] * (row == column ? 1 + damping : 1)
            }
            let step = system.solution(gradient)
            let next = zip(point, step).map { $0 + $1 }
            let value = posterior.logDensity(at: next)
            guard value > best else {
                // Where nothing is left to gain, or even the shortest step gains nothing, this is the top.
                if zip(step, gradient).reduce(0, { $0 + abs($1.0 * $1.1) }) < 1e-6 || damping > 1e6 { break }
                damping = max(4 * damping, 0.25)
                continue
            }
            let gained = value - best
            (point, best, damping) = (next, value, damping / 4)
            (gradient, precision) = posterior.slope(at: point)
            if gained < 1e-7 { break }
        }
        let width = posterior.slope(at: point, isForDraws: true).precision
        return Hill(mean: point, root: SymmetricSystem(count: n) { width[$0 * n + $1] / 1.3 }, share: 1)
    }

    /// Where weighted draws lie, and as wide as they do around those places, a little more.
    /// - Parameter first: whose careful draws are kept.
    init(fitting drawn: WeightedDraws, hills count: Int, after first: Proposal) {
        let planes = drawn.points.planes
        let (n, shares) = (planes.count, drawn.shares)
        let groups = count > 1 ? Self.groups(of: drawn, count) : [Int](repeating: 0, count: shares.count)
        var places = (0..<count).map { _ in (mean: [Double](repeating: 0, count: n), share: 0.0) }
        for (i, group) in groups.enumerated() {
            places[group].share += shares[i]
            for k in 0..<n { places[group].mean[k] += shares[i] * Double(planes[k][i]) }
        }
        for group in places.indices where places[group].share > 0 {
            for k in 0..<n { places[group].mean[k] /= places[group].share }
        }
        // Few draws that count make directions up that do not exist: off the diagonal they count less.
        let trust = drawn.effectiveSize / (drawn.effectiveSize + Double(n))
        var covariance = [Double](repeating: 0, count: n * n)
        for row in 0..<n {
            for column in 0...row {
                var sum = 0.0
                for (i, group) in groups.enumerated() {
                    let mean = places[group].mean
                    sum += shares[i] * (Double(planes[row][i]) - mean[row]) * (Double(planes[column][i]) - mean[column])
                }
                covariance[row * n + column] = 1.15 * (row == column ? sum + 1e-6 : sum * trust)
            }
        }
        // The precision is the inverse, column by column.
        let spread = SymmetricSystem(count: n) { covariance[$0 * n + $1] }
        let columns = (0..<n).map { column in spread.solution((0..<n).map { $0 == column ? 1 : 0 }) }
        let root = SymmetricSystem(count: n) { (columns[$1][$0] + columns[$0][$1]) / 2 }
        var wide = Array(first.hills.dropLast())
        for place in wide.indices { wide[place].share = Self.careful.later }
        let left = 1 - wide.reduce(0) { $0 + $1.share }
        let kept = places.filter { $0.share > 0.01 }
        let total = kept.reduce(0) { $0 + $1.share }
        hills = wide + kept.map { Hill(mean: $0.mean, root: root, share: left * $0.share / total) }
    }

    /// Which of some places each draw is nearest to, in standard deviations of each coordinate, the places being the
    /// means of what is nearest to them.
    private static func groups(of drawn: WeightedDraws, _ count: Int) -> [Int] {
        let (planes, shares) = (drawn.points.planes, drawn.shares)
        let scaled = planes.map { plane in
            let mean = zip(plane, shares).reduce(0.0) { $0 + Double($1.0) * $1.1 }
            let square = zip(plane, shares).reduce(0.0) { $0 + (Double($1.0) - mean) * (Double($1.0) - mean) * $1.1 }
            let scale = 1 / max(square.squareRoot(), 1e-6)
            return plane.map { (Double($0) - mean) * scale }
        }
        func distance(_ i: Int, _ place: [Double]) -> Double {
            var sum = 0.0
            for k in scaled.indices { sum += (scaled[k][i] - place[k]) * (scaled[k][i] - place[k]) }
            return sum
        }
        // The first is the heaviest draw; each next one the draw that the places so far account for least.
        var places: [[Double]] = []
        var nearest = shares.indices.map { _ in Double.infinity }
        for _ in 0..<count {
            let next = shares.indices.max {
                let (left, right) = (shares[$0] * min(nearest[$0], 1e6), shares[$1] * min(nearest[$1], 1e6))
                return left == right ? $0 > $1 : left < right
            }
            guard let next else { break }
            places.append(scaled.map { $0[next] })
            for i in shares.indices { nearest[i] = min(nearest[i], distance(i, places[places.count - 1])) }
        }
        var groups = [Int](repeating: 0, count: shares.count)
        for _ in 0..<6 {
            for i in shares.indices {
                let distances = places.map { distance(i, $0) }
                groups[i] = distances.indices.min { distances[$0] < distances[$1] } ?? 0
            }
            var sums = places.map { _ in ([Double](repeating: 0, count: scaled.count), 0.0) }
            for (i, group) in groups.enumerated() {
                sums[group].1 += shares[i]
                for k in scaled.indices { sums[group].0[k] += shares[i] * scaled[k][i] }
            }
            for (group, sum) in sums.enumerated() where sum.1 > 0 { places[group] = sum.0.map { $0 / sum.1 } }
        }
        return groups
    }

    /// Draws, and the share that each has in the posterior.
    func draw(_ count: Int, of posterior: CustomerPosterior) -> WeightedDraws {
        let n = hills[0].mean.count
        let normals = StandardNormals.draws(dimensions: n)
        var planes = [[Float]](repeating: [Float](repeating: 0, count: count), count: n)
        var points: [[Double]] = []
        var (place, until) = (0, hills[0].share * Double(count))
        for i in 0..<count {
            while Double(i) >= until, place + 1 < hills.count {
                place += 1
                until += hills[place].share * Double(count)
            }
            let offset = hills[place].root.transposedSolution(normals.map { $0[i] })
            for k in 0..<n { planes[k][i] = Float(hills[place].mean[k] + offset[k]) }
            points.append((0..<n).map { Double(planes[$0][i]) })
        }
        let draws = CustomerDraws(planes: planes)
        let heights = hills.map { naturalLogarithm($0.share) + $0.root.logRootDeterminant }
        let proposed = points.map { point in
            let logs = zip(hills, heights).map { hill, height in
                height - 0.5 * hill.root.square(zip(point, hill.mean).map { $0 - $1 })
            }
            let greatest = logs.max() ?? 0
            return greatest + naturalLogarithm(logs.reduce(0) { $0 + exponential($1 - greatest) })
        }
        return WeightedDraws(points: draws, logs: zip(posterior.logDensities(at: draws), proposed).map { $0 - $1 })
    }
}

/// Standard normals for every number of dimensions, made once.
private enum StandardNormals {
    private static let all = SobolSequence.normals(CustomerBelief.size, dimensions: SobolSequence.dimensions)

    static func draws(dimensions: Int) -> ArraySlice<[Double]> { all.prefix(dimensions) }
}
