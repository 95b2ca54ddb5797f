internal import ColorScience

/// Finds SKUs given twice, over feeds of any size: it remembers about 17 bytes a shade, not the shades.
///
/// A SKU the feed states must be its own. One made from names, because the feed has no column for it, may clash where
/// one product sells a shade in two sizes or two pages: a shade of another colour or address then gets a SKU of its
/// own, and one that is the same in all of that is refused as the duplicate it is.
public struct SKULedger: Sendable {
    /// By the hash of a SKU, or of one made from names and what its shade is. The chance that two of five million SKUs
    /// share a hash is one in a million.
    private var seen = LineTable()

    public init() {}

    /// Enters a shade, giving it another SKU where its own was made from names and is taken.
    /// - Returns: What is wrong with it, when it must be passed over.
    /// - Complexity: Amortised O(1).
    public mutating func admit(_ shade: inout ListedShade) -> CatalogIssue? {
        guard shade.isSKUDerived else {
            guard let first = seen.enter(hash(of: shade.sku), line: shade.line) else { return nil }
            return CatalogIssue(
                line: shade.line, column: 1, field: CatalogColumn.sku.name, sku: shade.sku,
                message: "the SKU of line \(shade.line) is already on line \(first): give every shade its own")
        }
        let content = shade.contentHash
        if let first = seen.enter(hash(of: shade.sku) ^ content, line: shade.line) {
            return CatalogIssue(
                line: shade.line, column: 1, sku: shade.sku,
                message: "the shade of line \(shade.line) is the same as on line \(first), in names, colour and "
                    + "address: remove one, or add a column sku")
        }
        if seen.enter(hash(of: shade.sku), line: shade.line) != nil {
            let digits = String(content & 0xFFFF_FFFF | 0x1_0000_0000, radix: 16).dropFirst()
            shade.sku += "-\(digits)"
            _ = seen.enter(hash(of: shade.sku), line: shade.line)
        }
        return nil
    }

    /// Admits a row as an import does: enters its shade and measures the picture where that is its only colour. A
    /// withdrawn shade takes no SKU, for another may have it by now.
    /// - Parameter pictures: Where the feed's pictures lie.
    /// - Returns: What is wrong with the row, when it must be passed over.
    /// - Complexity: Amortised O(1), and O(pixels) where a picture is measured.
    package mutating func admit(_ shade: inout ListedShade, pictures: SwatchPictureFinder?) -> CatalogIssue? {
        shade.isWithdrawn ? nil : admit(&shade) ?? shade.measurePicture(pictures)
    }

    private func hash(of sku: String) -> UInt64 {
        var hash = ContentHash()
        hash.combine(sku)
        return hash.finished
    }
}

extension ListedShade {
    /// What tells two shades of one name apart: colour and address.
    fileprivate var contentHash: UInt64 {
        var hash = ContentHash()
        hash.combine(lab?.lightness ?? -1)
        hash.combine(lab?.a ?? -1)
        hash.combine(lab?.b ?? -1)
        hash.combine(hex?.hex)
        hash.combine(url)
        if lab == nil, hex == nil { hash.combine(picture) }
        return hash.finished
    }
}
