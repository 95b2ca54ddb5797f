import ShadeCatalog
import Stores

/// A catalog as a person names it: a feed, a catalog database, or nothing for the sample.
enum CatalogFile {
    /// - Throws: `unreadable_catalog`, or `invalid_catalog` with the feed's first faults.
    static func read(path: String?) throws(CatalogError) -> ShadeCatalog {
        let path = path ?? Installation.sampleCatalog
        return CatalogDatabase.isDatabase(path: path)
            ? try CatalogDatabase.read(path: path) : try ShadeCatalog.read(path: path)
    }
}
