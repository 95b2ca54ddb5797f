extension ListedShade {
    /// Every row of a feed, opened but not read, that can be used, as it is listed; pictures are not measured, SKUs not
    /// told apart.
    /// - Returns: The rows and every fault, both in reading order.
    /// - Throws: `unreadable_catalog`. Faults inside the feed are returned.
    /// - Complexity: O(*n*) in the number of bytes.
    package static func all(
        in feed: consuming FeedReader
    ) throws(CatalogError) -> (shades: [ListedShade], issues: [CatalogIssue]) {
        var (shades, issues): ([ListedShade], [CatalogIssue]) = ([], [])
        while let item = try feed.next() {
            switch item {
            case .shade(let listed): if !listed.isWithdrawn { shades.append(listed) }
            case .issue(let issue): if issue.severity == .error { issues.append(issue) }
            }
        }
        if feed.hasTitles { shades.shareProducts() }
        return (shades, issues)
    }
}
