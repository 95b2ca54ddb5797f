internal import ColorScience

/// Finds SKUs given twice, over feeds of any size: it remembers 16 bytes a shade, not the shades.
///
/// A SKU the feed states must be its own. One made from names, because the feed has no column for it, may clash where one
/// product sells a shade in two sizes or two pages: a shade of another colour or address then gets a SKU of its own, and
/// one that is the same in all of that is refused as the duplicate it is.
public struct SKULedger: Sendable {
    /// By a SKU's hash: chances of a clash are one in four million among three million shades.
    private var seen: [UInt64: (line: UInt32, content: UInt32)] = [:]

    public init() {}

    /// Enters a shade, giving it another SKU where its own was made from names and is taken.
    /// - Returns: What is wrong with it, when it must be passed over.
    /// - Complexity: O(1).
    public mutating func admit(_ shade: inout ListedShade) -> CatalogIssue? {
        // What else the shade is matters only where names made its SKU.
        let content = shade.isSKUDerived ? shade.contentHash : 0
        guard let first = enter(shade.sku, line: shade.line, content: content) else { return nil }
        guard shade.isSKUDerived else {
            return CatalogIssue(
                line: shade.line, column: 1, field: CatalogColumn.sku.name, sku: shade.sku,
                message: "the SKU of line \(shade.line) is already on line \(first.line): give every shade its own")
        }
        var duplicate = first
        if first.content != UInt32(truncatingIfNeeded: content) {
            let digits = String(content & 0xFF_FFFF | 0x100_0000, radix: 16).dropFirst()
            let sku = "\(shade.sku)-\(digits)"
            guard let other = enter(sku, line: shade.line, content: content) else {
                shade.sku = sku
                return nil
            }
            duplicate = other
        }
        return CatalogIssue(
            line: shade.line, column: 1, sku: shade.sku,
            message: "the shade of line \(shade.line) is the same as on line \(duplicate.line), in names, colour and "
                + "address: remove one, or add a column sku")
    }

    private mutating func enter(_ sku: String, line: Int, content: UInt64) -> (line: UInt32, content: UInt32)? {
        var hash = ContentHash()
        hash.combine(sku)
        let entry = (line: UInt32(clamping: line), content: UInt32(truncatingIfNeeded: content))
        let key = hash.finished
        if let first = seen[key] { return first }
        seen[key] = entry
        return nil
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
