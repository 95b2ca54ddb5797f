/// What a word says of brands, lines and shades.
struct SearchEvidence {
    var brands: [Int32: Float] = [:]
    var lines: [Int32: Float] = [:]
    var names: [Int32: Float] = [:]
    /// What the word is worth; rare ones tell more.
    var weight: Float = 2

    init(of text: String, in search: ShadeSearch) {
        var best: Float = 0
        for (word, quality) in search.vocabulary.meanings(of: text) {
            let word = Int(word)
            for brand in search.brandPostings[word] { brands[brand] = max(brands[brand] ?? 0, quality) }
            for line in search.linePostings[word] { lines[line] = max(lines[line] ?? 0, quality) }
            for name in search.namePostings[word] { names[name] = max(names[name] ?? 0, quality) }
            if quality > best {
                best = quality
                weight = search.wordWeights[word]
            }
        }
    }
}
