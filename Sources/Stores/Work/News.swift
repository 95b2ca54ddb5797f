internal import Foundation

/// Something that webhooks are told of. It holds ids and figures, never what a customer gave: who may read more asks
/// for it.
package struct News: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case consultationBegun = "consultation.begun"
        case recommendationShown = "recommendation.shown"
        case reviewOpened = "review.opened"
        case reviewDecided = "review.decided"
        case customerErased = "customer.erased"
        case consultationErased = "consultation.erased"
        case jobFinished = "job.finished"
    }

    package let kind: Kind
    /// Seconds since 1970.
    package let at: Double
    /// With which what is untold of it goes.
    package let consultation: String?
    package let job: String?
    /// JSON, as it is sent.
    package let body: String

    /// - Throws: `invalid` for data that is no JSON object.
    package init(
        _ kind: Kind, at time: Double, consultation: String? = nil, job: String? = nil, _ data: some Encodable
    ) throws(StoreError) {
        (self.kind, at, self.consultation, self.job) = (kind, time, consultation, job)
        body = try Store.json(
            Message(
                type: kind.rawValue, timestamp: Date(timeIntervalSince1970: time).ISO8601Format(), data: data))
    }

    private struct Message<Data: Encodable>: Encodable {
        let type: String
        let timestamp: String
        let data: Data
    }
}

extension StoreWrite {
    /// Queues a message for each webhook that wants to know.
    package static func news(_ news: News) -> StoreWrite {
        StoreWrite { session, tenant in try Store.enqueue(news, of: tenant, session) }
    }
}

extension Store {
    static func enqueue(_ news: News, of tenant: String, _ session: any SQLSession) throws {
        let webhooks = try session.rows(
            "SELECT id, events FROM webhook WHERE tenant = ? AND disabled IS NULL ORDER BY id", [.text(tenant)])
        for webhook in webhooks where try webhook.text(1).split(separator: " ").contains(news.kind.rawValue[...]) {
            try session.run(
                """
                INSERT INTO delivery(tenant, id, webhook, consultation, job, body, created, attempts, due)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
                """,
                [
                    .text(tenant), .text(newID("msg")), .text(try webhook.text(0)), SQLValue(news.consultation),
                    SQLValue(news.job), .text(news.body), .real(news.at), .real(news.at),
                ])
        }
    }
}
