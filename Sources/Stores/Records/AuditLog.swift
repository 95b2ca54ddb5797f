internal import Crypto
internal import Foundation

/// A line of the audit log: who did what to what.
///
/// It stays when a customer is erased, so it names her nowhere: ids that no longer lead to anything are what remains.
package struct AuditEntry: Sendable, Hashable {
    /// Seconds since 1970; kept to the millisecond.
    package let at: Double
    /// Such as `key:k_…`, `client:c_…` for a browser, `stylist:u_…`, `operator` for the command line, `service` for what runs by itself.
    package let actor: String
    package let action: Action
    /// The id of what it was done to.
    package let subject: String
    /// More of it, by name. Never what a customer wrote, pixels, or keys.
    package let detail: [String: String]

    package enum Action: String, Sendable, CaseIterable {
        case keyMade = "key.made"
        case keyEnded = "key.ended"
        case keyRemoved = "key.removed"
        case policyChanged = "policy.changed"
        case originsChanged = "origins.changed"
        case catalogReplaced = "catalog.replaced"
        case consentChanged = "consent.changed"
        case selfieAnalysed = "selfie.analysed"
        case imageRead = "image.read"
        case imagesExpired = "images.expired"
        case customerExported = "customer.exported"
        case consultationExported = "consultation.exported"
        case customerErased = "customer.erased"
        case consultationErased = "consultation.erased"
        case reviewDecided = "review.decided"
        case webhookMade = "webhook.made"
        case webhookRemoved = "webhook.removed"
        case jobBegun = "job.begun"
        case jobCancelled = "job.cancelled"
        case jobRemoved = "job.removed"
        case masterKeyRotated = "masterKey.rotated"
        case sandboxReset = "sandbox.reset"
        case stylistMade = "stylist.made"
        case stylistDisabled = "stylist.disabled"
        case passwordChanged = "password.changed"
        case signedIn = "signed.in"
        case signInRefused = "signin.refused"
        case signedOut = "signed.out"
        case identityProviderSet = "identity-provider.set"
        case identityProviderRemoved = "identity-provider.removed"
    }

    package init(at: Double, actor: String, _ action: Action, _ subject: String, _ detail: [String: String] = [:]) {
        (self.at, self.actor, self.action, self.subject, self.detail) = (at, actor, action, subject, detail)
    }
}

/// A line of the audit log as it is kept, chained to the one before.
package struct AuditRecord: Sendable, Hashable {
    package let tenant: String
    /// Counts up from 1 for each tenant.
    package let number: Int
    /// Since 1970.
    package let milliseconds: Int
    package let actor: String
    package let action: String
    package let subject: String
    /// A JSON object of strings, keys sorted.
    package let detail: String
    /// Of the hash before and this record.
    package let hash: [UInt8]

    /// What the first record follows.
    package static let origin = [UInt8](repeating: 0, count: 32)
}

extension AuditRecord {
    init(_ entry: AuditEntry, number: Int, of tenant: String, after previous: [UInt8]) throws(StoreError) {
        (self.tenant, self.number, actor, subject) = (tenant, number, entry.actor, entry.subject)
        action = entry.action.rawValue
        milliseconds = Int((entry.at * 1000).rounded())
        detail = try Store.json(entry.detail)
        hash = Self.hash(
            [tenant, String(number), String(milliseconds), actor, action, subject, detail], after: previous)
    }

    /// Whether the record is what was written after the one with a hash.
    package func follows(_ previous: [UInt8]) -> Bool {
        hash
            == Self.hash(
                [tenant, String(number), String(milliseconds), actor, action, subject, detail], after: previous)
    }

    /// SHA-256 of the hash before and each field as a netstring, `5:hello,`: no two records read the same.
    private static func hash(_ fields: [String], after previous: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: previous + fields.flatMap { Array("\($0.utf8.count):\($0),".utf8) }))
    }
}

/// What became of checking a tenant's chain.
package enum AuditVerdict: Sendable, Hashable {
    /// - Parameter head: the last record's hash; kept elsewhere, it tells when the last records are taken away.
    case sound(records: Int, head: [UInt8])
    /// The first record that is not what was written, or is missing.
    case broken(number: Int, why: String)
}

extension Store {
    /// Adds a line.
    ///
    /// The head's row is written first: writers of one tenant meet there, and on PostgreSQL all but one of them try again.
    static func append(_ entry: AuditEntry, of tenant: String, _ session: any SQLSession) throws {
        let counted = try session.run("UPDATE auditHead SET number = number + 1 WHERE tenant = ?", [.text(tenant)])
        if counted == 0 {
            try session.run(
                "INSERT INTO auditHead(tenant, number, hash) VALUES (?, 0, ?) ON CONFLICT DO NOTHING",
                [.text(tenant), .blob(AuditRecord.origin)])
            try session.run("UPDATE auditHead SET number = number + 1 WHERE tenant = ?", [.text(tenant)])
        }
        let head = try session.row("SELECT number, hash FROM auditHead WHERE tenant = ?", [.text(tenant)])
        guard let head else { throw StoreError(code: .damaged, message: "the audit log has no head") }
        let record = try AuditRecord(entry, number: head.integer(0), of: tenant, after: head.blob(1))
        try session.run(
            """
            INSERT INTO audit(tenant, number, at, actor, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(tenant), .integer(record.number), .integer(record.milliseconds), .text(record.actor),
                .text(record.action), .text(record.subject), .text(record.detail), .blob(record.hash),
            ])
        try session.run(
            "UPDATE auditHead SET hash = ? WHERE tenant = ?", [.blob(record.hash), .text(tenant)])
    }

    /// Records after a number, in order.
    package func audit(of tenant: String, after number: Int, limit: Int = 1000) async throws -> [AuditRecord] {
        try await database.read { session in
            try session.rows(
                "SELECT \(Self.auditColumns) FROM audit WHERE tenant = ? AND number > ? ORDER BY number LIMIT \(limit)",
                [.text(tenant), .integer(number)]
            ).map(Self.record)
        }
    }

    /// Records about something, in order.
    static func audit(about subject: String, of tenant: String, _ session: any SQLSession) throws -> [AuditRecord] {
        try session.rows(
            "SELECT \(auditColumns) FROM audit WHERE tenant = ? AND subject = ? ORDER BY number",
            [.text(tenant), .text(subject)]
        ).map(record)
    }

    private static let auditColumns = "tenant, number, at, actor, action, subject, detail, hash"

    private static func record(_ row: SQLRow) throws(StoreError) -> AuditRecord {
        AuditRecord(
            tenant: try row.text(0), number: try row.integer(1), milliseconds: try row.integer(2),
            actor: try row.text(3), action: try row.text(4), subject: try row.text(5), detail: try row.text(6),
            hash: try row.blob(7))
    }

    /// Checks a tenant's chain from its beginning. One who has keys has records: of their making.
    ///
    /// The chain has no secret: whoever may write to the database can make it anew from any record on. Only a hash that was
    /// kept elsewhere tells of that.
    /// - Parameter seen: told each record's hash.
    /// - Complexity: O(records), a thousand in memory at a time.
    package func verifyAudit(
        of tenant: String, seen: (_ hash: [UInt8]) -> Void = { _ in }
    ) async throws -> AuditVerdict {
        // Before the records: what is added meanwhile is not missing.
        let (head, hasKeys) = try await database.read { session in
            (
                try session.row("SELECT number, hash FROM auditHead WHERE tenant = ?", [.text(tenant)]),
                try session.row("SELECT 1 FROM apiKey WHERE tenant = ? LIMIT 1", [.text(tenant)]) != nil
            )
        }
        if head == nil, hasKeys, try await audit(of: tenant, after: 0, limit: 1).isEmpty {
            return .broken(number: 1, why: "all records are missing: those of making the keys, at least")
        }
        var (number, hash) = (0, AuditRecord.origin)
        var isHeadSeen = false
        while true {
            let page = try await audit(of: tenant, after: number)
            if page.isEmpty { break }
            for record in page {
                guard record.number == number + 1 else { return .broken(number: number + 1, why: "it is missing") }
                guard record.follows(hash) else {
                    return .broken(number: record.number, why: "it is not what was written, or does not follow")
                }
                (number, hash) = (record.number, record.hash)
                seen(hash)
                if let head, try head.integer(0) == number {
                    guard try head.blob(1) == hash else {
                        return .broken(number: number, why: "the head tells of another record")
                    }
                    isHeadSeen = true
                }
            }
        }
        if let head, try head.integer(0) > number { return .broken(number: number + 1, why: "it is missing") }
        if number > 0, !isHeadSeen { return .broken(number: number, why: "the head is not of the log") }
        return .sound(records: number, head: hash)
    }
}
