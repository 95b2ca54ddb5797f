internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Stores

/// Seals what is kept of customers, with a key of each tenant's.
///
/// AES-256-GCM with a fresh 96-bit nonce each time. What is sealed is bound to its place: moved to another tenant, case
/// or id, it does not open.
actor Vault {
    private let store: Store
    private let master: MasterKey?
    /// Opened with, too, while keys are rotated.
    private let former: MasterKey?
    private let clock: @Sendable () -> Double
    private var keys: [String: SymmetricKey] = [:]

    init(store: Store, master: MasterKey?, former: MasterKey? = nil, clock: @escaping @Sendable () -> Double) {
        (self.store, self.master, self.former, self.clock) = (store, master, former, clock)
    }

    /// Whether anything can be kept.
    nonisolated var isOpen: Bool { master != nil }

    /// - Parameter place: what it is and where it belongs, from the outside in.
    /// - Throws: `retention_unavailable` without a master key.
    func seal(_ bytes: [UInt8], of tenant: String, _ place: String...) async throws -> [UInt8] {
        let key = try await key(of: tenant)
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Self.binding([tenant] + place))
        guard let sealed = box.combined else { throw Self.damaged }
        return [UInt8](sealed)
    }

    /// - Throws: `damaged` when it was not sealed for this place with this key; `misconfigured` without the master key
    ///   that the tenant's key is sealed with.
    func open(_ sealed: [UInt8], of tenant: String, _ place: String...) async throws -> [UInt8] {
        let key = try await openingKey(of: tenant)
        return try Self.open(sealed, with: key, Self.binding([tenant] + place))
    }

    /// Makes sure that what is kept of a tenant can be opened here.
    /// - Throws: `misconfigured` where it cannot.
    func checkOpens(of tenant: String) async throws { _ = try await openingKey(of: tenant) }

    static let unavailable = Problem(
        .conflict, "retention_unavailable",
        "No picture can be kept: the operator has given the service no master key (SHADEWISE_MASTER_KEY or "
            + "SHADEWISE_MASTER_KEY_FILE).")

    static let wrongKey = Problem(
        .conflict, "retention_unavailable",
        "No picture can be kept: the service's master key is not the one that this tenant's data key is sealed with.")

    /// The key that what is kept was sealed with: where there is one, the lack of a master key is no reason to say that
    /// nothing can be kept.
    private func openingKey(of tenant: String) async throws -> SymmetricKey {
        if master == nil, let wrapped = try await store.dataKey(of: tenant) {
            throw Self.unknownMaster(wrapped.master, given: [])
        }
        return try await key(of: tenant)
    }

    private func key(of tenant: String) async throws -> SymmetricKey {
        guard let master else { throw Self.unavailable }
        if let key = keys[tenant] { return key }
        var wrapped = try await store.dataKey(of: tenant)
        if wrapped == nil {
            let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
            let sealed = try Self.wrap(fresh, of: tenant, with: master)
            wrapped = try await RequestInWork.aside { try await store.addDataKey(sealed, of: tenant, at: clock()) }
        }
        guard let wrapped else { throw Self.damaged }
        guard let opening = [master, former].compactMap(\.self).first(where: { $0.name == wrapped.master }) else {
            throw Self.unknownMaster(wrapped.master, given: [master, former])
        }
        let key = SymmetricKey(data: try Self.unwrap(wrapped, of: tenant, with: opening))
        keys[tenant] = key
        return key
    }

    /// A tenant's data key, sealed with a master key.
    static func wrap(_ key: [UInt8], of tenant: String, with master: MasterKey) throws -> WrappedKey {
        let binding = Self.binding([tenant, "data key"])
        guard let sealed = try AES.GCM.seal(key, using: master.key, authenticating: binding).combined else {
            throw damaged
        }
        return WrappedKey(sealed: [UInt8](sealed), master: master.name)
    }

    /// - Throws: `damaged` when it was not sealed with this master key for this tenant.
    static func unwrap(_ wrapped: WrappedKey, of tenant: String, with master: MasterKey) throws -> [UInt8] {
        try open(wrapped.sealed, with: master.key, binding([tenant, "data key"]))
    }

    /// For the operator: names of keys are hashes, and tell nothing of them.
    static func unknownMaster(_ name: String, given: [MasterKey?]) -> StoreError {
        let names = given.compactMap { $0?.name }
        let known = names.isEmpty ? "none" : names.joined(separator: " and ")
        return StoreError(
            code: .misconfigured,
            message: "a tenant's data key is sealed with the master key \(name), and \(known) is given: "
                + "see to SHADEWISE_MASTER_KEY and, while keys are rotated, SHADEWISE_MASTER_KEY_OLD")
    }

    private static func open(_ sealed: [UInt8], with key: SymmetricKey, _ binding: Data) throws -> [UInt8] {
        do {
            return [UInt8](try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: binding))
        } catch { throw damaged }
    }

    private static let damaged = StoreError(code: .damaged, message: "what is sealed cannot be opened")

    /// Parts with their lengths: no two places read the same.
    private static func binding(_ place: [String]) -> Data {
        Data(place.map { "\($0.utf8.count):\($0)," }.joined().utf8)
    }
}
