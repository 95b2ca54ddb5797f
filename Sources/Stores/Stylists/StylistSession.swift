/// What somebody who has signed in proves herself with; the token itself is not kept, only its hash.
package struct StylistSession: Sendable, Hashable {
    package let tenant: String
    package let stylist: String
    package let created: Double
    /// When it was used last, to the minute.
    package var used: Double
    /// When it ends, however much it is used.
    package let expires: Double

    package init(tenant: String, stylist: String, created: Double, used: Double, expires: Double) {
        (self.tenant, self.stylist, self.created) = (tenant, stylist, created)
        (self.used, self.expires) = (used, expires)
    }
}

/// What somebody was let in for; it has to hold still when the session begins.
package enum StylistProof: Sendable, Hashable {
    /// The hash of the password that was right.
    case password(hash: String)
    /// What the identity provider said.
    case identity
}

extension Store {
    /// Begins a session of somebody who may still sign in with what she signed in with.
    /// - Parameters:
    ///   - hash: SHA-256 of its token.
    ///   - writes: done first.
    /// - Throws: `conflict` when she was disabled or her password was changed meanwhile.
    package func begin(
        _ new: StylistSession, hash: [UInt8], proof: StylistProof, along writes: [StoreWrite] = []
    ) async throws {
        try await database.write { session in
            let row = try session.row(
                "SELECT disabled, password FROM stylist WHERE tenant = ? AND id = ?",
                [.text(new.tenant), .text(new.stylist)])
            guard let row, try row.optionalReal(0) == nil else {
                throw StoreError(code: .conflict, message: "the stylist may not sign in")
            }
            if case .password(let hash) = proof, try row.optionalText(1) != hash {
                throw StoreError(code: .conflict, message: "the stylist has another password now")
            }
            try Self.perform(writes, of: new.tenant, session)
            try session.run(
                """
                INSERT INTO stylistSession(hash, tenant, stylist, created, used, expires) VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .blob(hash), .text(new.tenant), .text(new.stylist), .real(new.created), .real(new.used),
                    .real(new.expires),
                ])
        }
    }

    /// A session, ended by time or not, and whose it is; `nil` also for who was disabled.
    package func session(
        hash: [UInt8]
    ) async throws -> (session: StylistSession, stylist: Stylist, tenant: Tenant)? {
        let found = try await database.read { session -> (StylistSession, Stylist)? in
            let row = try session.row(
                "SELECT tenant, stylist, created, used, expires FROM stylistSession WHERE hash = ?", [.blob(hash)])
            guard let row else { return nil }
            let found = StylistSession(
                tenant: try row.text(0), stylist: try row.text(1), created: try row.real(2), used: try row.real(3),
                expires: try row.real(4))
            let owner = try session.row(
                "SELECT \(Self.stylistColumns) FROM stylist WHERE tenant = ? AND id = ? AND disabled IS NULL",
                [.text(found.tenant), .text(found.stylist)])
            return try owner.map { (found, try Self.stylist($0)) }
        }
        guard let found, let tenant = try await tenant(found.0.tenant) else { return nil }
        return (found.0, found.1, tenant)
    }

    package func noteUse(ofSession hash: [UInt8], of tenant: String, at time: Double) async throws {
        try await database.write { session in
            try session.run(
                "UPDATE stylistSession SET used = ? WHERE tenant = ? AND hash = ?",
                [.real(time), .text(tenant), .blob(hash)])
        }
    }

    /// - Returns: Whether there was one.
    package func endSession(
        hash: [UInt8], of tenant: String, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            let ended = try session.run(
                "DELETE FROM stylistSession WHERE tenant = ? AND hash = ?", [.text(tenant), .blob(hash)])
            if ended > 0 { try Self.perform(writes, of: tenant, session) }
            return ended > 0
        }
    }

    /// Forgets sessions that ended before a time, or were not used since another, and states that are no longer taken.
    /// - Returns: How many sessions.
    package func removeEndedSessions(before time: Double, unusedSince idle: Double) async throws -> Int {
        try await database.write { session in
            try session.run("DELETE FROM usedState WHERE expires < ?", [.real(time)])
            return try session.run(
                "DELETE FROM stylistSession WHERE expires < ? OR used < ?", [.real(time), .real(idle)])
        }
    }

    static func endSessions(ofStylist id: String, of tenant: String, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM stylistSession WHERE tenant = ? AND stylist = ?", [.text(tenant), .text(id)])
    }
}

extension StoreWrite {
    /// Ends the session that a browser had before, if it has one here.
    package static func sessionEnd(hash: [UInt8]) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run(
                "DELETE FROM stylistSession WHERE tenant = ? AND hash = ?", [.text(tenant), .blob(hash)])
        }
    }

    /// Takes the state of a sign-in by the identity provider, which is taken once.
    /// - Throws: `conflict` when it was.
    package static func used(state hash: [UInt8], until time: Double) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run(
                "INSERT INTO usedState(hash, tenant, expires) VALUES (?, ?, ?)",
                [.blob(hash), .text(tenant), .real(time)])
        }
    }
}
