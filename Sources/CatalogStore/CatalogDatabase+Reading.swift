internal import Foundation
internal import GRDB
internal import ShadeCatalog

extension CatalogDatabase {
    /// Reads what stands in a catalog's file.
    static func reading<Value>(_ path: String, _ body: (Database) throws -> Value) throws -> Value {
        try opened(path) { db in
            try checkOwner(db)
            return try body(db)
        }
    }

    /// Reads what stands where a catalog is imported into; `nil` when that is nothing yet.
    @discardableResult
    static func standing<Value>(at path: String, _ body: (Database) throws -> Value) throws -> Value? {
        // SQLite's own name for a database in a file without one.
        guard !path.isEmpty else { return nil }
        var status = stat()
        guard stat(path, &status) == 0 else {
            let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            guard access(folder, F_OK) == 0 else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CatalogError(code: .unreadableCatalog, message: "\(path) is no file: name one")
        }
        guard status.st_size > 0 else { return nil }
        return try opened(path) { db in
            if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 { return nil }
            try checkOwner(db)
            return try body(db)
        }
    }

    private static func opened<Value>(_ path: String, _ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: location(of: path), configuration: configuration).read(body)
    }

    /// Catalogs of older versions are in SQLite's WAL mode, in which even reading writes a file beside. Without a log
    /// they are whole, and nobody writes to them: so they are opened as what never changes.
    private static func location(of path: String) -> String {
        guard isInWALMode(path), !hasLog(path) else { return path }
        return URL(filePath: path).absoluteURL.absoluteString + "?immutable=1"
    }

    static func hasLog(_ path: String) -> Bool {
        var status = stat()
        return stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// - Source: SQLite's file format: 2 in bytes 18 and 19 stands for WAL.
    static func isInWALMode(_ path: String) -> Bool { header(of: path).map { $0.count > 18 && $0[18] == 2 } ?? false }

    static func header(of path: String) -> Data? {
        guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: 20)
    }
}
