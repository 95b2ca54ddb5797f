extension [ListedShade] {
    /// Gives the variants of each group one product: the words in a row that the products of all of them share.
    ///
    /// For feeds whose products are cut from titles, which seldom are alike to the letter.
    /// - Complexity: O(*n*) for titles of bounded length.
    package mutating func shareProducts() {
        var groups: [VariantGroup: [Int]] = [:]
        for (index, shade) in enumerated() {
            guard let group = shade.group else { continue }
            groups[VariantGroup(brand: shade.brand.lowercased(), group: group, category: shade.category), default: []]
                .append(index)
        }
        for (group, members) in groups {
            guard let first = members.first, members.contains(where: { self[$0].product != self[first].product }),
                let product = Self.common(of: members.map { self[$0].product }, category: group.category)
            else { continue }
            for member in members { self[member].product = product }
        }
    }

    /// `nil` where too little is shared to be a name.
    private static func common(of products: [String], category: ShadeCategory) -> String? {
        var shared = TitleWord.words(of: products[0]).prefix(wordLimit)
        for product in Set(products) {
            shared = run(of: shared, in: TitleWord.words(of: product).prefix(wordLimit))
        }
        let text = TitleWord.text(of: shared)
        guard shared.count(where: { !$0.tokens.isEmpty }) >= 2 || CategoryWords.read(text) == category else {
            return nil
        }
        // `SPF 20` and `SPF 30` share SPF and are two products.
        let last = shared.last?.tokens.last
        return last.map { ShadeVocabulary.standard.precedesAmount($0.text) } == true ? nil : text
    }

    /// How many words of a product are looked at: more than names have, and no work for an attacker.
    private static var wordLimit: Int { 40 }

    /// The longest run of words that stands in other words too.
    private static func run(of words: ArraySlice<TitleWord>, in others: ArraySlice<TitleWord>) -> ArraySlice<TitleWord>
    {
        var best = words.prefix(0)
        var lengths = [Int](repeating: 0, count: others.count + 1)
        for index in words.indices {
            var next = lengths
            for (place, other) in others.enumerated() {
                let isSame = words[index].tokens.elementsEqual(other.tokens) { $0.text == $1.text }
                next[place + 1] = isSame ? lengths[place] + 1 : 0
                if next[place + 1] > best.count { best = words[index + 1 - next[place + 1]..<index + 1] }
            }
            lengths = next
        }
        return best
    }
}

/// What the variants of one product share.
private struct VariantGroup: Hashable {
    var brand: String
    var group: String
    var category: ShadeCategory
}
