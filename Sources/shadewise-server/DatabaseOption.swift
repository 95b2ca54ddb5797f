import ArgumentParser
import Foundation
import Inputs
import PostgreSQL
import Stores

/// Where the service keeps what it keeps.
struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to keep things: sqlite:FILE, postgres://USER@HOST/DATABASE?sslmode=verify-full, or memory. Without it, "
                + "SHADEWISE_DATABASE, where a password is safer than on a command line.", valueName: "address"))
    var database: String?

    /// - Parameter usual: where neither flag nor environment says.
    func open(usual: String? = nil) async throws -> Store {
        guard let address = database ?? ProcessInfo.processInfo.environment["SHADEWISE_DATABASE"] ?? usual else {
            throw ValidationError(Self.missing)
        }
        do { return try await Store(Self.database(at: address)) } catch let error as StoreError {
            throw ValidationError(error.message)
        }
    }

    private static func database(at address: String) throws -> any SQLDatabase {
        if address == "memory" { return try SQLiteDatabase(path: nil) }
        if address.hasPrefix("sqlite:"), address.count > 7 {
            return try SQLiteDatabase(path: String(address.dropFirst(7)))
        }
        if PostgreSQLAddress.isAddress(address) { return PostgreSQLDatabase(try PostgreSQLAddress(address)) }
        throw ValidationError(Self.unknown)
    }

    private static let missing =
        "say where to keep things: --database sqlite:FILE or postgres://…, or SHADEWISE_DATABASE"
    // It is not repeated: it may hold a password.
    private static let unknown = "that is no database's address: write sqlite:FILE, postgres://…, or memory"

    /// What is wrong with an address, as far as it shows before anything is opened; `nil` where nothing does. An address that
    /// does not begin as one does is for the settings to tell.
    static func fault(in address: String?) -> String? {
        guard let address else { return missing }
        if PostgreSQLAddress.isAddress(address) {
            do { _ = try PostgreSQLAddress(address) } catch { return "database (SHADEWISE_DATABASE): \(error.message)" }
        }
        guard address.hasPrefix("sqlite:") else { return nil }
        let path = String(address.dropFirst(7))
        guard !path.isEmpty else { return "database (SHADEWISE_DATABASE): \(unknown)" }
        let folder = NSString(string: path).deletingLastPathComponent
        return FileManager.default.isFolder(folder.isEmpty ? "." : folder)
            ? nil : "database (SHADEWISE_DATABASE): the file's folder is not there"
    }
}

extension DatabaseOption {
    /// Does something with a retailer's data, and closes the database whatever comes of it.
    /// - Throws: `ValidationError` for a retailer that is not there; what `work` throws.
    func open<Value>(for tenant: String, _ work: (Store) async throws -> Value) async throws -> Value {
        let store = try await open()
        do {
            guard try await store.tenant(tenant) != nil else {
                throw ValidationError("there is no retailer \(tenant): see tenant list, or make it with tenant create")
            }
            let value = try await work(store)
            await store.database.close()
            return value
        } catch {
            await store.database.close()
            throw error
        }
    }
}
