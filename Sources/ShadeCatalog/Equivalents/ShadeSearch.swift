internal import ColorScience

/// Finds the shade that somebody means by a few words, such as `mac nc 42 studio fix`.
///
/// Capitals, accents, spacing and order do not matter; one slip in a word of five letters and more, the beginning of a
/// word, and the initials of a brand or product are understood.
public struct ShadeSearch: Sendable {
    private let shades: [Shade]
    private var vocabulary = SearchVocabulary()
    /// By word: the brands, lines and shades that have it.
    private var brandPostings: [[Int32]] = []
    private var linePostings: [[Int32]] = []
    private var namePostings: [[Int32]] = []
    /// Of each shade.
    private var brands: [Int32] = []
    private var lines: [Int32] = []
    /// How rare the words of each shade's name and of each line are, summed.
    private var nameWeights: [Float] = []
    private var lineWeights: [Float] = []
    private var wordWeights: [Float] = []
    private let skus: [String: Int]

    /// - Complexity: O(*n*) in the number of shades.
    public init(catalog: ShadeCatalog) {
        shades = catalog.shades
        skus = Dictionary(shades.enumerated().map { ($1.sku.lowercased(), $0) }) { first, _ in first }
        var (brandNumbers, lineNumbers): ([String: Int32], [[String]: Int32]) = ([:], [:])
        var lineWords: [Set<Int32>] = []
        var nameWords: [Set<Int32>] = []
        var shadesOfWord: [Int32: Int] = [:]
        for (index, shade) in shades.enumerated() {
            let brand = brandNumbers[shade.brand] ?? Int32(brandNumbers.count)
            if brandNumbers.updateValue(brand, forKey: shade.brand) == nil {
                for word in words(of: shade.brand, withInitials: true) { brandPostings[Int(word)].append(brand) }
            }
            let key = [shade.brand, shade.product]
            let line = lineNumbers[key] ?? Int32(lineNumbers.count)
            if lineNumbers.updateValue(line, forKey: key) == nil {
                lineWords.append(Set(words(of: shade.product, withInitials: false)))
                for word in Set(words(of: shade.product, withInitials: true)) { linePostings[Int(word)].append(line) }
            }
            let name = Set(words(of: shade.name, withInitials: false))
            for word in name {
                namePostings[Int(word)].append(Int32(index))
                shadesOfWord[word, default: 0] += 1
            }
            brands.append(brand)
            lines.append(line)
            nameWords.append(name)
        }
        var (shadesOfBrand, shadesOfLine) = (
            [Int](repeating: 0, count: brandNumbers.count), [Int](repeating: 0, count: lineNumbers.count)
        )
        for index in shades.indices {
            shadesOfBrand[Int(brands[index])] += 1
            shadesOfLine[Int(lines[index])] += 1
        }
        wordWeights = vocabulary.words.indices.map { word in
            let reach =
                namePostings[word].count + brandPostings[word].reduce(0) { $0 + shadesOfBrand[Int($1)] }
                + linePostings[word].reduce(0) { $0 + shadesOfLine[Int($1)] }
            return Float(1 + naturalLogarithm(Double(shades.count + 1) / Double(reach + 1)) / 3)
        }
        let weights = wordWeights
        nameWeights = nameWords.map { $0.reduce(0) { $0 + weights[Int($1)] } }
        lineWeights = lineWords.map { $0.reduce(0) { $0 + weights[Int($1)] } }
        vocabulary.finish()
    }

    /// The words' numbers; with initials also those, and neighbours written as one.
    private mutating func words(of text: String, withInitials: Bool) -> [Int32] {
        var tokens = SearchTokens.split(text)
        if withInitials, tokens.count >= 2 {
            let letters = tokens.filter { $0.first?.isLetter == true }
            let initials = String(letters.compactMap(\.first))
            let joined = zip(tokens, tokens.dropFirst()).map { $0 + $1 }
            if initials.count >= 2 { tokens.append(initials) }
            tokens += joined
        }
        return tokens.map { token in
            let number = vocabulary.number(of: token)
            while brandPostings.count < vocabulary.words.count {
                brandPostings.append([])
                linePostings.append([])
                namePostings.append([])
            }
            return number
        }
    }
}

extension ShadeSearch {
    /// What a text was taken to mean.
    public struct Answer: Sendable, Hashable {
        /// The best first; never empty.
        public let candidates: [Candidate]
        /// Words of the text by what they told of the best candidate, as understood: in small letters, without accents.
        public let brand: [String]
        /// Words that told of its product.
        public let product: [String]
        /// Words that told of its name or number; of a SKU, the SKU.
        public let shade: [String]
        /// Words that told nothing of it.
        public let unmatched: [String]
        /// Whether another candidate is about as good: ask before acting on the first.
        public let isAmbiguous: Bool
    }

    /// A shade that a text may mean.
    public struct Candidate: Sendable, Hashable {
        /// One of the catalog's.
        public let shade: Shade
        /// 0...1: how much of the text fits this shade, and how much of its name the text gives.
        public let score: Double
    }

    /// The shades a text may mean.
    /// - Parameter text: The first 240 characters and 24 words count.
    /// - Throws: `unknown_sku` when no shade's name fits, with the shades that come nearest.
    /// - Complexity: O(*w* · *n*) in the number of words, at most 24, and of shades.
    public func find(_ text: String, top: Int = 5) throws(CatalogError) -> Answer {
        if text.utf8.count <= 200, let index = skus[text.lowercased().filter { !$0.isWhitespace }] {
            return Answer(
                candidates: [Candidate(shade: shades[index], score: 1)], brand: [], product: [],
                shade: [shades[index].sku.lowercased()],
                unmatched: [], isAmbiguous: false)
        }
        var tokens: [String] = []
        for token in SearchTokens.split(text) where !tokens.contains(token) { tokens.append(token) }
        var scoring = Scoring(count: shades.count)
        for token in tokens { scoring.add(evidence(of: token), brands: brands, lines: lines) }
        let order = best(scoring, max(min(top, shades.count), 3))
        guard let first = order.first, scoring.named[first.index] > 0, first.score >= 0.45 else {
            throw unknown(order.map(\.index))
        }
        let parts = tokens.map { part(of: $0, in: first.index) }
        func told(_ part: Part?) -> [String] { zip(tokens, parts).filter { $0.1 == part }.map(\.0) }
        return Answer(
            candidates: order.prefix(max(top, 1)).map { Candidate(shade: shades[$0.index], score: Double($0.score)) },
            brand: told(.brand), product: told(.product), shade: told(.shade), unmatched: told(nil),
            isAmbiguous: order.count > 1 && order[1].score > first.score - 0.02)
    }

    private enum Part { case brand, product, shade }

    /// What one word says of brands, lines and shades.
    private struct Evidence {
        var brands: [Int32: Float] = [:]
        var lines: [Int32: Float] = [:]
        var names: [Int32: Float] = [:]
        /// What the word is worth; rare ones tell more.
        var weight: Float = 2
    }

    private func evidence(of token: String) -> Evidence {
        var evidence = Evidence()
        var best: Float = 0
        for (word, quality) in vocabulary.meanings(of: token) {
            let word = Int(word)
            for brand in brandPostings[word] { evidence.brands[brand] = max(evidence.brands[brand] ?? 0, quality) }
            for line in linePostings[word] { evidence.lines[line] = max(evidence.lines[line] ?? 0, quality) }
            for name in namePostings[word] { evidence.names[name] = max(evidence.names[name] ?? 0, quality) }
            if quality > best {
                best = quality
                evidence.weight = wordWeights[word]
            }
        }
        return evidence
    }

    /// What the words add up to, for each shade.
    private struct Scoring {
        /// Weights of words that fit brand, product or name.
        var matched: [Float]
        /// Of words that fit the name.
        var named: [Float]
        /// Of words that fit the line's.
        var product: [Float]
        var total: Float = 0

        init(count: Int) {
            matched = [Float](repeating: 0, count: count)
            (named, product) = (matched, matched)
        }

        mutating func add(_ evidence: Evidence, brands: [Int32], lines: [Int32]) {
            total += evidence.weight
            guard !(evidence.brands.isEmpty && evidence.lines.isEmpty && evidence.names.isEmpty) else { return }
            for index in matched.indices {
                let brand = evidence.brands.isEmpty ? 0 : evidence.brands[brands[index]] ?? 0
                let line = evidence.lines.isEmpty ? 0 : evidence.lines[lines[index]] ?? 0
                let quality = max(brand, line)
                if quality > 0 { matched[index] += quality * evidence.weight }
                if line > 0 { product[index] += line * evidence.weight }
            }
            for (name, quality) in evidence.names {
                let index = Int(name)
                let brand = evidence.brands[brands[index]] ?? 0
                let line = evidence.lines[lines[index]] ?? 0
                matched[index] += max(0, quality - max(brand, line)) * evidence.weight
                named[index] += quality * evidence.weight
            }
        }
    }

    private func best(_ scoring: Scoring, _ count: Int) -> [(index: Int, score: Float)] {
        guard scoring.total > 0 else { return [] }
        var best: [(index: Int, score: Float)] = []
        for index in shades.indices where scoring.matched[index] > 0 {
            let fit = scoring.matched[index] / scoring.total
            let name = min(scoring.named[index] / max(nameWeights[index], 1), 1)
            let product = min(scoring.product[index] / max(lineWeights[Int(lines[index])], 1), 1)
            let score = 0.7 * fit + 0.22 * name + 0.08 * product
            if best.count == count, score <= best[count - 1].score { continue }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((index, score), at: place)
            if best.count > count { best.removeLast() }
        }
        return best
    }

    /// What a word told of a shade: its name before its line before its brand.
    private func part(of token: String, in index: Int) -> Part? {
        let evidence = evidence(of: token)
        let figures: [(Part, Float)] = [
            (.brand, evidence.brands[brands[index]] ?? 0), (.product, evidence.lines[lines[index]] ?? 0),
            (.shade, evidence.names[Int32(index)] ?? 0),
        ]
        guard let most = figures.map(\.1).max(), most > 0 else { return nil }
        return figures.last { $0.1 == most }?.0
    }

    private func unknown(_ nearest: [Int]) -> CatalogError {
        let names = nearest.prefix(3).map { "\(shades[$0].brand) \(shades[$0].product) \(shades[$0].name)" }
        let hint =
            names.isEmpty
            ? "give brand, product and shade as on the label, or list shades with `shadewise catalog list`"
            : "the nearest are \(names.joined(separator: "; ")): give the shade as on the label"
        return CatalogError(code: .unknownSKU, message: "no shade of the catalog fits these words: \(hint)")
    }
}
