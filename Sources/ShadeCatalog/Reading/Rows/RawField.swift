/// Where something starts in a feed; its character column is counted only when somebody asks.
struct FeedPosition {
    /// From 1.
    var line: Int
    /// The offset of the line's first byte; less than 0 where `offset` already counts characters, as in XML.
    var lineStart: Int
    var offset: Int

    static let start = FeedPosition(line: 1, lineStart: -1, offset: 0)

    /// From 1, in characters as an editor counts them.
    func column(in bytes: [UInt8]) -> Int {
        guard lineStart >= 0, offset <= bytes.count else { return offset + 1 }
        return String(decoding: bytes[lineStart..<offset], as: UTF8.self).count + 1
    }
}

/// A field of a feed: where its bytes lie, and what has to be undone to read them.
struct RawField {
    enum Coding: UInt8 {
        case absent
        /// As it stands.
        case plain
        /// Inside quotes, with doubled ones.
        case doubledQuotes
        /// Inside quotes, with backslashes.
        case jsonText
        /// A JSON list of texts, brackets and all.
        case jsonList
    }

    var range: Range<Int>
    var coding: Coding
    var position: FeedPosition

    static let absent = RawField(
        range: 0..<0, coding: .absent, position: FeedPosition(line: 1, lineStart: 0, offset: 0))
}

/// One row or object: its fields by column.
struct RawRecord {
    private(set) var position = FeedPosition.start
    private var fields = [RawField](repeating: .absent, count: CatalogColumn.allCases.count)
    /// What an earlier row said for this one too.
    var inherited: [CatalogColumn: [UInt8]] = [:]
    /// What the shop calls a product that it does not offer, such as `archived`; `nil` for the others.
    var withdrawal: String?

    mutating func reset(at position: FeedPosition) {
        self.position = position
        for index in fields.indices { fields[index].coding = .absent }
        withdrawal = nil
        if !inherited.isEmpty { inherited.removeAll(keepingCapacity: true) }
    }

    /// `nil` where the feed has no such column.
    subscript(column: CatalogColumn) -> RawField? {
        get {
            let field = fields[column.rawValue]
            return field.coding == .absent ? nil : field
        }
        set { fields[column.rawValue] = newValue ?? .absent }
    }
}
