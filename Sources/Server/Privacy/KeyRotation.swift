package import Stores

/// Seals all tenants' data keys with a new master key. What they seal stays as it is.
package struct KeyRotation: Sendable {
    private let store: Store
    private let (old, new): (MasterKey, MasterKey)

    /// - Parameters:
    ///   - old: what data keys are sealed with so far.
    ///   - new: what they are to be sealed with.
    package init(store: Store, from old: MasterKey, to new: MasterKey) {
        (self.store, self.old, self.new) = (store, old, new)
    }

    /// All in one transaction; what is sealed with the new key already is left, so it may be run again. Each tenant's
    /// audit log tells of it.
    /// - Parameter time: now, in seconds since 1970.
    /// - Returns: How many were sealed anew.
    /// - Throws: `misconfigured` when a data key is sealed with neither; `damaged` when one does not open. Nothing has
    ///   changed then.
    package func run(at time: Double) async throws -> Int {
        let names = try await store.masterNames()
        if let stranger = names.keys.sorted().first(where: { $0 != old.name && $0 != new.name }) {
            throw Vault.unknownMaster(stranger, given: [new, old])
        }
        return try await store.rewrapDataKeys(sealedWith: old.name) { [old, new] tenant, wrapped in
            let fresh = try Vault.wrap(try Vault.unwrap(wrapped, of: tenant, with: old), of: tenant, with: new)
            // Nothing is let go of before it is certain that the other opens.
            _ = try Vault.unwrap(fresh, of: tenant, with: new)
            return fresh
        } along: { [old, new] tenant in
            [
                .audit(
                    AuditEntry(
                        at: time, actor: "operator", .masterKeyRotated, tenant, ["from": old.name, "to": new.name]))
            ]
        }
    }
}
