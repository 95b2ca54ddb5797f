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
    private let clock: @Sendable () -> Double
    private var keys: [String: SymmetricKey] = [:]

    init(store: Store, master: MasterKey?, clock: @escaping @Sendable () -> Double) {
        (self.store, self.master, self.clock) = (store, master, clock)
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

    /// - Throws: `damaged` when it was not sealed for this place with this key.
    func open(_ sealed: [UInt8], of tenant: String, _ place: String...) async throws -> [UInt8] {
        let key = try await key(of: tenant)
        return try Self.open(sealed, with: key, Self.binding([tenant] + place))
    }

    static let unavailable = Problem(
        .conflict, "retention_unavailable",
        "No picture can be kept: the operator has given the service no master key (SHADEWISE_MASTER_KEY or "
            + "SHADEWISE_MASTER_KEY_FILE).")

    static let wrongKey = Problem(
        .conflict, "retention_unavailable",
        "No picture can be kept: the service's master key is not the one that this tenant's data key is sealed with.")

    private func key(of tenant: String) async throws -> SymmetricKey {
        guard let master else { throw Self.unavailable }
        if let key = keys[tenant] { return key }
        let binding = Self.binding([tenant, "data key"])
        var wrapped = try await store.dataKey(of: tenant)
        if wrapped == nil {
            let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
            guard let sealed = try AES.GCM.seal(fresh, using: master.key, authenticating: binding).combined else {
                throw Self.damaged
            }
            wrapped = try await store.addDataKey(
                WrappedKey(sealed: [UInt8](sealed), master: master.name), of: tenant, at: clock())
        }
        guard let wrapped, wrapped.master == master.name else {
            throw StoreError(
                code: .misconfigured, message: "a tenant's data key is sealed with another master key than this one")
        }
        let key = SymmetricKey(data: try Self.open(wrapped.sealed, with: master.key, binding))
        keys[tenant] = key
        return key
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
