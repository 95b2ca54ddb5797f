/// Reads whole feeds into memory and reports everything that is wrong with them; `ShadeCatalog.read(path:)` is the
/// strict way, `FeedReader` the one for feeds of any size.
public enum CatalogReader {
    /// Reads a feed from memory.
    /// - Returns: The sound shades, and every fault in reading order. Without errors among them the feed is valid.
    /// - Complexity: O(*n*) in the number of bytes.
    public static func read(
        bytes: [UInt8], options: FeedOptions = .init()
    ) -> (shades: [Shade], issues: [CatalogIssue]) {
        do {
            return try read(FeedReader(bytes: bytes, options: options), pictures: nil)
        } catch {
            preconditionFailure("memory can always be read: \(error)")
        }
    }

    /// Reads a feed from a file, a pipe or, as `-`, standard input.
    /// - Throws: `unreadable_catalog` when it cannot be read. Faults inside it are returned.
    public static func read(
        path: String, options: FeedOptions = .init()
    ) throws(CatalogError) -> (shades: [Shade], issues: [CatalogIssue]) {
        try read(FeedReader(path: path, options: options), pictures: SwatchPictureFinder(feed: path))
    }

    private static func read(
        _ reader: consuming FeedReader, pictures: SwatchPictureFinder?
    ) throws(CatalogError) -> (shades: [Shade], issues: [CatalogIssue]) {
        var shades: [ListedShade] = []
        var issues: [CatalogIssue] = []
        var places: [String: Int] = [:]
        while let item = try reader.next() {
            switch item {
            case .issue(let issue): issues.append(issue)
            case .shade(var listed):
                if let fault = listed.claimSKU(holder: { places[$0].map { shades[$0] } }) {
                    issues.append(fault)
                } else if !listed.isWithdrawn {
                    if let fault = listed.measurePicture(pictures) { issues.append(fault) }
                    places[listed.sku] = shades.count
                    shades.append(listed)
                }
            }
        }
        // What has no colour held its SKU all the same: another shade must not be taken for it.
        shades.removeAll { $0.picture != nil && !$0.hasColor }
        if reader.hasTitles { shades.shareProducts() }
        return (ShadeSettler.settle(shades), issues.inReadingOrder)
    }
}
