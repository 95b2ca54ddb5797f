internal import Crypto
internal import Foundation
internal import Stores

/// What a shop's system says happened, before it is checked.
struct IncomingShopEvent: Decodable, Sendable {
    var id: String?
    var customer: String
    var sku: String
    var kind: String
    var reason: String?
    var text: String?
    /// ISO 8601.
    var at: String
}

extension IncomingShopEvent {
    /// - Throws: `Problem` for what is no event.
    func checked() throws(Problem) -> ShopEvent {
        guard let known = ShopEvent.Kind(rawValue: kind) else {
            throw .invalid("`kind` is one of \(ShopEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard let time = try? Date(at, strategy: .iso8601) else {
            throw .invalid("`at` is a time such as 2026-11-29T12:00:00Z.")
        }
        for (limit, text) in [
            (TextLimit("customer", 1...100), customer), (TextLimit("sku", 1...100), sku),
            (TextLimit("id", 1...100), id),
            (TextLimit("reason", 1...100), reason), (TextLimit("text", 1...2000), text),
        ] { try limit.check(text) }
        return ShopEvent(
            id: id ?? fingerprint, customer: customer, sku: sku, kind: known, reason: reason, text: text,
            at: time.timeIntervalSince1970)
    }

    /// Without the shop's id, what it says is what it is.
    private var fingerprint: String {
        let text = [customer, sku, kind, at].joined(separator: "\u{0}")
        return SHA256.hash(data: Data(text.utf8)).prefix(16).hex
    }
}
