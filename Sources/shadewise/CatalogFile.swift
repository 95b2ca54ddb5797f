import ArgumentParser
import ShadeCatalog
import Stores

/// A catalog as a person names it: a feed, a catalog database, or nothing for the sample.
enum CatalogFile {
    static let versionHelp = ArgumentHelp(
        "A version the catalog database still keeps, see `catalog list --versions` (default: the live one).",
        valueName: "n")

    /// - Throws: `ValidationError` when a version is asked for where there are none.
    static func validate(_ path: String?, version: Int?) throws {
        guard version != nil else { return }
        guard let path, CatalogDatabase.isDatabase(path: path) else {
            throw ValidationError("--catalog-version: only a catalog database has versions, and the catalog is none")
        }
    }

    /// - Parameter version: The number of a database's version; the live one without.
    /// - Throws: `unreadable_catalog`, `unknown_version`, or `invalid_catalog` with the feed's first faults.
    static func read(path: String?, version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        let file = path ?? Installation.sampleCatalog
        if CatalogDatabase.isDatabase(path: file) { return try CatalogDatabase.read(path: file, version: version) }
        do throws(CatalogError) { return try ShadeCatalog.read(path: file) } catch {
            guard error.code == .invalidCatalog, file != "-" else { throw error }
            throw CatalogError(
                code: error.code,
                message: error.message
                    + "\n`shadewise catalog import \(file) --into FILE.sqlite` takes the good rows")
        }
    }

    /// The versions that a catalog database keeps, oldest first.
    /// - Throws: `unreadable_catalog`, also for a feed.
    static func versions(path: String?) throws(CatalogError) -> [CatalogVersion] {
        guard let path, CatalogDatabase.isDatabase(path: path) else {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "only a catalog database has versions: make one with `shadewise catalog import`")
        }
        return try CatalogDatabase.versions(path: path)
    }

    /// The shades of a catalog that fit the filters.
    /// - Throws: `ExitCode`, after saying why, when there are none.
    static func shades(of path: String?, version: Int? = nil, category: String?, brand: String?) throws -> [Shade] {
        let catalog: ShadeCatalog
        let wanted: ShadeCategory?
        do throws(CatalogError) {
            wanted = if let category { try ShadeCategory(parsing: category) } else { nil }
            catalog = try read(path: path, version: version)
        } catch {
            Terminal.complain(error)
            throw ExitCode(error.code == .unknownCategory ? 2 : 1)
        }
        let chosen = catalog.shades.filter { shade in
            (wanted == nil || shade.category == wanted)
                && (brand == nil || shade.brand.lowercased() == brand?.lowercased())
        }
        if chosen.isEmpty {
            Terminal.complain(
                catalog.shades.isEmpty
                    ? "the catalog holds no shades: add some with `shadewise catalog import`"
                    : "no shade of the catalog fits; see `shadewise catalog list` without filters")
            throw ExitCode(1)
        }
        return chosen
    }
}
