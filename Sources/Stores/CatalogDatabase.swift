internal import GRDB

/// A shop's catalog in one SQLite file: the live shades, and every version before them.
public final class CatalogDatabase: Sendable {
    private let database: DatabaseQueue

    /// - Parameter path: Made when it is not there.
    public init(path: String) throws {
        database = try DatabaseQueue(path: path)
    }
}
