/// Stock-keeping units for feeds that have none.
enum SKUSlug {
    /// `Fit Me, 120 Classic Ivory` of Maybelline: `maybelline-fit-me-120-classic-ivory`. The same names always give the
    /// same SKU; accents are kept, punctuation is not.
    static func make(brand: String, product: String, name: String) -> String {
        [brand, product, name].map(slug).filter { !$0.isEmpty }.joined(separator: "-")
    }

    static func slug(_ text: String) -> String {
        var slug = ""
        var isPending = false
        for scalar in text.lowercased().unicodeScalars {
            let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isKept {
                if isPending, !slug.isEmpty { slug += "-" }
                isPending = false
                slug.unicodeScalars.append(scalar)
            } else {
                isPending = true
            }
        }
        return slug
    }
}
