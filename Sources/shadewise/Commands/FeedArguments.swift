import ArgumentParser
import CatalogStore
import Foundation
import Inputs
import ShadeCatalog

/// What to know about a feed that it does not say itself, for every command that reads strangers' feeds.
struct FeedArguments: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Headers or keys to read columns from, such as hex=Colour brand=Maker.", valueName: "column=header"))
    var map: [String] = []

    @Option(help: "Category of rows that name none, neither in a column nor in the product's name.")
    var category: String?

    @Option(help: "Brand of rows that name none.")
    var brand: String?

    @Option(help: ArgumentHelp("Currency of prices that name none, such as EUR.", valueName: "code"))
    var currency: String?

    @Option(
        help: ArgumentHelp("csv (or TSV), ndjson or xml (default: told by the file).", valueName: "format"),
        transform: { text in
            guard let format = FeedFormat(rawValue: text) else { throw ValidationError("choose csv, ndjson or xml") }
            return format
        })
    var feedFormat: FeedFormat?

    func validate() throws {
        if let currency, !isCurrency(currency) {
            throw ValidationError("--currency must be three capitals of ISO 4217, such as EUR")
        }
        do { _ = try options() } catch { throw ValidationError(error.message) }
    }

    /// - Throws: `CatalogError` when a column or the category is none.
    func options() throws(CatalogError) -> FeedOptions {
        var options = FeedOptions(format: feedFormat, brand: brand, currency: currency)
        if let category { options.category = try ShadeCategory(parsing: category) }
        for text in map { try options.map(text) }
        return options
    }

    /// Opens a feed.
    /// - Throws: `unreadable_catalog`, also for a catalog database, whose bytes are no rows.
    func open(_ path: String, options: FeedOptions) throws(CatalogError) -> FeedReader {
        guard path == "-" || !CatalogDatabase.isDatabase(path: path) else {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "\(path) is a catalog database, not a feed: give the feed; `shadewise catalog list` shows "
                    + "what a database holds")
        }
        return try FeedReader(path: path, options: options)
    }

    /// - Throws: `ValidationError` when the folder for pictures is none.
    func validate(pictures: String?) throws {
        guard let pictures, !FileManager.default.isFolder(pictures) else { return }
        throw ValidationError("--pictures: there is no folder \(Terminal.safe(pictures))")
    }

    /// What messages call a feed.
    static func shown(_ path: String) -> String { path == "-" ? "stdin" : path }

    private func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
}
