/// What a product's name or a shop's own category says a shade is for.
enum CategoryWords {
    /// - Returns: `nil` where no word tells, or the last that does is of another kind, as in `Foundation Brush`.
    static func read(_ text: some StringProtocol) -> ShadeCategory? {
        let found = senses(in: text)
        guard case .category(let category) = found.last else { return nil }
        guard category == .tint else { return category }
        // A tint of something other than skin: lip tint, brow tint.
        let other = found.lazy.compactMap { sense -> ShadeCategory? in
            if case .category(let category) = sense, [.lip, .brow, .blush, .eye].contains(category) { return category }
            return nil
        }
        return other.first ?? .tint
    }

    /// The categories a shop's own word or path names, in its order: more than one for `Foundations & Concealers`.
    ///
    /// Of a path, such as `Makeup > Face Makeup > Foundations & Concealers`, the most specific part that tells counts.
    static func candidates(_ text: String) -> [ShadeCategory] {
        guard let part = tellingPart(of: text), senses(in: part).last != .other else { return [] }
        var found: [ShadeCategory] = []
        let pieces = part.lowercased().replacing(" and ", with: "&").split { "&,/".contains($0) }
        for category in pieces.compactMap({ read($0) }) where !found.contains(category) { found.append(category) }
        return found
    }

    /// Whether a text names something that is no shade of a face.
    static func isOther(_ text: String) -> Bool { tellingPart(of: text).map { senses(in: $0).last == .other } ?? false }

    static func isPath(_ text: String) -> Bool { text.contains(">") }

    private static func tellingPart(of text: String) -> Substring? {
        text.split(separator: ">").last { !senses(in: $0).isEmpty }
    }

    private enum Sense: Hashable {
        case category(ShadeCategory)
        case other
    }

    /// In lower case, up to “with”: what comes with a product is not the product.
    static func words(of text: some StringProtocol) -> [String] {
        let words = text.lowercased().split { !($0.isLetter || $0 == "+") }.map(String.init)
        return Array(words.prefix { $0 != "with" && $0 != "w" })
    }

    /// In the order of the text.
    private static func senses(in text: some StringProtocol) -> [Sense] {
        let words = words(of: text)
        var found: [Sense] = []
        for (index, word) in words.enumerated() {
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
