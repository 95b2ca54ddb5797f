package import Consultation

/// One thing to write along with another: all of a transaction is kept, or nothing of it.
///
/// So a change and what tells of it — the audit log's line, the webhook's message, the receipt of consent — never part.
package struct StoreWrite: Sendable {
    let perform: @Sendable (_ session: any SQLSession, _ tenant: String) throws -> Void
}

extension StoreWrite {
    package static func receipt(_ receipt: ConsentReceipt) -> StoreWrite {
        StoreWrite { session, tenant in try Store.insert(receipt, of: tenant, session) }
    }

    package static func audit(_ entry: AuditEntry) -> StoreWrite {
        StoreWrite { session, tenant in try Store.append(entry, of: tenant, session) }
    }

    package static func image(_ image: StoredImage, sealed: [UInt8]) -> StoreWrite {
        StoreWrite { session, tenant in try Store.insert(image, sealed: sealed, of: tenant, session) }
    }

    /// Says something in a case, as it is by then.
    /// - Throws: `ConsultationError` where it cannot be; `conflict` when the case is gone.
    package static func event(_ event: ConsultationEvent, inCase consultation: String) -> StoreWrite {
        StoreWrite { session, tenant in
            guard let found = try Store.loadCase(consultation, of: tenant, session) else {
                throw StoreError(code: .conflict, message: "the case is gone")
            }
            var told = found.consultation
            try told.record(event)
            try Store.append([event], to: consultation, of: tenant, expecting: found.version, session)
        }
    }

    /// Removes all pictures of a case.
    package static func noImages(ofCase consultation: String) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run(
                "DELETE FROM image WHERE tenant = ? AND consultation = ?", [.text(tenant), .text(consultation)])
        }
    }
}

extension Store {
    /// Writes several things as one.
    package func write(_ writes: [StoreWrite], of tenant: String) async throws {
        try await database.write { session in try Self.perform(writes, of: tenant, session) }
    }

    static func perform(_ writes: [StoreWrite], of tenant: String, _ session: any SQLSession) throws {
        for write in writes { try write.perform(session, tenant) }
    }
}
