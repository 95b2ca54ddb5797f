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
    var greatest = rows[0]
    for row in rows.dropFirst() { for i in 0..<count where row[i] > greatest[i] { greatest[i] = row[i] } }
    var total = [Float](repeating: 0, count: count)
    for k in rows.indices {
        add(greatest, times: -1, to: &rows[k])
        rows[k] = exponentials(of: rows[k])
        add(rows[k], times: 1, to: &total)
    }
    let floor = noise / Float(rows.count)
    for k in rows.indices {
        for i in 0..<count { rows[k][i] = (1 - noise) * rows[k][i] / total[i] + floor }
    }
}

/// Rows of `count` values each, and what showing some of them is worth.
package struct GainTable {
    /// A multiple of 8.
    package let count: Int
    package let rows: Int
    private let values: [Float]

    /// - Precondition: every row is `count` long, a multiple of 8.
    package init(_ rows: [[Float]], count: Int) {
        precondition(
            count % 8 == 0 && rows.allSatisfy { $0.count == count }, "rows come in whole vectors of one length")
        self.count = count
        self.rows = rows.count
        values = rows.flatMap { $0 }
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
