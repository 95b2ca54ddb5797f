package import ShadeCatalog

extension ShadeSearch.Answer {
    /// Whether `text` was the first candidate's SKU, in small letters or capitals.
    package func isSKU(_ text: String) -> Bool { candidates[0].shade.sku.lowercased() == text.lowercased() }

    /// How many of the shades that words may mean are listed.
    package static var named: Int { 5 }

    /// What was understood of a text, in words.
    package var words: String {
        var parts: [String] = []
        if !brand.isEmpty { parts.append("brand “\(brand.joined(separator: " "))”") }
        if !product.isEmpty { parts.append("product “\(product.joined(separator: " "))”") }
        if !shade.isEmpty { parts.append("shade “\(shade.joined(separator: " "))”") }
        if !unmatched.isEmpty { parts.append("not understood “\(unmatched.joined(separator: " "))”") }
        return parts.joined(separator: ", ")
    }
}
