internal import Consultation
internal import Foundation
internal import ShadeCatalog
internal import Stores

/// What cases came to: the next question and the shades to show stand on the same belief, and most who ask for one ask for
/// the other.
final class AssessmentCache: @unchecked Sendable {
    private let lock = NSLock()
    private var known: [Key: AssessedCase] = [:]
    /// Oldest first.
    private var order: [Key] = []
    /// How often something was erased.
    private var erasures: [String: Int] = [:]

    /// Nearly a megabyte each, until both the question and the shades are known.
    private static let most = 64

    private struct Key: Hashable {
        let tenant: String
        let consultation: String
        /// A sandbox's cases begin anew under their old names.
        let created: Double
        /// Events that say something: that shades were shown or a question was put says nothing of her.
        let said: Int
        /// Of the last event: skin ages by whole days.
        let day: Int
        let catalog: Int
        let lessons: Int
        let category: String
        let policy: ConsultationPolicy
    }

    /// A tenant's cases as they stand now, before any is read: what is erased while one is read is not kept after.
    struct View: Sendable {
        fileprivate let cache: AssessmentCache
        fileprivate let tenant: String
        fileprivate let erasures: Int
    }

    func view(of tenant: String) -> View {
        View(cache: self, tenant: tenant, erasures: lock.withLock { erasures[tenant, default: 0] })
    }

    /// Forgets a tenant's cases: what was erased must not be known any more.
    func forget(_ tenant: String) {
        lock.withLock {
            erasures[tenant, default: 0] += 1
            order.removeAll { $0.tenant == tenant }
            known = known.filter { $0.key.tenant != tenant }
        }
    }
}

extension AssessmentCache.View {
    /// - Parameters:
    ///   - catalog: the number of the catalog's version that the advisor stands on.
    ///   - lessons: the number of the lessons that it was taught; 0 for none.
    func assessed(
        _ stored: StoredCase, by advisor: Advisor, catalog: Int, lessons: Int
    ) -> AssessedCase {
        let consultation = stored.consultation
        let said = consultation.events.count { event in
            switch event.what {
            case .shown, .asked: false
            default: true
            }
        }
        let key = AssessmentCache.Key(
            tenant: tenant, consultation: stored.id, created: stored.created, said: said,
            day: Int((consultation.events.last?.at ?? 0) / 86_400),
            catalog: catalog, lessons: lessons, category: advisor.offer.category.rawValue, policy: advisor.policy)
        return cache.assessed(key, erasures) { AssessedCase(consultation, stored.id, by: advisor) }
    }
}

extension AssessmentCache {
    private func assessed(_ key: Key, _ seen: Int, _ make: () -> AssessedCase) -> AssessedCase {
        lock.withLock {
            if let found = known[key] { return found }
            let made = make()
            guard erasures[key.tenant, default: 0] == seen else { return made }
            known[key] = made
            order.append(key)
            if order.count > Self.most { known[order.removeFirst()] = nil }
            return made
        }
    }
}
