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
            if isKept(scalar) {
                if isPending, !slug.isEmpty { slug += "-" }
                isPending = false
                slug.unicodeScalars.append(scalar)
            } else {
                isPending = true
            }
        }
        return slug
    }

    /// Unicode's tables are asked last: most names are ASCII, and each is gone through for every shade.
    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: true
        case 0..<0x80: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }
}
