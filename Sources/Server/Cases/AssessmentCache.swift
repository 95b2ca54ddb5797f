internal import Consultation
internal import Foundation
internal import ShadeCatalog

/// What cases came to when they were last asked about: the next question and the shades to show stand on the same
/// belief, and most who ask for one ask for the other.
final class AssessmentCache: @unchecked Sendable {
    private let lock = NSLock()
    private var known: [Key: Assessment] = [:]
    /// Oldest first.
    private var order: [Key] = []

    /// About 100 kB each.
    private static let most = 256

    private struct Key: Hashable {
        let tenant: String
        let consultation: String
        /// Events that say something: that shades were shown or a question was put says nothing of her.
        let said: Int
        /// Of the last event: skin ages by whole days.
        let day: Int
        let catalog: Int
        let lessons: Int
        let category: String
        let policy: ConsultationPolicy
    }

    /// - Parameters:
    ///   - id: the case's.
    ///   - catalog: the number of the catalog's version that the advisor stands on.
    ///   - lessons: the number of the lessons that it was taught; 0 for none.
    /// - Complexity: a belief, where none is at hand.
    func assessment(
        of consultation: Consultation, _ id: String, of tenant: String, by advisor: Advisor, catalog: Int, lessons: Int
    ) -> Assessment {
        let said = consultation.events.count { event in
            switch event.what {
            case .shown, .asked: false
            default: true
            }
        }
        let key = Key(
            tenant: tenant, consultation: id, said: said, day: Int((consultation.events.last?.at ?? 0) / 86_400),
            catalog: catalog, lessons: lessons, category: advisor.offer.category.rawValue, policy: advisor.policy)
        if let assessment = lock.withLock({ known[key] }) { return assessment }
        let assessment = advisor.assess(consultation)
        lock.withLock {
            if known.updateValue(assessment, forKey: key) == nil { order.append(key) }
            if order.count > Self.most { known[order.removeFirst()] = nil }
        }
        return assessment
    }

    /// Forgets a tenant's cases: what was erased must not be known any more.
    func forget(_ tenant: String) {
        lock.withLock {
            order.removeAll { $0.tenant == tenant }
            known = known.filter { $0.key.tenant != tenant }
        }
    }
}
