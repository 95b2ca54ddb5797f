public import Foundation
internal import GRDB

/// One state of a catalog, made by one import.
public struct CatalogVersion: Sendable, Hashable {
    /// Counts up from 1.
    public let number: Int
    /// Of the content, as `ShadeCatalog.version`.
    public let name: String
    /// Of the import, to the second.
    public let date: Date
    /// The feed's name, without its folder.
    public let source: String
    /// How the feed was taken in.
    public let mode: CatalogImport.Mode
    /// How many shades are live in it.
    public let shades: Int
    /// Against the version before; so `changed` and `removed`.
    public let added: Int
    public let changed: Int
    public let removed: Int
    /// Rows of the feed that could not be used.
    public let refused: Int
}

extension CatalogVersion {
    static let columns = "id, name, at, source, mode, shades, added, changed, removed, refused"

    init(_ row: Row) throws {
        number = row[0]
        name = row[1]
        date = (try? Date(row[2] as String, strategy: .iso8601)) ?? .distantPast
        source = row[3]
        mode = CatalogImport.Mode(rawValue: row[4]) ?? .upsert
        shades = row[5]
        added = row[6]
        changed = row[7]
        removed = row[8]
        refused = row[9]
    }
}
