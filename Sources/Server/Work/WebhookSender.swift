internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import Stores

/// Brings queued messages to webhooks, as long as the service runs.
///
/// Any number of programs may send from one database: a message is one's for the time of a lease. A message may arrive
/// twice, when its sender ended between sending and noting that; receivers tell by `webhook-id`.
struct WebhookSender: Sendable {
    let store: Store
    let vault: Vault
    /// Whether targets may lie in the operator's own network.
    let allowsPrivate: Bool
    /// Seconds since 1970.
    let clock: @Sendable () -> Double
    /// Between looks at what has come while others are being sent.
    var pause = Duration.seconds(1)

    /// Seconds that a message is tried for.
    static let patience = 86_400.0
    /// Seconds for one try, at most.
    static let timeout: Int64 = 15
    /// Seconds between two tries, at most, but for the fifth more that chance may add.
    static let longestPause = 14_400.0
    private static let lease = 60.0
    private static let atOnce = 16
    /// Of one shop's, at most; once half of all are busy, so few: whose receivers take all the time they are given keeps
    /// other shops' messages waiting no longer.
    private static let (ofEach, ofEachOnceBusy) = (8, 2)

    /// Sends what is due, some at once, and what comes due meanwhile: as one ends, another begins.
    /// - Returns: How many messages were tried.
    func sendDue() async throws -> Int {
        try await withThrowingTaskGroup(of: Step.self) { group in
            var (tried, running) = (0, 0)
            group.addTask { try await look() }
            while true {
                // Should the database not answer now, what is being sent is sent all the same.
                let taken = try await running == 0 ? take(running) : (try? take(running)) ?? []
                for delivery in taken {
                    group.addTask {
                        try await send(delivery)
                        return .sent
                    }
                }
                (tried, running) = (tried + taken.count, running + taken.count)
                guard running > 0 else { break }
                switch try await group.next() {
                case .sent: running -= 1
                case .looked, nil: group.addTask { try await look() }
                }
            }
            group.cancelAll()
            return tried
        }
    }

    private enum Step { case sent, looked }

    private func look() async throws -> Step {
        try await Task.sleep(for: pause)
        return .looked
    }

    /// - Parameter running: how many are being sent.
    private func take(_ running: Int) async throws -> [Delivery] {
        guard running < Self.atOnce else { return [] }
        let isBusy = running >= Self.atOnce / 2
        return try await store.takeDeliveries(
            isBusy ? Self.atOnce - running : Self.atOnce / 2 - running,
            ofEach: isBusy ? Self.ofEachOnceBusy : Self.ofEach, holder: Store.newID("h"), at: clock(), lease: Self.lease)
    }

    private func send(_ delivery: Delivery) async throws {
        let outcome = try await outcome(of: delivery)
        guard case .failed(let why, let isFinal) = outcome else {
            return try await uncancelled { try await store.finish(delivery) }
        }
        let now = clock()
        let next = now + Self.pause(after: delivery.attempts)
        let goesOn = !isFinal && next < delivery.created + Self.patience
        try await uncancelled {
            try await store.fail(
                delivery, why: why, at: now, next: goesOn ? next : nil,
                patience: isFinal ? 0 : Self.patience - 1.2 * Self.longestPause)
        }
    }

    private enum Outcome {
        case arrived
        /// - Parameter isFinal: Whether the receiver wants nothing more, ever.
        case failed(String, isFinal: Bool = false)
    }

    /// - Throws: `CancellationError` alone: what was cut off says nothing of the receiver.
    private func outcome(of delivery: Delivery) async throws -> Outcome {
        do {
            let tenant = try await store.tenant(delivery.tenant)
            let policy = try tenant.map { try TenantPolicy(of: $0) } ?? .standard
            let target = try await WebhookTarget(
                delivery.url, .init(allowsPlain: policy.plainWebhooks, allowsPrivate: allowsPrivate))
            let secret = WebhookSigningSecret(
                bytes: delivery.secret.isSealed
                    ? try await vault.open(delivery.secret.bytes, of: delivery.tenant, "webhook", delivery.webhook)
                    : delivery.secret.bytes)
            let status = try await post(delivery, to: target, signedWith: secret)
            return switch status {
            case 200..<300: .arrived
            case 410: .failed("status 410", isFinal: true)
            default: .failed("status \(status)")
            }
        } catch {
            try Task.checkCancellation()
            // What the network says may quote the address.
            return .failed((error as? HTTPClientError)?.shortDescription ?? Problem.logged(error))
        }
    }

    /// - Returns: The status.
    private func post(
        _ delivery: Delivery, to target: WebhookTarget, signedWith secret: WebhookSigningSecret
    ) async throws -> Int {
        let timestamp = Int(clock())
        var request = HTTPClientRequest(url: target.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "webhook-id", value: delivery.id)
        request.headers.add(name: "webhook-timestamp", value: String(timestamp))
        request.headers.add(
            name: "webhook-signature",
            value: secret.signature(id: delivery.id, timestamp: timestamp, body: delivery.body))
        request.body = .bytes(ByteBuffer(string: delivery.body))
        return try await target.call(request, seconds: Self.timeout) { Int($0.status.code) }
    }

    /// Seconds: 5, 15, 45 and so on to four hours, a fifth more or less, so that what failed together does not come back
    /// together.
    static func pause(after attempts: Int) -> Double {
        min(5 * pow(3, Double(min(attempts, 20) - 1)), longestPause) * Double.random(in: 0.8...1.2)
    }
}
