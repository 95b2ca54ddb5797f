import ArgumentParser
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

    /// The shades of a catalog that fit the filters.
    /// - Throws: `ExitCode`, after saying why, when there are none.
    static func shades(of path: String?, category: String?, brand: String?) throws -> [Shade] {
        let catalog: ShadeCatalog
        let wanted: ShadeCategory?
        do throws(CatalogError) {
            wanted = if let category { try ShadeCategory(parsing: category) } else { nil }
            catalog = try read(path: path)
        } catch {
            Terminal.complain("\(error)")
            throw ExitCode(error.code == .unknownCategory ? 2 : 1)
        }
        let chosen = catalog.shades.filter { shade in
            (wanted == nil || shade.category == wanted)
                && (brand == nil || shade.brand.lowercased() == brand?.lowercased())
        }
        if chosen.isEmpty {
            Terminal.complain("no shade of the catalog fits; see `catalog list` without filters")
            throw ExitCode(1)
        }
        return chosen
    }
}
