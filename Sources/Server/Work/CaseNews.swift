internal import Stores

/// What webhooks are told of a case: ids, and codes.
struct CaseNews: Encodable, Sendable {
    let consultation: String
    var review: String?
    var kind: String?
    var decision: String?
    var skus: [String]?

    static func of(_ review: Review, _ news: News.Kind, at time: Double) throws(StoreError) -> News {
        try News(
            news, at: time, consultation: review.consultation,
            CaseNews(
                consultation: review.consultation, review: review.id, kind: review.kind.rawValue,
                decision: review.decision?.rawValue))
    }
}
