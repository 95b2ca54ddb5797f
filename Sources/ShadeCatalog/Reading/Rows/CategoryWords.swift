/// What a product's name or a shop's own category says a shade is for.
enum CategoryWords {
    /// - Parameter isTaxonomy: The text is a path such as `Makeup > Face Makeup > Foundations & Concealers`, in which
    ///   the first of several words stands.
    /// - Returns: `nil` where no word tells, or the last that does is of another kind, as in `Foundation Brush`.
    static func read(_ text: String, isTaxonomy: Bool = false) -> ShadeCategory? {
        let found = senses(in: text)
        guard let sense = isTaxonomy ? found.first : found.last, case .category(let category) = sense else {
            return nil
        }
        guard category == .tint else { return category }
        // A tint of something other than skin: lip tint, brow tint.
        let other = found.lazy.compactMap { sense -> ShadeCategory? in
            if case .category(let category) = sense, [.lip, .brow, .blush, .eye].contains(category) { return category }
            return nil
        }
        return other.first ?? .tint
    }

    /// Whether a text names something that is no shade of a face.
    static func isOther(_ text: String) -> Bool { senses(in: text).last == .other }

    private enum Sense: Hashable {
        case category(ShadeCategory)
        case other
    }

    /// In the order of the text, up to “with”: what comes with a product is not the product.
    private static func senses(in text: String) -> [Sense] {
        let words = text.lowercased().split { !($0.isLetter || $0 == "+") }.map(String.init)
        var found: [Sense] = []
        for (index, word) in words.enumerated() {
            if word == "with" || word == "w" { break }
            if let category = phrases[index > 0 ? "\(words[index - 1]) \(word)" : word] {
                found.append(.category(category))
            } else if creams.contains(word) {
                // A CC cream with a colour corrector is a CC cream.
                return [.category(.tint)]
            } else if let category = Self.words[word] {
                found.append(.category(category))
            } else if others.contains(word) {
                found.append(.other)
            }
        }
        return found
    }

    private static let words: [String: ShadeCategory] = [
        "foundation": .foundation, "foundations": .foundation, "fond": .foundation,
        "concealer": .concealer, "concealers": .concealer, "corrector": .concealer, "correcteur": .concealer,
        "tint": .tint, "tinted": .tint,
        "lip": .lip, "lips": .lip, "lipstick": .lip, "lipsticks": .lip, "lipgloss": .lip, "lipliner": .lip,
        "rouge": .lip,
        "blush": .blush, "blushes": .blush, "blusher": .blush, "cheek": .blush, "cheeks": .blush,
        "bronzer": .bronzer, "bronzers": .bronzer, "bronzing": .bronzer,
        "contour": .contour, "contouring": .contour,
        "highlighter": .highlighter, "highlighters": .highlighter, "luminizer": .highlighter,
        "illuminator": .highlighter, "strobing": .highlighter,
        "eye": .eye, "eyes": .eye, "eyeshadow": .eye, "eyeshadows": .eye, "eyeliner": .eye, "mascara": .eye,
        "kajal": .eye, "kohl": .eye,
        "brow": .brow, "brows": .brow, "eyebrow": .brow, "eyebrows": .brow,
    ]
    private static let creams: Set<String> = ["bb", "cc", "bb+", "cc+"]
    private static let phrases: [String: ShadeCategory] = ["color correcting": .tint, "colour correcting": .tint]
    private static let others: Set<String> = [
        "primer", "primers", "brush", "brushes", "sponge", "sponges", "blender", "remover", "removers", "cleanser",
        "sharpener", "applicator", "mirror", "nail", "nails", "perfume", "shampoo",
    ]
}
