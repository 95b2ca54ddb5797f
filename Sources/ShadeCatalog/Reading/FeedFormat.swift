/// How a feed is written down; who wrote it, such as Shopify or Google Merchant, is told by its columns.
public enum FeedFormat: String, CaseIterable, Sendable, Hashable {
    /// A header and rows, with commas, tabs, semicolons or bars between: whichever the header has most of.
    case csv
    /// Newline-delimited JSON: one object a line, its keys the columns of a CSV feed.
    case ndjson
    /// RSS or Atom with Google's `g:` elements.
    case xml
}

extension FeedFormat {
    /// What a file's name promises, `.gz` aside; `nil` where it says nothing.
    public init?(path: String) {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        switch name.split(separator: ".").last {
        case "csv", "tsv": self = .csv
        case "ndjson", "jsonl": self = .ndjson
        case "xml", "rss", "atom": self = .xml
        default: return nil
        }
    }

    /// What the first character that is no space says.
    init(firstOf bytes: ArraySlice<UInt8>) {
        switch bytes.first(where: { !" \t\r\n\u{FEFF}\0".utf8.contains($0) && $0 < 0xFE }) {
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = .ndjson
        case UInt8(ascii: "<"): self = .xml
        default: self = .csv
        }
    }
}
