internal import Foundation
package import Stores

/// Making people by hand.
package enum StylistAccounts {
    /// - Parameter password: within `PasswordRules`.
    /// - Returns: Her id.
    /// - Throws: `StoreError`; `conflict` when the login is taken.
    package static func add(
        _ login: String, name: String, role: Stylist.Role, password: String, to tenant: String, in store: Store,
        cost: PasswordCost = .standard
    ) async throws -> String {
        let now = Date().timeIntervalSince1970
        let stylist = Stylist(
            id: Store.newID("u"), tenant: tenant, name: name, login: login, role: role, created: now)
        let made = AuditEntry(at: now, actor: "operator", .stylistMade, stylist.id, ["role": role.rawValue])
        try await store.add(
            stylist, password: try PasswordHash(of: password, cost: cost).text, along: [.audit(made)])
        return stylist.id
    }

    /// Gives somebody another password, ends her sessions, and lets her in again if she was disabled.
    /// - Returns: Whether there is somebody with that login.
    package static func resetPassword(
        of login: String, to password: String, of tenant: String, in store: Store, cost: PasswordCost = .standard
    ) async throws -> Bool {
        guard let stylist = try await store.stylist(login: login, of: tenant)?.stylist else { return false }
        let entry = AuditEntry(
            at: Date().timeIntervalSince1970, actor: "operator", .passwordChanged, stylist.id)
        return try await store.setPassword(
            try PasswordHash(of: password, cost: cost).text, ofStylist: stylist.id, of: tenant, enabling: true,
            along: [.audit(entry)])
    }
}
