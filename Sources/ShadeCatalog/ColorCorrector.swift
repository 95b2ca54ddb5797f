/// Colour correctors: green against redness, peach against blue shadows. They lie under a base and are no skin's
/// colour, so they are kept in the catalog and out of skin matching, and never pass through the map from swatches to
/// skin.
enum ColorCorrector {
    /// Whether a product and a shade of it are named so: a product that is a corrector and nothing besides
    /// (`Corrector`, `Correcteur`), or a colour beside `correcting` or `CC` (`CC green`). A colour correcting cream in
    /// `Light` is a tint.
    /// - Complexity: O(*n*); a product whose bytes hold neither `orrect` nor `cc` is told at once.
    static func names(product: String, shade: String) -> Bool {
        guard mayName(product) || mayName(shade) else { return false }
        let product = words(of: product)
        let shade = words(of: shade)
        let all = product + shade
        let corrects = all.contains { $0.hasPrefix("correct") && $0 != "correction" }
        if corrects, shade.contains(where: { colors.contains($0) || skinColors.contains($0) }) { return true }
        if all.contains(where: { $0 == "cc" || $0 == "cc+" }), shade.contains(where: colors.contains) { return true }
        return all.contains(where: nouns.contains) && !all.contains(where: others.contains)
    }

    /// Up to “with”: what comes with a product is not the product.
    private static func words(of text: String) -> [String] {
        let words = text.lowercased().split { !($0.isLetter || $0 == "+") }.map(String.init)
        return Array(words.prefix { $0 != "with" && $0 != "w" })
    }

    private static func mayName(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let byte = byte | 0x20
            if previous == UInt8(ascii: "c"), byte == previous { return true }
            if previous == UInt8(ascii: "r"), byte == previous { return true }
            previous = byte
        }
        return false
    }

    private static let nouns: Set<String> = ["corrector", "correctors", "correcteur", "correcteurs"]
    /// What a corrector that is also one of these is sold as.
    private static let others: Set<String> = [
        "concealer", "concealers", "foundation", "foundations", "tint", "cc", "bb", "cc+", "bb+", "anticernes",
    ]
    /// Colours no skin has.
    private static let colors: Set<String> = [
        "green", "vert", "mint", "lavender", "lilac", "violet", "purple", "mauve", "blue",
    ]
    /// Colours that skin leans to: they tell only beside `correcting`.
    private static let skinColors: Set<String> = [
        "peach", "peche", "apricot", "orange", "pink", "salmon", "yellow", "red", "coral",
    ]
}

extension ListedShade {
    /// Whether a base shade is named a colour corrector.
    var isColorCorrector: Bool { category.isBase && ColorCorrector.names(product: product, shade: name) }
}

extension Shade {
    /// Whether a base shade is named a colour corrector, and so matches no skin.
    public var isColorCorrector: Bool { category.isBase && ColorCorrector.names(product: product, shade: name) }
}
