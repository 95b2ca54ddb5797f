internal import Foundation
internal import GRDB
public import ShadeCatalog

/// A shop's catalog in one SQLite file: the live shades, and the versions before them.
///
/// Readers see one version throughout; an import appears whole or not at all, whenever the process or the machine
/// stops.
public final class CatalogDatabase: Sendable {
    let database: DatabaseQueue

    /// Opens a catalog to read and write.
    /// - Parameter path: Made when nothing is there.
    /// - Throws: `unreadable_catalog` when it cannot be opened, is no database, or is another program's.
    public init(path: String) throws(CatalogError) {
        database = try Self.translating(path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { db in
                // Readers go on while an import writes. Asked for here, because GRDB's own set-up writes to the file
                // each time it is opened, and leaves `synchronous` at NORMAL, which may lose the last import with the
                // power.
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            try queue.read(Self.checkOwner)
            // A catalog that is up to date is not written to by being opened.
            if try !queue.read(Self.migrator.hasCompletedMigrations) { try Self.migrator.migrate(queue) }
            return queue
        }
    }

    /// Whether a file looks like a catalog in a database rather than a feed: by its first bytes.
    public static func isDatabase(path: String) -> Bool {
        guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 16)) == Data("SQLite format 3\0".utf8)
    }

    /// Reads a catalog without writing to its file.
    /// - Parameter version: The number of an older version that is still kept; the live one without.
    /// - Throws: `unreadable_catalog`; `unknown_version`, with the versions there are.
    /// - Complexity: O(*n*) in the number of shades.
    public static func read(path: String, version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        let shades: [Shade] = try translating(path) {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            return try DatabaseQueue(path: path, configuration: configuration).read { db in
                try checkOwner(db)
                return try Self.shades(in: db, version: version)
            }
        }
        return try ShadeCatalog(shades: shades)
    }

    /// Removes a catalog into which nothing was ever imported, such as one made for a trial; any other file stays.
    public static func removeIfUnused(path: String) {
        guard isDatabase(path: path), let queue = try? DatabaseQueue(path: path) else { return }
        let isUnused = try? queue.read { db in
            try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID
                && Int.fetchOne(db, sql: "SELECT count(*) FROM version") == 0
        }
        guard (try? queue.close()) != nil, isUnused == true else { return }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// The versions still kept, oldest first.
    /// - Throws: `unreadable_catalog`.
    /// - Complexity: O(*v*) in the versions kept.
    public func versions() throws(CatalogError) -> [CatalogVersion] {
        try Self.translating(database.path) { try database.read(Self.versions) }
    }

    /// The catalog as it stands, or as it stood.
    /// - Throws: `unknown_version`, with the versions there are.
    /// - Complexity: O(*n*) in the number of shades.
    public func catalog(version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        let shades = try Self.translating(database.path) {
            try database.read { db in try Self.shades(in: db, version: version) }
        }
        return try ShadeCatalog(shades: shades)
    }
}

extension CatalogDatabase {
    static func versions(in db: Database) throws -> [CatalogVersion] {
        try Row.fetchAll(db, sql: "SELECT \(CatalogVersion.columns) FROM version ORDER BY id").map(CatalogVersion.init)
    }

    private static func shades(in db: Database, version: Int?) throws -> [Shade] {
        var condition = "until IS NULL"
        if let version {
            let kept = try Int.fetchAll(db, sql: "SELECT id FROM version ORDER BY id")
            guard kept.contains(version) else {
                let list = kept.map(String.init).joined(separator: ", ")
                throw CatalogError(
                    code: .unknownVersion,
                    message: "the catalog has no version \(version): it keeps \(list.isEmpty ? "none yet" : list)")
            }
            condition = "since <= \(version) AND (until IS NULL OR until > \(version))"
        }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(ShadeRecord.columnList) FROM shade WHERE \(condition) ORDER BY id")
        var shades: [Shade] = []
        while let row = try rows.next() { shades.append(try ShadeRecord(row).shade) }
        return shades
    }

    /// Runs work on the database and tells its failures in the catalog's own terms.
    static func translating<Value>(_ path: String, _ work: () throws -> Value) throws(CatalogError) -> Value {
        do { return try work() } catch let error as CatalogError { throw error } catch let error as DatabaseError {
            throw CatalogError(code: .unreadableCatalog, message: "\(path): \(cause(of: error))")
        } catch {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "\(path) cannot be used: check that its folder exists and that you may write there")
        }
    }

    private static func cause(of error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another import is writing to it: wait for it to end, then try again"
        case .SQLITE_FULL: "the disk is full: the catalog is as it was; make room and import again"
        case .SQLITE_CANTOPEN: "cannot be opened: check that its folder exists and that you may write there"
        case .SQLITE_READONLY: "may not be written to: check its permissions"
        case .SQLITE_NOTADB: "is no catalog database: choose another file, or import the feed into a new one"
        case .SQLITE_CORRUPT: "is damaged: restore it from a backup, or import the feed into a new file"
        default: "the database failed (\(error.message ?? "no reason given"))"
        }
    }
}
