import ShadeCatalog

extension ShadeSearch.Answer {
    /// What was understood of a text, in words.
    var words: String {
        var parts: [String] = []
        if !brand.isEmpty { parts.append("brand “\(brand.joined(separator: " "))”") }
        if !product.isEmpty { parts.append("product “\(product.joined(separator: " "))”") }
        if !shade.isEmpty { parts.append("shade “\(shade.joined(separator: " "))”") }
        if !unmatched.isEmpty { parts.append("not understood “\(unmatched.joined(separator: " "))”") }
        return parts.joined(separator: ", ")
    }
}

extension Shade {
    /// `Brand Product, Name`, safe for a terminal.
    var label: String { Terminal.safe("\(brand) \(product), \(name)") }
}
