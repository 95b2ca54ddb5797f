import ArgumentParser
import Foundation
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
            throw ValidationError(
                "say where to keep things: --database sqlite:FILE or postgres://…, or SHADEWISE_DATABASE")
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
        // It is not repeated: it may hold a password.
        throw ValidationError("that is no database's address: write sqlite:FILE, postgres://…, or memory")
    }
}
