import Synchronization

/// The service's clock, as tests set it.
final class TestClock: Sendable {
    private let time = Mutex(1_800_000_000.0)

    /// Seconds since 1970.
    var now: Double { time.withLock { $0 } }

    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
}
