internal import GRDB
internal import ShadeCatalog

extension CatalogDatabase {
    /// What a database was opened for: what there is to do about a failure depends on it.
    enum Purpose { case reading, importing }

    /// Runs work on the database and tells its failures in the catalog's own terms.
    static func translating<Value>(
        _ path: String, for purpose: Purpose, _ work: () throws -> Value
    ) throws(CatalogError) -> Value {
        do { return try work() } catch let error as CatalogError { throw error } catch let error as DatabaseError {
            throw CatalogError(code: .unreadableCatalog, message: "\(path): \(cause(of: error, purpose))")
        } catch {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "\(path) cannot be used: check that its folder exists and that you may write there")
        }
    }

    private static func cause(of error: DatabaseError, _ purpose: Purpose) -> String {
        switch (error.resultCode, purpose) {
        case (.SQLITE_NOTADB, _): "is no catalog database: choose another file, or import the feed into a new one"
        case (.SQLITE_CORRUPT, _): "is damaged: restore it from a backup, or import the feed into a new file"
        case (.SQLITE_CANTOPEN, .reading): "cannot be read: check that it is there and that you may read it"
        case (.SQLITE_READONLY, .reading):
            "cannot be read without writing beside it, for an older Shadewise was stopped while it wrote: import once, "
                + "or run this where you may write"
        case (.SQLITE_BUSY, .reading), (.SQLITE_LOCKED, .reading):
            "cannot be read while another program writes to it: wait for it to end, then try again"
        case (.SQLITE_BUSY, _), (.SQLITE_LOCKED, _):
            "another program is writing to it: wait for it to end, then try again"
        case (.SQLITE_FULL, .importing): "the disk is full: the catalog is as it was; make room and import again"
        case (.SQLITE_CANTOPEN, _): "cannot be opened: check that its folder exists and that you may write there"
        case (.SQLITE_READONLY, _): "may not be written to: check its permissions"
        default: "the database failed (\(error.message ?? "no reason given"))"
        }
    }
}
