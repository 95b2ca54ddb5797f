import ArgumentParser
import CatalogStore
import Inputs
import Reports
import ShadeCatalog

/// A catalog as a person names it: a feed, a catalog database, or nothing for the sample.
enum CatalogFile {
    /// - Parameter version: The number of a database's version; the live one without.
    /// - Throws: `unreadable_catalog`, `unknown_version`, or `invalid_catalog` with the feed's first faults.
    static func read(path: String?, version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        let file = path ?? Installation.sampleCatalog
        if CatalogDatabase.isDatabase(path: file) { return try CatalogDatabase.read(path: file, version: version) }
        return try ShadeCatalog.read(path: file)
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
    static func shades(
        of source: some CatalogArguments, category: String?, brand: String?, as format: OutputFormat
    ) throws -> [Shade] {
        try telling(as: format) {
            let wanted = try category.map { try ShadeCategory(parsing: $0) }
            let catalog = try source.read()
            let shades = try catalog.shades.isEmpty ? [] : brand.map(catalog.shades(ofBrand:)) ?? catalog.shades
            let chosen = shades.filter { wanted == nil || $0.category == wanted }
            guard chosen.isEmpty else { return chosen }
            throw CatalogError(
                code: .unknownSKU,
                message: catalog.shades.isEmpty
                    ? "the catalog holds no shades: add some with `shadewise catalog import`"
                    : "no shade of the catalog fits; see `shadewise catalog list` without filters")
        }
    }
}

/// Tells what is wrong with a catalog, a look or an output, and ends the command: a category that is none, or cannot be
/// matched, is misuse.
/// - Parameters:
///   - format: As JSON, what is wrong with a catalog or a look is told to programs, too.
///   - misuse: What is wrong with a catalog only because of the arguments.
/// - Throws: `ExitCode`, and what `work` throws beside `CatalogError`, `LookError` and `OutputError`.
func telling<Value>(
    as format: OutputFormat = .text, misuse: Set<CatalogError.Code> = [.unknownCategory], _ work: () throws -> Value
) throws -> Value {
    func tell(_ failure: AnalysisReport.Failure) {
        if format == .json { print(jsonLine(Refusal(error: failure))) }
        Terminal.complain(failure)
    }
    do { return try work() } catch let error as CatalogError {
        tell(.init(error))
        throw ExitCode(misuse.contains(error.code) ? 2 : 1)
    } catch let error as LookError {
        tell(.init(code: "invalid_look", message: error.description))
        throw ExitCode(2)
    } catch let error as OutputError {
        Terminal.complain("Error: " + Terminal.safe(error.message))
        throw ExitCode(error.exitCode)
    }
}

private struct Refusal: Encodable {
    let schema = "shadewise/error/1"
    var error: AnalysisReport.Failure
}
