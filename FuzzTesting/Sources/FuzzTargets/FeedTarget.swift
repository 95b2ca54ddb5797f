import ShadeCatalog

/// A catalog feed.
enum FeedTarget {
    static func run(_ bytes: [UInt8], _ format: FeedFormat) {
        let (shades, issues) = CatalogReader.read(bytes: bytes, options: FeedOptions(format: format))
        let lines = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
        let isPacked = bytes.starts(with: [0x1F, 0x8B])
        for issue in issues {
            require(isPacked || 1...lines ~= issue.line, "an issue lies in the file")
            require(isPacked || 1...bytes.count + 1 ~= issue.column, "an issue lies in its line")
            require(!issue.message.isEmpty && issue.message.utf8.count < 600, "an issue is a short sentence")
        }
        require(!shades.isEmpty || !issues.isEmpty, "a feed without shades is an issue")
        require(Set(shades.map(\.sku)).count == shades.count, "a SKU is read once")
        require(shades.allSatisfy { !$0.sku.isEmpty }, "a shade has a SKU")
    }
}
