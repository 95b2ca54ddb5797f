import Foundation

/// Times closures.
enum Stopwatch {
    /// What time is measured by.
    enum Clock: String, CaseIterable, Sendable {
        /// What a person with a watch sees.
        case wall
        /// What the processors worked for this process, all threads together: little disturbed by other programs.
        case cpu
    }

    struct Elapsed {
        var wall: Double
        var cpu: Double

        subscript(clock: Clock) -> Double { clock == .wall ? wall : cpu }
    }

    /// Seconds that one run takes.
    static func elapsed(_ run: () throws -> Void) rethrows -> Elapsed {
        let (wall, cpu) = (reading(CLOCK_MONOTONIC), reading(CLOCK_PROCESS_CPUTIME_ID))
        try run()
        return Elapsed(wall: reading(CLOCK_MONOTONIC) - wall, cpu: reading(CLOCK_PROCESS_CPUTIME_ID) - cpu)
    }

    /// Sorted seconds of at least five runs over at least `seconds`, after one run that does not count.
    ///
    /// Runs shorter than 50 µs are timed several together, so that reading the clock does not count.
    static func samples(seconds limit: Double, clock: Clock, _ run: () throws -> Void) rethrows -> [Double] {
        try run()
        let first = try elapsed(run).wall
        let together = max(1, Int(50e-6 / max(first, 1e-9)))
        var samples: [Double] = []
        var total = 0.0
        while samples.count < 5 || (total < limit && samples.count < 100_000) {
            let elapsed = try elapsed { for _ in 0..<together { try run() } }
            total += elapsed.wall
            samples.append(elapsed[clock] / Double(together))
        }
        return samples.sorted()
    }

    private static func reading(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
