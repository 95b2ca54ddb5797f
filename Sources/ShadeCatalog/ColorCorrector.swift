/// Colour correctors: green against redness, peach against blue shadows. They lie under a base and are no skin's
/// colour, so they are kept in the catalog and out of skin matching, and never pass through the map from swatches to
/// skin.
enum ColorCorrector {
    /// Whether a product and a shade of it are named so: a product that is a corrector and nothing besides
    /// (`Corrector`, `Correcteur`), or a colour beside `correcting` or `CC` (`CC green`). A colour correcting cream in
    /// `Light` is a tint.
    /// - Complexity: O(*n*); texts whose bytes hold neither `rr` nor `cc` are told at once.
    static func names(product: String, shade: String) -> Bool {
        guard mayName(product) || mayName(shade) else { return false }
        let product = CategoryWords.words(of: product)
        let shade = CategoryWords.words(of: shade)
        let all = product + shade
        let corrects = all.contains { $0.hasPrefix("correct") && $0 != "correction" }
        if corrects, shade.contains(where: { colors.contains($0) || skinColors.contains($0) }) { return true }
        if all.contains(where: { $0 == "cc" || $0 == "cc+" }), shade.contains(where: colors.contains) { return true }
        return all.contains(where: nouns.contains) && !all.contains(where: others.contains)
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

    /// Whether it has a colour of skin: a base, and no colour corrector.
    var isSkinColored: Bool { category.isBase && !isColorCorrector }
}

extension Sequence<Shade> {
    /// Those that are matched by colour: all but colour correctors, which match no skin.
    /// - Complexity: O(*n*).
    var withoutCorrectors: [Shade] { filter { !$0.isColorCorrector } }
}

extension Shade {
    /// Whether a base shade is named a colour corrector, and so matches no skin.
    public var isColorCorrector: Bool { category.isBase && ColorCorrector.names(product: product, shade: name) }
}
