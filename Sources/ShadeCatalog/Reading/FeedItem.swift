/// What reading a feed gives next.
public enum FeedItem: Sendable, Hashable {
    /// A sound row.
    case shade(ListedShade)
    /// Something wrong; a row with an error gives no shade, one with a warning does.
    case issue(CatalogIssue)
}
