/// Where something starts in a feed; its character column is counted only when somebody asks.
struct FeedPosition {
    /// From 1.
    var line: Int
    /// The offset of the line's first byte.
    var lineStart: Int
    var offset: Int
}

/// A field of a feed: where its bytes lie, quotes aside, or what they mean where that is something else.
struct RawField {
    var range: Range<Int>
    /// The text of a field with doubled quotes, and of a JSON value.
    var unescaped: [UInt8]?
    var position: FeedPosition

    func bytes(in feed: [UInt8]) -> ArraySlice<UInt8> { unescaped?[...] ?? feed[range] }
}

/// One row or object: its fields by column, `nil` where the feed has none.
struct RawRecord {
    var position: FeedPosition
    private var fields: [RawField?]

    init(position: FeedPosition) {
        self.position = position
        fields = [RawField?](repeating: nil, count: CatalogColumn.allCases.count)
    }

    subscript(column: CatalogColumn) -> RawField? {
        get { fields[column.rawValue] }
        set { fields[column.rawValue] = newValue }
    }
}
