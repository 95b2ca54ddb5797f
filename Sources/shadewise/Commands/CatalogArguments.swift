import ArgumentParser
import CatalogStore
import Foundation
import Inputs
import Reports
import ShadeCatalog

/// Which catalog a command reads, and which of its versions.
protocol CatalogArguments: ParsableArguments {
    /// A feed or a catalog database; the sample catalog without.
    var path: String? { get }
    /// The live version without.
    var version: Int? { get }
}

extension CatalogArguments {
    func validate() throws {
        guard version != nil else { return }
        guard let path, CatalogDatabase.isDatabase(path: path) else {
            throw ValidationError("--catalog-version: only a catalog database has versions, and the catalog is none")
        }
    }

    /// What must not be written over.
    var file: String { path ?? Installation.sampleCatalog }

    /// What reports call it: the file's name.
    var name: String { URL(filePath: file).lastPathComponent }

    /// - Throws: What `CatalogFile.read` does.
    func read() throws(CatalogError) -> ShadeCatalog { try CatalogFile.read(path: path, version: version) }
}

/// The catalog as an option, for commands that are about something else.
struct CatalogOption: CatalogArguments {
    @Option(name: .customLong("catalog"), help: catalogHelp, completion: .file())
    var path: String?

    @Option(name: .customLong("catalog-version"), help: versionHelp)
    var version: Int?
}

/// The catalog as the argument, for commands that are about it.
struct CatalogArgument: CatalogArguments {
    @Argument(help: catalogHelp, completion: .file())
    var path: String?

    @Option(name: .customLong("catalog-version"), help: versionHelp)
    var version: Int?
}

private let catalogHelp = ArgumentHelp(
    "Catalog: a feed or a catalog database (default: the sample catalog).", valueName: "file")
private let versionHelp = ArgumentHelp(
    "A version the catalog database still keeps, see `catalog list --versions` (default: the live one).",
    valueName: "n")
