import Foundation
import ShadeCatalog
@testable import CatalogStore

extension CatalogDatabase {
    func catalog(version: Int? = nil) throws(CatalogError) -> ShadeCatalog {
        try Self.read(path: path, version: version)
    }

    func versions() throws(CatalogError) -> [CatalogVersion] { try Self.versions(path: path) }

    func run(
        _ options: CatalogImport, text: String, onIssue: (CatalogIssue) throws -> Void
    ) throws -> ImportReport {
        try run(options, text: text, onIssue: onIssue, onChange: { _ in })
    }

    @discardableResult
    func run(
        _ options: CatalogImport, text: String, onChange: (CatalogChange) throws -> Void = { _ in }
    ) throws -> ImportReport {
        try run(options, text: text, onIssue: { _ in }, onChange: onChange)
    }

    private func run(
        _ options: CatalogImport, text: String, onIssue: (CatalogIssue) throws -> Void,
        onChange: (CatalogChange) throws -> Void
    ) throws -> ImportReport {
        var feed = try FeedReader(bytes: Array(text.utf8), options: FeedOptions(rows: options.mode.rows))
        return try run(options, feed: &feed, source: "test", onIssue: onIssue, onChange: onChange)
    }
}

/// A feed of shades that differ in SKU and price.
func feed(_ rows: [String]) -> String {
    "sku,price,currency,brand,product,shade,category,L,a,b\n"
        + rows.map { "\($0),EUR,Brand,Product,Shade,foundation,60,10,15\n" }.joined()
}

/// Removed with everything in it when the test ends.
final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "shadewise-\(UUID().uuidString)")

    init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}
