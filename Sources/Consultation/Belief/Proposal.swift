import ColorKernels
import ColorScience

/// What draws are made from: normal distributions.
struct Proposal {
    /// Of what was believed before she chose anything; none if she has not.
    private let careful: [Hill]
    /// Of what is believed.
    private let likely: [Hill]
    private var hills: [Hill] { careful + likely }

    private struct Hill {
        var mean: [Double]
        /// Lower triangle L of the precision L·Lᵀ.
        var root: SymmetricSystem
        /// Of the draws.
        var share: Double

        /// Whether a point's skin is no farther from the middle than three standard deviations of draws of this taste.
        func holds(_ point: [Double]) -> Bool {
            let square = (0..<3).reduce(0.0) { sum, column in
                let along = (column..<3).reduce(0.0) {
                    $0 + root.factor[$1 * root.count + column] * (point[$1] - mean[$1])
                }
                return sum + along * along
            }
            return square < 9
        }
    }

    /// Share of the draws that are made from what was believed before she chose anything: first, and where draws told
    /// already where to look. Most choices are no mistake; of one that is, the others would not see what it hides.
    private static let care = (first: 0.2, later: 0.04)

    /// At the most likely points, with the curvature there, a little wider: what is left out of a proposal that is too
    /// narrow is never seen.
    init(around posterior: CustomerPosterior) {
        let tops = Self.tops(of: posterior)
        guard let before = posterior.beforeChoices else {
            (careful, likely) = ([], tops)
            return
        }
        careful = Self.scaled(Self.tops(of: before), to: Self.care.first)
        likely = Self.scaled(tops, to: 1 - Self.care.first)
    }

    private static func scaled(_ hills: [Hill], to total: Double) -> [Hill] {
        let sum = hills.reduce(0) { $0 + $1.share }
        return hills.map { hill in
            var hill = hill
            hill.share *= total / sum
            return hill
        }
    }

    /// Of a density with few tops: those that searches from different colours end at, by the mass under each, though a
    /// low one, too, has some draws.
    private static func tops(of posterior: CustomerPosterior) -> [Hill] {
        var tops: [(hill: Hill, height: Double)] = []
        for start in posterior.starts where tops.count < 3 && !tops.contains(where: { $0.hill.holds(start) }) {
            let top = top(of: posterior, from: start)
            if !tops.contains(where: { $0.hill.holds(top.hill.mean) }) { tops.append(top) }
        }
        let greatest = tops.map(\.height).max() ?? 0
        return scaled(
            tops.map { top in
                var hill = top.hill
                hill.share = max(exponential(top.height - greatest), 0.05)
                return hill
            }, to: 1)
    }

    /// - Returns: also the logarithm of the mass under it, but for a constant.
    private static func top(of posterior: CustomerPosterior, from start: [Double]) -> (hill: Hill, height: Double) {
        var point = start
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
            // A hundredth of a standard deviation from the top is near enough for draws; a damped step may gain as little
            // far from it.
            if gained < 1e-4, damping < 0.1 { break }
        }
        let width = posterior.slope(at: point, isForDraws: true).precision
        let root = SymmetricSystem(count: n) { width[$0 * n + $1] / 1.3 }
        return (Hill(mean: point, root: root, share: 1), best - root.logRootDeterminant)
    }

    /// Where weighted draws lie, and as wide as they do around those places, a little more.
    /// - Parameter first: whose careful draws are kept.
    init(fitting drawn: WeightedDraws, hills count: Int, after first: Proposal) {
        let (points, shares) = (VectorPlanes(drawn.points.planes), drawn.shares)
        let n = points.dimensions
        let skin = drawn.points.skin
        // Skin may have several hills; taste has one, and would blur them.
        let groups =
            count > 1
            ? Self.groups(
                of: VectorPlanes([skin.lightness, skin.a, skin.b]).standardized(by: shares), shares, count)
            : [Int](repeating: 0, count: shares.count)
        let places = Self.places(of: points, shares, groups, count)
        // Few draws that count make directions up that do not exist: off the diagonal they count less.
        let trust = drawn.effectiveSize / (drawn.effectiveSize + Double(n))
        var covariance = points.covariance(shares: shares, groups: groups, means: places.map(\.mean))
        for row in 0..<n {
            for column in 0..<n {
                let sum = covariance[row * n + column]
                covariance[row * n + column] = 1.15 * (row == column ? sum + 1e-6 : sum * trust)
            }
        }
        // The precision is the inverse, column by column.
        let spread = SymmetricSystem(count: n) { covariance[$0 * n + $1] }
        let columns = (0..<n).map { column in spread.solution((0..<n).map { $0 == column ? 1 : 0 }) }
        let root = SymmetricSystem(count: n) { (columns[$1][$0] + columns[$0][$1]) / 2 }
        careful = Self.scaled(first.careful, to: Self.care.later)
        likely = Self.scaled(
            places.filter { $0.share > 0.01 }.map { Hill(mean: $0.mean, root: root, share: $0.share) },
            to: careful.isEmpty ? 1 : 1 - Self.care.later)
    }

    /// Where the draws of each group lie in the mean, and the share that they hold.
    private static func places(
        of points: VectorPlanes, _ shares: [Double], _ groups: [Int], _ count: Int
    ) -> [(mean: [Double], share: Double)] {
        var totals = [Double](repeating: 0, count: count)
        for (share, group) in zip(shares, groups) { totals[group] += share }
        return zip(points.sums(by: shares, groups: groups, of: count), totals).map { sum, total in
            (total > 0 ? sum.map { $0 / total } : sum, total)
        }
    }

    /// Which of some places each draw is nearest to, the places being the means of what is nearest to them.
    /// - Parameter points: in standard deviations of each coordinate.
    private static func groups(of points: VectorPlanes, _ shares: [Double], _ count: Int) -> [Int] {
        // The first is the heaviest draw; each next one the draw that the places so far account for least.
        var places: [[Double]] = []
        var nearest = [Double](repeating: .infinity, count: points.count)
        for _ in 0..<count {
            var (next, greatest) = (0, -Double.infinity)
            for i in shares.indices {
                let left = shares[i] * min(nearest[i], 1e6)
                if left > greatest { (next, greatest) = (i, left) }
            }
            places.append(points[next])
            for (i, distance) in points.squaredDistances(to: points[next]).enumerated() {
                nearest[i] = min(nearest[i], distance)
            }
        }
        var groups = [Int](repeating: 0, count: points.count)
        for _ in 0..<6 {
            groups = points.nearest(of: places)
            for (group, place) in Self.places(of: points, shares, groups, count).enumerated() where place.share > 0 {
                places[group] = place.mean
            }
        }
        return groups
    }

    /// Draws, and the share that each has in the posterior.
    func draw(_ count: Int, of posterior: CustomerPosterior) -> WeightedDraws {
        // Hill by hill, each by its share of the sequence.
        let normals = StandardNormals.draws(count, dimensions: hills[0].mean.count)
        var planes = [[Float]](repeating: [], count: normals.dimensions)
        var (start, until) = (0, 0.0)
        for (place, hill) in hills.enumerated() {
            until += hill.share * Double(count)
            let end = place + 1 < hills.count ? min(Int(until.rounded(.up)), count) : count
            let eights = start / 8 * 8..<(end + 7) / 8 * 8
            let drawn = normals.part(eights).transposedSolution(of: hill.root).moved(by: hill.mean).floats
            for (k, plane) in drawn.enumerated() {
                planes[k] += plane[start - eights.lowerBound..<end - eights.lowerBound]
            }
            start = end
        }
        let (draws, points) = (CustomerDraws(planes: planes), VectorPlanes(planes))
        // Hills that were fitted together are of one shape, and all points are turned into it once.
        var turned: (root: SymmetricSystem, points: VectorPlanes)?
        let proposed = Self.logarithmsOfSums(
            hills.map { hill in
                let own =
                    turned.flatMap { $0.root == hill.root ? $0.points : nil }
                    ?? points.transposedProduct(with: hill.root)
                turned = (hill.root, own)
                let height = naturalLogarithm(hill.share) + hill.root.logRootDeterminant
                return own.squaredDistances(to: hill.root.transposedProduct(with: hill.mean)).map { height - 0.5 * $0 }
            })
        return WeightedDraws(points: draws, logs: zip(posterior.logDensities(at: draws), proposed).map { $0 - $1 })
    }

    /// ln Σ eˣ over rows, column by column.
    private static func logarithmsOfSums(_ rows: [[Double]]) -> [Double] {
        var greatest = rows[0]
        for row in rows.dropFirst() { for i in row.indices { greatest[i] = max(greatest[i], row[i]) } }
        var sums = [Float](repeating: 0, count: greatest.count)
        for row in rows {
            let powers = exponentials(of: zip(row, greatest).map { Float($0 - $1) })
            for i in sums.indices { sums[i] += powers[i] }
        }
        return zip(greatest, sums).map { $0 + naturalLogarithm(Double($1)) }
    }
}

/// Standard normals, made once.
private enum StandardNormals {
    private static let few = SobolSequence.normals(CustomerBelief.size, dimensions: SobolSequence.dimensions)
    private static let many = SobolSequence.normals(CustomerBelief.many, dimensions: SobolSequence.dimensions)

    /// - Parameter count: `CustomerBelief`'s `size`, or `many`.
    static func draws(_ count: Int, dimensions: Int) -> VectorPlanes {
        VectorPlanes((count == CustomerBelief.size ? few : many).prefix(dimensions))
    }
}
