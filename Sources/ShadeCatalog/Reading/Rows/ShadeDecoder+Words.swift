extension ShadeDecoder {
    /// One of a few words, spelt as this project spells them.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ column: CatalogColumn, _: Word.Type) -> Word? {
        guard let bytes = field(column) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if let word = Word(rawValue: text) ?? Word(rawValue: text.lowercased()) { return word }
        refuse(column, unknown(bytes, Word.self))
        return nil
    }

    /// One of a few words, in a shop's own spelling: `Matte finish`. What cannot be read is left out with a warning.
    mutating func attribute<Word: RawRepresentable<String> & CaseIterable>(
        _ column: CatalogColumn, _ words: AttributeWords<Word>
    ) -> Word? {
        guard let bytes = field(column) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if let word = Word(rawValue: text) ?? words.read(text) { return word }
        warn(column, unknown(bytes, Word.self) + "; it is left out")
        return nil
    }

    private func unknown<Word: RawRepresentable<String> & CaseIterable>(
        _ bytes: ArraySlice<UInt8>, _: Word.Type
    ) -> String {
        "\(quoted(bytes)) is unknown: write \(Word.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    mutating func flag(_ column: CatalogColumn) -> Bool? {
        guard let bytes = field(column) else { return nil }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "yes", "true", "1", "y": return true
        case "no", "false", "0", "n": return false
        default:
            warn(column, "\(quoted(bytes)) is neither yes nor no; it is left out")
            return nil
        }
    }

    /// Hours of wear: `12`, `24 h`, `up to 16 hours`; of several numbers the first. What cannot be read is left out with
    /// a warning.
    mutating func wear() -> Double? {
        guard let bytes = field(.wear) else { return nil }
        let hours = decimal(bytes) ?? bytes.firstNumber
        if let hours, Shade.wears.contains(hours), bytes.first != UInt8(ascii: "-") { return hours }
        let range = "\(plain(Shade.wears.lowerBound)) to \(plain(Shade.wears.upperBound))"
        warn(.wear, "\(quoted(bytes)) is no number of hours from \(range), such as 16; it is left out")
        return nil
    }

    /// The skins named, in a shop's own spelling: `oily, combination`, `all skin types`. What names none is left out with
    /// a warning.
    mutating func skinTypes() -> Set<SkinType>? {
        guard let bytes = field(.skinTypes), !bytes.elementsEqual("none".utf8) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).lowercased().split { !$0.isLetter }
        if words.contains(where: { $0 == "all" || $0 == "every" || $0 == "any" }) { return Set(SkinType.allCases) }
        let types = Set(words.compactMap { SkinType(rawValue: String($0)) })
        if types.isEmpty { warn(.skinTypes, unknown(bytes, SkinType.self) + "; it is left out") }
        return types.isEmpty ? nil : types
    }

    /// What the row's own word for its category names; rows repeat it.
    private mutating func categories(named word: String) -> [ShadeCategory] {
        if let recentStated, recentStated.word == word { return recentStated.categories }
        let categories = ShadeCategory(rawValue: word.lowercased()).map { [$0] } ?? CategoryWords.candidates(word)
        recentStated = (word, categories)
        return categories
    }

    /// The category the row names, else what the product's name says it is, else the taxonomy's, else the caller's.
    ///
    /// Where the row's own word names two, as `Foundations & Concealers` does, the product's name or the taxonomy may
    /// choose between them; else it is the first.
    mutating func category(product: String?) -> ShadeCategory? {
        var (stated, taxonomy) = (text(.category), text(.taxonomy))
        // A column for paths may hold the shop's own word; Google's may also be given by number.
        if stated == nil, let word = taxonomy, !CategoryWords.isPath(word), word.contains(where: \.isLetter) {
            (stated, taxonomy) = (word, nil)
        }
        let own = stated.map { categories(named: $0) }
        if let own, own.count == 1 { return own[0] }
        func isOpen(_ category: ShadeCategory) -> Bool { own?.isEmpty != false || own?.contains(category) == true }
        // A word that is no category, such as primer, is an answer: the product's name must not outvote it.
        if !(stated.map(CategoryWords.isOther) ?? false) {
            if let product {
                if recentCategory?.product != product { recentCategory = (product, CategoryWords.read(product)) }
                if let category = recentCategory?.category, isOpen(category) { return category }
            }
            if let category = taxonomy.map(CategoryWords.candidates)?.first(where: isOpen) { return category }
            if let category = own?.first ?? options.category { return category }
        }
        if let stated {
            refuse(.category, unknown(Array(stated.utf8)[...], ShadeCategory.self))
        } else if product != nil {
            refuse(
                .category, "is not told by the product's name either: add a column category, or give one for all rows")
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    /// The number that the first digit begins, with a point or a comma before its fraction.
    fileprivate var firstNumber: Double? {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        guard let start = firstIndex(where: isDigit) else { return nil }
        var digits = Array(self[start...].prefix(while: isDigit))
        let rest = self[(start + digits.count)...]
        if let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            if !fraction.isEmpty { digits += [UInt8(ascii: ".")] + fraction }
        }
        return digits[...].decimalNumber
    }
}
