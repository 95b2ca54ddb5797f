import ArgumentParser
import Foundation
import ShadeCatalog
import Stores

/// What every command that reads feeds takes.
struct FeedReadingOptions: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "Read a column from a header of another name, such as hex=Colour; once for each column.",
            valueName: "column=header"))
    var columns: [String] = []

    @Option(
        help: ArgumentHelp(
            "How the feed is written: \(FeedFormat.allCases.map(\.rawValue).joined(separator: ", ")); told by name and content otherwise.",
            valueName: "format"))
    var feedFormat: String?

    @Option(help: "The category of rows that name none.")
    var category: String?

    @Option(help: "The brand of rows that name none.")
    var brand: String?

    @Option(help: ArgumentHelp("The currency of prices that name none, such as EUR.", valueName: "code"))
    var currency: String?

    @Option(
        help: ArgumentHelp(
            "Folder of the pictures that the feed gives addresses of; those beside the feed are found without.", valueName: "folder"),
        completion: .directory)
    var pictures: String?

    /// - Throws: `ExitCode(2)`, after saying why, when an option names nothing there is.
    func options(for mode: CatalogImport.Mode = .upsert) throws -> FeedOptions {
        do {
            var options = FeedOptions(rows: mode.rows)
            if let feedFormat {
                guard let format = FeedFormat(rawValue: feedFormat.lowercased()) else {
                    throw CatalogError(
                        code: .unreadableCatalog,
                        message: "“\(feedFormat)” is no format of feeds: choose "
                            + FeedFormat.allCases.map(\.rawValue).joined(separator: ", "))
                }
                options.format = format
            }
            for column in columns { try options.map(column) }
            options.category = try category.map { text throws(CatalogError) in try ShadeCategory(parsing: text) }
            options.brand = brand
            options.currency = currency?.uppercased()
            return options
        } catch let error as CatalogError {
            Terminal.complain("\(error)")
            throw ExitCode(2)
        }
    }

    /// Where pictures lie: beside the feed, and in the folder given.
    func finder(besides feed: String) -> SwatchPictureFinder {
        SwatchPictureFinder(feed: feed, pictures: pictures)
    }
}
