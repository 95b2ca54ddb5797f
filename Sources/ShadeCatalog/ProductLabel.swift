/// How a product is called beside others: brand first.
package enum ProductLabel {
    /// The brand and the product; the product alone where it begins with its brand, as titles of feeds do.
    /// - Complexity: O(*n*).
    package static func text(brand: String, product: String) -> String {
        let (start, whole) = (brand.lowercased(), product.lowercased())
        let next = whole.dropFirst(start.count).first
        let isSaid = whole.hasPrefix(start) && next.map { $0.isLetter || $0.isNumber } != true
        return isSaid ? product : "\(brand) \(product)"
    }

    /// `Brand Product, Shade`.
    /// - Complexity: O(*n*).
    package static func text(brand: String, product: String, shade: String) -> String {
        "\(text(brand: brand, product: product)), \(shade)"
    }
}

extension Shade {
    /// `Brand Product, Shade`.
    package var fullName: String { ProductLabel.text(brand: brand, product: product, shade: name) }
}
