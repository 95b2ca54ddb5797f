import CVector

/// `sums` += `factor` · `values`.
/// Bound by loads: two for each store.
/// - Precondition: as many sums as values, a multiple of 8.
package func add(_ values: [Float], times factor: Float, to sums: inout [Float]) {
    precondition(values.count == sums.count && values.count % 8 == 0, "values come in whole vectors, one for each sum")
    values.withUnsafeBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
            guard let source = values.baseAddress, let target = sums.baseAddress else { return }
            for i in stride(from: 0, to: values.count, by: 8) {
                cv_store(target + i, cv_fma(cv_splat(factor), cv_load(source + i), cv_load(target + i)))
            }
        }
    }
}

/// `scores` −= `slope` · (√(1 + (distance / `bend`)²) − 1): quadratic for small distances, linear for large ones.
/// Bound by the square root.
/// - Precondition: as many scores as distances, a multiple of 8.
package func subtractLoss(of distances: [Float], bend: Float, slope: Float, from scores: inout [Float]) {
    precondition(
        distances.count == scores.count && scores.count % 8 == 0, "scores come in whole vectors, one a distance")
    let (scale, one, slopes) = (cv_splat(1 / (bend * bend)), cv_splat(1), cv_splat(slope))
    distances.withUnsafeBufferPointer { distances in
        scores.withUnsafeMutableBufferPointer { scores in
            guard let source = distances.baseAddress, let target = scores.baseAddress else { return }
            for i in stride(from: 0, to: scores.count, by: 8) {
                let d = cv_load(source + i)
                let root = cv_sqrt(cv_fma(d * d, scale, one))
                cv_store(target + i, cv_load(target + i) - slopes * (root - one))
            }
        }
    }
}

/// The probabilities that log-odds stand for, 1 / (1 + e⁻ˣ), in their place.
/// Bound by the vector ports: 20 operations and a division for 8 values.
/// - Precondition: a multiple of 8.
package func makeProbabilities(of logOdds: inout [Float]) {
    precondition(logOdds.count % 8 == 0, "values come in whole vectors")
    let one = cv_splat(1)
    logOdds.withUnsafeMutableBufferPointer { values in
        guard let p = values.baseAddress else { return }
        for i in stride(from: 0, to: values.count, by: 8) {
            cv_store(p + i, one / (one + exponential(cv_splat(0) - cv_load(p + i))))
        }
    }
}

/// Scores of options, one row an option, become the chances of choosing each: (1 − noise) · e^score / Σ e^score
/// + noise / options.
/// Bound by the exponentials.
/// - Precondition: all rows of one length, a multiple of 8.
package func makeChoices(of rows: inout [[Float]], noise: Float) {
    guard let count = rows.first?.count else { return }
    precondition(count % 8 == 0 && rows.allSatisfy { $0.count == count }, "rows come in whole vectors of one length")
    // Flat, so that the loop over options needs no array of arrays.
    var scores = rows.flatMap(\.self)
    let options = rows.count
    let floor = cv_splat(noise / Float(options))
    scores.withUnsafeMutableBufferPointer { scores in
        guard let start = scores.baseAddress else { return }
        for i in stride(from: 0, to: count, by: 8) {
            var greatest = cv_load(start + i)
            for k in 1..<options { greatest = cv_max(greatest, cv_load(start + k * count + i)) }
            var total = cv_splat(0)
            for k in 0..<options {
                let power = exponential(cv_load(start + k * count + i) - greatest)
                cv_store(start + k * count + i, power)
                total += power
            }
            let share = cv_splat(1 - noise) / total
            for k in 0..<options {
                cv_store(start + k * count + i, cv_fma(cv_load(start + k * count + i), share, floor))
            }
        }
    }
    for k in 0..<options { rows[k] = Array(scores[k * count..<(k + 1) * count]) }
}

/// Rows of `count` values each, and what showing some of them is worth.
package struct GainTable {
    /// A multiple of 8.
    package let count: Int
    package let rows: Int
    /// Row by row; rows of nothing make it whole blocks.
    private let values: [Float]

    /// Rows and weightings that a block takes: with their twelve sums the registers are full.
    private static let block = (rows: 4, weightings: 3)

    /// - Precondition: every row is `count` long, a multiple of 8.
    package init(_ rows: [[Float]], count: Int) {
        precondition(
            count % 8 == 0 && rows.allSatisfy { $0.count == count }, "rows come in whole vectors of one length")
        self.count = count
        self.rows = rows.count
        let missing = (Self.block.rows - rows.count % Self.block.rows) % Self.block.rows
        values = rows.flatMap { $0 } + [Float](repeating: 0, count: missing * count)
    }

    /// Of some places alone, which may be there several times.
    /// - Precondition: a multiple of 8.
    package func gathered(at places: [Int]) -> GainTable {
        let rows = (0..<rows).map { row in places.map { values[row * count + $0] } }
        return GainTable(rows, count: places.count)
    }

    /// Σ weight · value over each row, for several weightings: their gains where nothing is held yet and no value is below
    /// 0.
    /// Bound by the multipliers: seven loads for twelve operations.
    /// - Returns: as many as rows, weighting by weighting.
    package func totals(_ weightings: [[Float]]) -> [[Float]] {
        precondition(weightings.allSatisfy { $0.count == count }, "one weight a place")
        let width = Self.block.weightings
        var totals = weightings.map { _ in [Float](repeating: 0, count: rows) }
        // The last block repeats its last weighting.
        for first in stride(from: 0, to: weightings.count, by: width) {
            let places = (0..<width).map { min(first + $0, weightings.count - 1) }
            let packed = places.flatMap { weightings[$0] }
            for row in stride(from: 0, to: rows, by: Self.block.rows) {
                let sums = blockSums(from: row, packed)
                for i in 0..<min(Self.block.rows, rows - row) {
                    totals[places[0]][row + i] = sums.0[i]
                    totals[places[1]][row + i] = sums.1[i]
                    totals[places[2]][row + i] = sums.2[i]
                }
            }
        }
        return totals
    }

    /// Of four rows under three weightings.
    @inline(__always)
    private func blockSums(
        from row: Int, _ weightings: [Float]
    ) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
        values.withUnsafeBufferPointer { values in
            weightings.withUnsafeBufferPointer { weightings in
                guard let v = values.baseAddress, let w = weightings.baseAddress else { return (.zero, .zero, .zero) }
                let (r0, r1) = (v + row * count, v + (row + 1) * count)
                let (r2, r3) = (v + (row + 2) * count, v + (row + 3) * count)
                let (w1, w2) = (w + count, w + 2 * count)
                let zero = cv_splat(0)
                var (a0, a1, a2, a3) = (zero, zero, zero, zero)
                var (b0, b1, b2, b3) = (zero, zero, zero, zero)
                var (c0, c1, c2, c3) = (zero, zero, zero, zero)
                for i in stride(from: 0, to: count, by: 8) {
                    let (x, y, z) = (cv_load(w + i), cv_load(w1 + i), cv_load(w2 + i))
                    var value = cv_load(r0 + i)
                    (a0, b0, c0) = (cv_fma(value, x, a0), cv_fma(value, y, b0), cv_fma(value, z, c0))
                    value = cv_load(r1 + i)
                    (a1, b1, c1) = (cv_fma(value, x, a1), cv_fma(value, y, b1), cv_fma(value, z, c1))
                    value = cv_load(r2 + i)
                    (a2, b2, c2) = (cv_fma(value, x, a2), cv_fma(value, y, b2), cv_fma(value, z, c2))
                    value = cv_load(r3 + i)
                    (a3, b3, c3) = (cv_fma(value, x, a3), cv_fma(value, y, b3), cv_fma(value, z, c3))
                }
                return (
                    SIMD4(cv_sum(a0), cv_sum(a1), cv_sum(a2), cv_sum(a3)),
                    SIMD4(cv_sum(b0), cv_sum(b1), cv_sum(b2), cv_sum(b3)),
                    SIMD4(cv_sum(c0), cv_sum(c1), cv_sum(c2), cv_sum(c3))
                )
            }
        }
    }

    /// Σ weight · max(value − held, 0) over a row: what it adds to what is held.
    /// Bound by loads: three for four operations.
    package func gain(of row: Int, over held: [Float], weights: [Float]) -> Float {
        precondition(held.count == count && weights.count == count && row < rows, "one value and weight a place")
        return values.withUnsafeBufferPointer { values in
            held.withUnsafeBufferPointer { held in
                weights.withUnsafeBufferPointer { weights in
                    guard let v = values.baseAddress, let h = held.baseAddress, let w = weights.baseAddress else {
                        return 0
                    }
                    let start = v + row * count
                    var (sum, other) = (cv_splat(0), cv_splat(0))
                    var i = 0
                    while i + 16 <= count {
                        sum = cv_fma(cv_load(w + i), cv_max(cv_load(start + i) - cv_load(h + i), cv_splat(0)), sum)
                        let j = i + 8
                        other = cv_fma(cv_load(w + j), cv_max(cv_load(start + j) - cv_load(h + j), cv_splat(0)), other)
                        i += 16
                    }
                    if i < count {
                        sum = cv_fma(cv_load(w + i), cv_max(cv_load(start + i) - cv_load(h + i), cv_splat(0)), sum)
                    }
                    return cv_sum(sum + other)
                }
            }
        }
    }

    /// Of some rows, what each contributes where it is the greatest of them: Σ weight · value over those places. Of equal
    /// ones the first counts.
    /// Bound by branches that nothing foretells.
    package func shares(of rows: [Int], weights: [Float]) -> [Float] {
        precondition(weights.count == count && rows.allSatisfy { $0 < self.rows }, "one weight a place")
        var shares = [Float](repeating: 0, count: rows.count)
        guard !rows.isEmpty else { return shares }
        for i in 0..<count {
            var (best, greatest) = (0, -Float.infinity)
            for (place, row) in rows.enumerated() {
                let value = values[row * count + i]
                if value > greatest { (best, greatest) = (place, value) }
            }
            shares[best] += weights[i] * greatest
        }
        return shares
    }

    /// `held` becomes the greater of itself and a row, place by place.
    /// Bound by loads: two for each store.
    package func raise(_ held: inout [Float], to row: Int) {
        precondition(held.count == count && row < rows, "one value a place")
        values.withUnsafeBufferPointer { values in
            held.withUnsafeMutableBufferPointer { held in
                guard let v = values.baseAddress, let h = held.baseAddress else { return }
                let start = v + row * count
                for i in stride(from: 0, to: count, by: 8) {
                    cv_store(h + i, cv_max(cv_load(h + i), cv_load(start + i)))
                }
            }
        }
    }
}
