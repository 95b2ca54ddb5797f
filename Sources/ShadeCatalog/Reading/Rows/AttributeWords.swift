/// The words shops use for one of a few attributes.
struct AttributeWords<Word: RawRepresentable<String> & CaseIterable & Sendable & Hashable>: Sendable {
    private let meanings: [String: Word]
    /// Whether the last word counts, as in `natural matte`, or the first, as in `medium to full`.
    private let takesLast: Bool

    fileprivate init(_ synonyms: [Word: [String]], takesLast: Bool) {
        var meanings: [String: Word] = [:]
        for word in Word.allCases { meanings[word.rawValue] = word }
        for (word, names) in synonyms { for name in names { meanings[name] = word } }
        self.meanings = meanings
        self.takesLast = takesLast
    }

    func read(_ text: String) -> Word? {
        let found = text.lowercased().split { !$0.isLetter }.compactMap { meanings[String($0)] }
        return takesLast ? found.last : found.first
    }
}

extension AttributeWords where Word == Finish {
    static let finish = AttributeWords(
        [
            .matte: ["mat", "matt", "mattifying"], .natural: ["skinlike"],
            .radiant: ["luminous", "glow", "glowy", "glowing", "illuminating", "radiance"], .dewy: ["dew"],
            .glossy: ["gloss", "shiny", "shine", "vinyl"], .shimmer: ["shimmery", "shimmering", "pearl", "frost"],
            .metallic: ["metal", "foil", "chrome"], .glitter: ["glittery", "sparkle"],
        ], takesLast: true)
}

extension AttributeWords where Word == Coverage {
    static let coverage = AttributeWords(
        [.light: ["low"], .medium: ["moderate"], .full: ["high", "maximum", "complete"]], takesLast: false)
}

extension AttributeWords where Word == Formula {
    static let formula = AttributeWords(
        [
            .liquid: ["fluid", "lotion", "emulsion"], .serum: ["drops"],
            .cream: ["creme", "crème", "mousse", "souffle", "soufflé"],
            .balm: ["butter"], .gel: ["jelly"], .stick: ["crayon", "bullet"],
            .powder: ["pressed", "loose", "baked"],
        ], takesLast: true)
}

extension AttributeWords where Word == ShadeUndertone {
    static let undertone = AttributeWords(
        [.cool: ["pink", "rosy"], .warm: ["golden", "yellow"]], takesLast: false)
}
