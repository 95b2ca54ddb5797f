import Foundation
import PostgreSQL
import Testing
import TestSupport
@testable import Stores

/// The databases that one contract holds for.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, file, postgreSQL

    var testDescription: String { rawValue }

    /// Those that are installed; `PostgreSQLTests` say when one is not.
    static var present: [Backend] { allCases.filter { $0 != .postgreSQL || PostgresCluster.isInstalled } }
    /// Those that several programs can use at once.
    static var shared: [Backend] { present.filter { $0 != .memory } }
}

/// Where an empty database is, for the time of a test.
final class Place: Sendable {
    private let backend: Backend
    private let folder = FileManager.default.temporaryDirectory.appending(path: "shadewise-\(UUID().uuidString)")
    private let name: String
    private let cluster: PostgresCluster?

    init(_ backend: Backend, cluster: PostgresCluster? = nil) throws {
        self.backend = backend
        self.cluster = backend == .postgreSQL ? try cluster ?? PostgresCluster.shared.get() : nil
        name = try self.cluster?.newDatabase() ?? "store.sqlite"
        if backend == .file { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// For SQLite's own words.
    var path: String { folder.appending(path: name).path(percentEncoded: false) }

    /// Another program's way in; an empty database each time where all is in memory.
    /// - Parameter patience: Seconds that a silent PostgreSQL server is waited for beyond its own limit, and that a
    ///   connection is kept for nothing; `nil` for the usual.
    func open(_ more: String = "", patience: Double? = nil) throws -> any SQLDatabase {
        switch backend {
        case .memory: return try SQLiteDatabase(path: nil)
        case .file: return try SQLiteDatabase(path: path)
        case .postgreSQL:
            var address = try PostgreSQLAddress(cluster?.address(name, more) ?? "")
            if let patience { (address.grace, address.leisure) = (patience, patience) }
            return PostgreSQLDatabase(address)
        }
    }
}

/// Runs a test on an empty store with two tenants, `a` and `b`.
func withStore(_ backend: Backend, _ body: (Store) async throws -> Void) async throws {
    let place = try Place(backend)
    let store = try await Store(place.open())
    for tenant in ["a", "b"] { try await store.add(Tenant(id: tenant, name: "Shop \(tenant)"), at: 1) }
    do { try await body(store) } catch {
        await store.database.close()
        throw error
    }
    await store.database.close()
}

/// The code of the `StoreError` that work throws.
func code<Value>(_ work: () async throws -> Value) async -> StoreError.Code? {
    do { _ = try await work() } catch { return (error as? StoreError)?.code }
    return nil
}
