internal import Foundation
internal import HTTPTypes
internal import Stores

/// So many requests a second for each key, each browser's token and each stylist, with room for a burst: a bucket of tokens that
/// fills as time goes by.
final class RateLimiter: @unchecked Sendable {
    private let lock = NSLock()
    private var buckets: [String: (tokens: Double, at: ContinuousClock.Instant)] = [:]
    /// Requests a second; infinite for no limit.
    private let keyRate: Double
    private let clientRate: Double

    private static let burst = 2.0
    private static let most = 50_000

    init(keyRate: Double, clientRate: Double) { (self.keyRate, self.clientRate) = (keyRate, clientRate) }

    /// - Throws: `rate_limited` when there were too many, with the time after which there is room.
    func admit(_ principal: Principal, at now: ContinuousClock.Instant = .now) throws(Problem) {
        let (name, rate) =
            switch principal {
            case .key(let key, _): (key.id, keyRate)
            case .client(let consultation, _): (consultation, clientRate)
            case .stylist(let stylist, _): (stylist.id, clientRate)
            }
        guard rate.isFinite else { return }
        let room = max(rate * Self.burst, 1)
        let wait = lock.withLock { () -> Double in
            // Full buckets say nothing: who is not known starts with one.
            if buckets.count >= Self.most { buckets = buckets.filter { now - $0.value.at < .seconds(Self.burst) } }
            let last = buckets[name] ?? (room, now)
            let tokens = min(room, last.tokens + rate * ((now - last.at) / .seconds(1)))
            buckets[name] = (tokens >= 1 ? tokens - 1 : tokens, now)
            return tokens >= 1 ? 0 : (1 - tokens) / rate
        }
        guard wait > 0 else { return }
        throw Problem(.tooManyRequests, "rate_limited", "Too many requests: wait as Retry-After says.").retry(
            after: wait)
    }
}
