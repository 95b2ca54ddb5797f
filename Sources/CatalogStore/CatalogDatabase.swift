internal import Foundation
internal import GRDB
public import ShadeCatalog

/// A shop's catalog in one SQLite file: the live shades, and the versions before them.
///
/// The file is never written to: an import makes the next one beside it and puts that in its place (`CatalogDraft`).
/// Only one of an older version is, just before it is replaced: it is taken out of WAL mode.
/// Readers see one version throughout, wait for nobody and need neither room nor leave to write; an import appears whole
/// or not at all, whenever the process or the machine stops.
public struct CatalogDatabase: Sendable {
    let path: String

    /// - Parameter path: The first import makes the file where nothing is there.
    /// - Throws: `unreadable_catalog` when there is no folder for it, or what is there cannot be read, is no database,
    ///   or is another program's.
    public init(path: String) throws(CatalogError) {
        self.path = path
        try Self.translating(path, for: .importing) { try Self.standing(at: path) { _ in } }
    }

    /// Whether a file looks like a catalog in a database rather than a feed: by its first bytes.
    public static func isDatabase(path: String) -> Bool {
        header(of: path)?.prefix(16) == Data("SQLite format 3\0".utf8)
    }

    /// Reads a catalog.
    /// - Parameter version: The number of an older version that is still kept; the live one without.
    /// - Throws: `unreadable_catalog`; `unknown_version`, with the versions there are.
    /// - Complexity: O(*n*) in the number of shades.
    public static func read(path: String, version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        let shades = try translating(path, for: .reading) {
            try reading(path) { db in try Self.shades(in: db, version: version) }
        }
        return try ShadeCatalog(shades: shades)
    }

    /// The versions a catalog still keeps, oldest first.
    /// - Throws: `unreadable_catalog`.
    /// - Complexity: O(*v*) in the versions kept.
    public static func versions(path: String) throws(CatalogError) -> [CatalogVersion] {
        try translating(path, for: .reading) { try reading(path) { try versions(in: $0) } }
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
            db, sql: "SELECT \(try ShadeRecord.columnList(in: db)) FROM shade WHERE \(condition) ORDER BY id")
        var shades: [Shade] = []
        while let row = try rows.next() { shades.append(try ShadeRecord(row).shade) }
        return shades
    }
}
