internal import ColorScience
internal import Foundation

extension ListedShade {
    /// Makes sure that no shade before has this one's SKU.
    ///
    /// A SKU the feed states must be its own. One made from names, because the feed has no column for it, may clash
    /// where one product sells a shade in two sizes or two pages: a shade of another colour or address then gets a SKU
    /// of its own, and one that is the same in all of that is refused as the duplicate it is. A withdrawn shade takes no
    /// SKU, for another may have it by now.
    /// - Parameter holder: The shade admitted before that has a SKU.
    /// - Returns: What is wrong, when the shade must be passed over.
    /// - Complexity: That of `holder`, called twice at most.
    package mutating func claimSKU(holder: (String) throws -> ListedShade?) rethrows -> CatalogIssue? {
        guard !isWithdrawn, let first = try holder(sku) else { return nil }
        guard isSKUDerived, !repeats(first) else { return clash(with: first) }
        let digits = String(contentHash & 0xFFFF_FFFF | 0x1_0000_0000, radix: 16).dropFirst()
        let own = "\(sku)-\(digits)"
        if let first = try holder(own) { return clash(with: first) }
        sku = own
        return nil
    }

    private func clash(with first: ListedShade) -> CatalogIssue {
        if isSKUDerived, repeats(first) {
            return CatalogIssue(
                line: line, column: 1, sku: sku,
                message:
                    "the shade of line \(line) is the same as on line \(first.line), in names, colour and address: "
                    + "remove one, or add a column sku")
        }
        return CatalogIssue(
            line: line, column: 1, field: CatalogColumn.sku.name, sku: sku,
            message: "the SKU of line \(line) is already on line \(first.line): give every shade its own")
    }

    /// Whether it says the same, as far as shades are told apart; SKUs are made of names in lower case.
    private func repeats(_ first: ListedShade) -> Bool {
        contentHash == first.contentHash && names == first.names
    }

    private var names: [String] { [brand, product, name].map { $0.lowercased() } }

    /// What tells two shades of one name apart: colour and address.
    private var contentHash: UInt64 {
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

extension String {
    /// With letters and their accents as one wherever Unicode has them so. Swift takes both ways of writing a SKU for one,
    /// SQLite does not.
    var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}
