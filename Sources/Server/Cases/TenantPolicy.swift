internal import Consultation
internal import Foundation
internal import Stores

/// A retailer's rules, as `PUT /v1/policy` takes them; what is left out stays as usual.
struct TenantPolicy: Codable, Sendable, Hashable {
    /// ΔE00 within which a shade matches, 0.5...10.
    var tolerance = 2.0
    /// Shades shown, 1...5.
    var shown = 3
    /// Questions asked at most, 0...50.
    var questionBudget = 8
    /// Whether questions marked as sensitive may be asked.
    var asksSensitive = false
    /// For how long a browser's token works, 1...1440.
    var clientTokenMinutes = 30
    /// Hours within which a contested recommendation is looked at by a person, 1...720.
    var reviewHours = 72
    /// For how many days a photo is kept of who agreed to `retainImage`, 1...365.
    var imageDays = 30
    /// For how many days a job's results are kept, 1...365.
    var jobDays = 7
    /// Whether webhooks may be told without encryption, over http.
    var plainWebhooks = false
    /// What the shop would like, and how far it may go for it.
    var firm = FirmPolicy()

    enum CodingKeys: String, CodingKey, CaseIterable {
        case tolerance, shown, questionBudget, asksSensitive, clientTokenMinutes, reviewHours, imageDays, jobDays
        case plainWebhooks, firm
    }

    static let standard = TenantPolicy()
}

extension TenantPolicy {
    init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        tolerance = try container.decodeIfPresent(Double.self, forKey: .tolerance) ?? tolerance
        shown = try container.decodeIfPresent(Int.self, forKey: .shown) ?? shown
        questionBudget = try container.decodeIfPresent(Int.self, forKey: .questionBudget) ?? questionBudget
        asksSensitive = try container.decodeIfPresent(Bool.self, forKey: .asksSensitive) ?? asksSensitive
        clientTokenMinutes = try container.decodeIfPresent(Int.self, forKey: .clientTokenMinutes) ?? clientTokenMinutes
        reviewHours = try container.decodeIfPresent(Int.self, forKey: .reviewHours) ?? reviewHours
        imageDays = try container.decodeIfPresent(Int.self, forKey: .imageDays) ?? imageDays
        jobDays = try container.decodeIfPresent(Int.self, forKey: .jobDays) ?? jobDays
        plainWebhooks = try container.decodeIfPresent(Bool.self, forKey: .plainWebhooks) ?? plainWebhooks
        firm = try container.decodeIfPresent(FirmPolicy.self, forKey: .firm) ?? firm
    }

    /// - Throws: `damaged` when what is stored is no policy.
    init(of tenant: Tenant) throws(StoreError) {
        guard let policy = tenant.policy else {
            self = .standard
            return
        }
        do { self = try JSONDecoder().decode(Self.self, from: Data(policy.utf8)) } catch {
            throw StoreError(code: .damaged, message: "a tenant's policy cannot be read")
        }
    }

    /// All that is out of range, for people; empty when nothing is.
    var faults: [String] {
        var faults: [String] = []
        if !(0.5...10).contains(tolerance) { faults.append("`tolerance` lies in 0.5...10") }
        if !(1...5).contains(shown) { faults.append("`shown` lies in 1...5") }
        if !(0...50).contains(questionBudget) { faults.append("`questionBudget` lies in 0...50") }
        if !(1...1440).contains(clientTokenMinutes) { faults.append("`clientTokenMinutes` lies in 1...1440") }
        if !(1...720).contains(reviewHours) { faults.append("`reviewHours` lies in 1...720") }
        if !(1...365).contains(imageDays) { faults.append("`imageDays` lies in 1...365") }
        if !(1...365).contains(jobDays) { faults.append("`jobDays` lies in 1...365") }
        return faults + firm.faults
    }

    var consultation: ConsultationPolicy {
        var policy = ConsultationPolicy()
        (policy.shown, policy.questionBudget) = (shown, questionBudget)
        (policy.asksSensitive, policy.tolerance, policy.firm) = (asksSensitive, tolerance, firm.goals)
        return policy
    }
}
