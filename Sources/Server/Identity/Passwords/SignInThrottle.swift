internal import Foundation
internal import HTTPTypes

/// Makes who guesses passwords wait, longer each time: by login, and by the address that asks.
///
/// It is kept in memory, for each replica apart: kept in the database, anybody could have the service write there as
/// fast as he asks. So with three replicas one may guess three times as often, and starting anew forgets. At the longest
/// pause that is about a hundred guesses a day and replica at one login.
final class SignInThrottle: @unchecked Sendable {
    private let lock = NSLock()
    private var tries: [Name: (count: Int, last: Double)] = [:]

    /// Whose tries are counted together.
    enum Name: Sendable, Hashable {
        case login(tenant: String, String)
        case address(String)

        /// Tries without a pause. A shop's people share an address.
        fileprivate var free: Int {
            switch self {
            case .login: 5
            case .address: 20
            }
        }

        /// Seconds after which nothing is remembered.
        fileprivate var memory: Double {
            switch self {
            case .login: 86_400
            case .address: 3600
            }
        }
    }

    /// Seconds.
    private static let firstPause = 30.0
    private static let longestPause = 900.0
    private let most: Int

    /// - Parameter most: names remembered.
    init(most: Int = 20_000) { self.most = most }

    /// Counts a try, before it is known what comes of it: who tries twice at once gains nothing.
    /// - Throws: `sign_in_throttled`, with the time to wait; such a try is not counted.
    func admit(_ names: [Name], at now: Double) throws(Problem) {
        let wait = lock.withLock { () -> Double in
            let wait =
                names.map { name in
                    tries[name].map { $0.last + Self.pause(after: $0.count, name) - now } ?? 0
                }.max() ?? 0
            guard wait <= 0 else { return wait }
            if tries.count + names.count > most { forget(at: now) }
            for name in names {
                let known = tries[name].flatMap { now - $0.last > name.memory ? nil : $0.count } ?? 0
                tries[name] = (known + 1, now)
            }
            return 0
        }
        guard wait > 0 else { return }
        throw Problem(.tooManyRequests, "sign_in_throttled", "Too many tries to sign in: wait as Retry-After says.")
            .retry(after: wait)
    }

    /// A try was none, or was right: it does not count.
    func forgive(_ names: [Name]) {
        lock.withLock {
            for name in names {
                guard let known = tries[name] else { continue }
                tries[name] = known.count > 1 ? (known.count - 1, known.last) : nil
            }
        }
    }

    /// Somebody signed in: her login begins anew.
    func forget(_ name: Name) { lock.withLock { tries[name] = nil } }

    /// Failures of a login so far.
    func count(of name: Name) -> Int { lock.withLock { tries[name]?.count ?? 0 } }

    private static func pause(after count: Int, _ name: Name) -> Double {
        guard count >= name.free else { return 0 }
        return min(firstPause * pow(2, Double(min(count - name.free, 16))), longestPause)
    }

    /// Makes room: what no longer counts goes, then the oldest half.
    private func forget(at now: Double) {
        tries = tries.filter { now - $0.value.last <= $0.key.memory }
        guard tries.count > most / 2 else { return }
        let times = tries.values.map(\.last).sorted()
        let middle = times[times.count / 2]
        tries = tries.filter { $0.value.last > middle }
    }
}
