import CVector
public import ColorScience

/// Colours with weights that stand for a distribution, ready to be compared with many references.
///
/// A value keeps the memory its differences are worked out in: make one, and ask it again and again.
public struct WeightedLabs: Sendable {
    private let table: CIEDE2000Table
    /// Padded with zeros to whole blocks.
    private let weights: [Float]
    private let count: Int
    private var distances: [Float]
    private var scratch = CIEDE2000Scratch()
    private var selection = Selection()

    /// - Parameter weights: One for each colour; expectations are what they are worth when these sum to 1.
    /// - Complexity: O(*n*) in the number of colours.
    public init(_ planes: LabPlanes, weights: [Double]) {
        precondition(weights.count == planes.count, "every colour needs one weight")
        table = CIEDE2000Table(planes)
        count = planes.count
        let padding = [Float](repeating: 0, count: 8 * table.blocks - weights.count)
        self.weights = weights.map { Float($0) } + padding
        distances = [Float](repeating: 0, count: 8 * table.blocks)
    }

    /// The weighted sum of the CIEDE2000 differences to `reference`, to about 1e-6 of itself beside the differences'
    /// own errors.
    /// - Complexity: O(*n*) in the number of colours.
    public mutating func meanDeltaE00(to reference: Lab<D65>) -> Double {
        measure(reference)
        return distances.withUnsafeBufferPointer { distances in
            weights.withUnsafeBufferPointer { weights in
                guard let d = distances.baseAddress, let w = weights.baseAddress else { return 0 }
                return Double(weightedSum(d, w, blocks: table.blocks))
            }
        }
    }

    /// The distribution of the differences to `reference`, weights aside: the share of them that is at most `limit`,
    /// and the 50 % and 90 % quantiles, interpolated linearly (type 7 of Hyndman and Fan 1996).
    /// - Precondition: there is a colour at least.
    /// - Complexity: O(*n*); a vectorised count and two selections.
    public mutating func spread(
        within limit: Double, of reference: Lab<D65>
    ) -> (share: Double, p50: Double, p90: Double) {
        precondition(count > 0, "nothing has no spread")
        measure(reference)
        return (Double(rank(of: Float(limit))) / Double(count), quantile(0.5), quantile(0.9))
    }

    /// The weight of the colours that a condition holds for.
    func weight(where condition: (Lab<D65>) -> Bool) -> Double {
        (0..<count).reduce(0) { condition(color($1)) ? $0 + Double(weights[$1]) : $0 }
    }

    /// The weighted mean, and the variance of each coordinate.
    var moments: (mean: Lab<D65>, variance: Lab<D65>) {
        var (mean, square) = (Lab<D65>(0, 0, 0), Lab<D65>(0, 0, 0))
        for i in 0..<count {
            let color = color(i)
            mean = mean + color * Double(weights[i])
            square =
                square
                + Lab(color.lightness * color.lightness, color.a * color.a, color.b * color.b) * Double(weights[i])
        }
        let (l, a, b) = (mean.lightness, mean.a, mean.b)
        return (mean, square - Lab(l * l, a * a, b * b))
    }

    private func color(_ i: Int) -> Lab<D65> {
        let stride = 8 * table.blocks
        return Lab(
            Double(table.values[i]), Double(table.values[i + stride]), Double(table.values[i + 2 * stride]))
    }

    /// Not a number where a difference is none: the selection relies on finite values.
    private mutating func quantile(_ share: Double) -> Double {
        distances[..<count].withUnsafeBufferPointer {
            areFinite($0) ? selection.quantile(share, of: $0) : .nan
        }
    }

    /// How many differences are at most `limit`. Bound by loads: one compare for 8 values.
    private func rank(of limit: Float) -> Int {
        distances.withUnsafeBufferPointer { distances in
            guard let d = distances.baseAddress else { return 0 }
            var total = SIMD8<Int32>(repeating: 0)
            for i in stride(from: 0, to: count & ~7, by: 8) {
                total &-= SIMD8<Int32>(repeating: 0).replacing(with: -1, where: cv_load(d + i) .<= cv_splat(limit))
            }
            var sum = 0
            for lane in 0..<8 { sum += Int(total[lane]) }
            for i in (count & ~7)..<count where d[i] <= limit { sum += 1 }
            return sum
        }
    }

    private mutating func measure(_ reference: Lab<D65>) {
        let kernel = CIEDE2000Kernel(reference: reference)
        scratch.storage.withUnsafeMutableBufferPointer { scratch in
            distances.withUnsafeMutableBufferPointer { distances in
                table.values.withUnsafeBufferPointer { values in
                    guard let plane = values.baseAddress, let scratch = scratch.baseAddress,
                        let output = distances.baseAddress
                    else { return }
                    differencesOfTable(
                        plane, stride: 8 * table.blocks, from: 0, blocks: table.blocks, kernel, scratch, output)
                }
            }
        }
    }
}

/// Bound by the latency of the additions, which two sums halve.
private func weightedSum(_ values: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, blocks: Int) -> Float {
    var (even, odd) = (cv_splat(0), cv_splat(0))
    var i = 0
    while i &+ 8 < 8 &* blocks {
        even = cv_fma(cv_load(values + i), cv_load(weights + i), even)
        odd = cv_fma(cv_load(values + (i &+ 8)), cv_load(weights + (i &+ 8)), odd)
        i &+= 16
    }
    if i < 8 &* blocks { even = cv_fma(cv_load(values + i), cv_load(weights + i), even) }
    return cv_sum(even + odd)
}
