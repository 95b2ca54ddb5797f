/// A person who looks at cases for a shop.
package struct Stylist: Sendable, Hashable {
    package enum Role: String, Sendable, CaseIterable {
        /// Looks at cases and decides.
        case stylist
        /// Also the shop's rules, keys, webhooks and people.
        case admin
    }

    package let id: String
    package let tenant: String
    /// Shown to others.
    package var name: String
    /// What she signs in with, often an email address; in small letters, once in a shop.
    package let login: String
    package var role: Role
    /// What the shop's identity provider calls her; `nil` for who has not signed in that way.
    package var subject: String?
    package let created: Double
    /// Since when she may not sign in any more.
    package var disabled: Double?

    /// - Parameter login: in any letters.
    package init(
        id: String, tenant: String, name: String, login: String, role: Role, subject: String? = nil, created: Double,
        disabled: Double? = nil
    ) {
        (self.id, self.tenant, self.name, self.login) = (id, tenant, name, Self.folded(login))
        (self.role, self.subject, self.created, self.disabled) = (role, subject, created, disabled)
    }

    /// A login as it is kept.
    package static func folded(_ login: String) -> String { login.lowercased() }
}

extension Store {
    /// - Parameter password: its hash; `nil` for who signs in by the identity provider alone.
    /// - Throws: `conflict` when the login or the subject is somebody's already.
    package func add(_ stylist: Stylist, password: String?, along writes: [StoreWrite] = []) async throws {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO stylist(tenant, id, name, login, role, password, subject, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(stylist.tenant), .text(stylist.id), .text(stylist.name), .text(stylist.login),
                    .text(stylist.role.rawValue), SQLValue(password), SQLValue(stylist.subject), .real(stylist.created),
                ])
            try Self.perform(writes, of: stylist.tenant, session)
        }
    }

    /// All of a shop, disabled ones too, in the order in which they came.
    package func stylists(of tenant: String) async throws -> [Stylist] {
        try await database.read { session in
            try session.rows(
                "SELECT \(Self.stylistColumns) FROM stylist WHERE tenant = ? ORDER BY created, id", [.text(tenant)]
            ).map(Self.stylist)
        }
    }

    /// - Parameter login: in any letters.
    /// - Returns: Also the password's hash, `nil` where there is none.
    package func stylist(
        login: String, of tenant: String
    ) async throws -> (stylist: Stylist, password: String?)? {
        try await found("login = ?", .text(Stylist.folded(login)), of: tenant)
    }

    package func stylist(
        _ id: String, of tenant: String
    ) async throws -> (stylist: Stylist, password: String?)? {
        try await found("id = ?", .text(id), of: tenant)
    }

    package func stylist(subject: String, of tenant: String) async throws -> Stylist? {
        try await found("subject = ?", .text(subject), of: tenant)?.stylist
    }

    private func found(
        _ condition: String, _ value: SQLValue, of tenant: String
    ) async throws -> (stylist: Stylist, password: String?)? {
        try await database.read { session in
            try session.row(
                "SELECT \(Self.stylistColumns), password FROM stylist WHERE tenant = ? AND \(condition)",
                [.text(tenant), value]
            ).map { row in (try Self.stylist(row), try row.optionalText(8)) }
        }
    }

    /// Lets somebody sign in no more, and ends what she has open.
    /// - Returns: Whether there was somebody who could.
    package func disableStylist(
        _ id: String, of tenant: String, at time: Double, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            let changed = try session.run(
                "UPDATE stylist SET disabled = ? WHERE tenant = ? AND id = ? AND disabled IS NULL",
                [.real(time), .text(tenant), .text(id)])
            guard changed > 0 else { return false }
            try Self.endSessions(ofStylist: id, of: tenant, session)
            try Self.perform(writes, of: tenant, session)
            return true
        }
    }

    /// Gives somebody another password, and ends what she has open.
    /// - Parameters:
    ///   - password: its hash.
    ///   - old: the hash that has to be there still; `nil` for whatever is there.
    ///   - enabling: whether who was disabled may sign in again.
    /// - Returns: Whether it is so now.
    package func setPassword(
        _ password: String, ofStylist id: String, of tenant: String, inPlaceOf old: String? = nil,
        enabling: Bool = false, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            var condition = "tenant = ? AND id = ?"
            var values: [SQLValue] = [.text(password), .text(tenant), .text(id)]
            if let old {
                condition += " AND password = ? AND disabled IS NULL"
                values.append(.text(old))
            }
            let changed = try session.run(
                "UPDATE stylist SET password = ?\(enabling ? ", disabled = NULL" : "") WHERE \(condition)", values)
            guard changed > 0 else { return false }
            try Self.endSessions(ofStylist: id, of: tenant, session)
            try Self.perform(writes, of: tenant, session)
            return true
        }
    }

    static let stylistColumns = "tenant, id, name, login, role, subject, created, disabled"

    static func stylist(_ row: SQLRow) throws(StoreError) -> Stylist {
        guard let role = Stylist.Role(rawValue: try row.text(4)) else {
            throw StoreError(code: .damaged, message: "a stylist has no known role")
        }
        return Stylist(
            id: try row.text(1), tenant: try row.text(0), name: try row.text(2), login: try row.text(3), role: role,
            subject: try row.optionalText(5), created: try row.real(6), disabled: try row.optionalReal(7))
    }
}

extension StoreWrite {
    /// The same password, hashed at a greater cost; nothing where it was changed meanwhile.
    package static func rehashed(_ password: String, ofStylist id: String, from old: String) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run(
                "UPDATE stylist SET password = ? WHERE tenant = ? AND id = ? AND password = ?",
                [.text(password), .text(tenant), .text(id), .text(old)])
        }
    }

    /// What the identity provider calls somebody whom it did not call anything yet.
    /// - Throws: `conflict` when that is somebody else.
    package static func subject(_ subject: String, ofStylist id: String) -> StoreWrite {
        StoreWrite { session, tenant in
            let changed = try session.run(
                "UPDATE stylist SET subject = ? WHERE tenant = ? AND id = ? AND (subject IS NULL OR subject = ?)",
                [.text(subject), .text(tenant), .text(id), .text(subject)])
            guard changed > 0 else { throw StoreError(code: .conflict, message: "the stylist is another subject") }
        }
    }
}
