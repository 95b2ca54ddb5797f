/// Something to measure, and in what unit.
struct Benchmark {
    /// `group/what`, unique.
    var name: String
    /// What one run does several of: pixel, pair, photo.
    var unit: String
    /// How many of them one run does.
    var units: Int
    /// Makes the input; not measured, and dropped after the measurement.
    var prepare: () throws -> Prepared
}

/// A benchmark with its input in memory.
struct Prepared {
    /// One run. What it computes must reach `keep`, or the optimiser may leave it out.
    var run: () throws -> Void
    /// How far the result lies from an oracle's; `nil` where there is none.
    var error: (() throws -> BenchmarkError)?

    init(run: @escaping () throws -> Void, error: (() throws -> BenchmarkError)? = nil) {
        self.run = run
        self.error = error
    }
}

/// A difference from an oracle.
struct BenchmarkError: Encodable {
    var value: Double
    /// What `value` is, such as `max ΔE76`.
    var what: String
    /// What it was compared with.
    var oracle: String
}

extension Benchmark {
    /// Prepares, warms up, and repeats for at least `seconds` and five runs.
    func measured(seconds: Double, clock: Stopwatch.Clock) throws -> BenchmarkResult {
        let prepared = try prepare()
        let samples = try Stopwatch.samples(seconds: seconds, clock: clock, prepared.run)
        return BenchmarkResult(
            benchmark: name, unit: unit, units: units, runs: samples.count, minSeconds: samples[0],
            medianSeconds: samples[samples.count / 2], error: try prepared.error?())
    }
}

/// Takes a value as if it were used.
@inline(never) @_optimize(none)
func keep<Value>(_ value: Value) {}
