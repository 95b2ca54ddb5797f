internal import ColorScience

/// Finds the shade that somebody means by a few words, such as `mac nc 42 studio fix`.
///
/// Capitals, accents and spacing do not matter, nor does the order of words; the order within a number such as `2N1`
/// does. One slip in a word of five letters and more, the beginning of a word, and the initials of a brand or product
/// are understood. Where a brand is named, its shades are looked at alone.
public struct ShadeSearch: Sendable {
    let shades: [Shade]
    private(set) var vocabulary = SearchVocabulary()
    /// By word: the brands, lines and shades that have it.
    private(set) var brandPostings: [[Int32]] = []
    private(set) var linePostings: [[Int32]] = []
    private(set) var namePostings: [[Int32]] = []
    /// By code, such as `2n1`: the shades it may mean, and how surely.
    private(set) var codePostings: [String: [(shade: Int32, quality: Float)]] = [:]
    /// Letters that stand at numbers in names, such as `nc`.
    private(set) var series: Set<String> = []
    private(set) var brandNames = BrandNames()
    /// Of each shade.
    private(set) var brands: [Int32] = []
    private(set) var lines: [Int32] = []
    /// The words of each shade's name and of each line, in order, with a space around each.
    private(set) var namePhrases: [String] = []
    private(set) var linePhrases: [String] = []
    /// How rare the words of each shade's name and of each line are, summed.
    private(set) var nameWeights: [Float] = []
    private(set) var lineWeights: [Float] = []
    private(set) var wordWeights: [Float] = []
    /// Places of the shades by SKU in small letters, which two may share.
    private let skus: [String: [Int]]

    /// - Complexity: O(*n*) in the number of shades.
    public init(catalog: ShadeCatalog) {
        shades = catalog.shades
        skus = Dictionary(grouping: shades.indices) { [shades] in shades[$0].sku.lowercased() }
        var (brandNumbers, lineNumbers): ([String: Int32], [[String]: Int32]) = ([:], [:])
        var (lineWords, nameWords): ([Set<Int32>], [Set<Int32>]) = ([], [])
        var lineBrands: [Int32] = []
        var nameCodes: [String?] = []
        for (index, shade) in shades.enumerated() {
            let brand = brandNumbers[shade.brand] ?? Int32(brandNumbers.count)
            if brandNumbers.updateValue(brand, forKey: shade.brand) == nil {
                let tokens = SearchToken.tokens(of: shade.brand)
                for word in words(of: tokens, withInitials: true) { brandPostings[Int(word)].append(brand) }
            }
            let key = [shade.brand, shade.product]
            let line = lineNumbers[key] ?? Int32(lineNumbers.count)
            if lineNumbers.updateValue(line, forKey: key) == nil {
                let tokens = SearchToken.tokens(of: shade.product)
                linePhrases.append(SearchToken.phrase(tokens))
                lineBrands.append(brand)
                lineWords.append(Set(words(of: tokens, withInitials: false)))
                for word in words(of: tokens, withInitials: true) { linePostings[Int(word)].append(line) }
            }
            let tokens = SearchToken.tokens(of: shade.name)
            let code = ShadeCode(of: tokens)
            namePhrases.append(SearchToken.phrase(tokens))
            series.formUnion(code.series)
            for (key, quality) in code.keys { codePostings[key, default: []].append((Int32(index), quality)) }
            let said = tokens.indices.filter { !code.places.contains($0) }.map { tokens[$0] }
            let name = words(of: said, withInitials: false)
            for word in name { namePostings[Int(word)].append(Int32(index)) }
            brands.append(brand)
            lines.append(line)
            nameWords.append(name)
            nameCodes.append(code.keys.filter { $0.value == 1 }.keys.max { ($0.count, $0) < ($1.count, $1) })
        }
        let (ofBrand, ofLine) = (counts(of: brands), counts(of: lines))
        nameBrands(brandNumbers, ofBrand, lines: zip(lineBrands, ofLine).map { (brand: $0, shades: $1) })
        wordWeights = vocabulary.words.indices.map { word in
            rarity(
                namePostings[word].count + brandPostings[word].reduce(0) { $0 + ofBrand[Int($1)] }
                    + linePostings[word].reduce(0) { $0 + ofLine[Int($1)] })
        }
        let weights = wordWeights
        lineWeights = lineWords.map { $0.reduce(0) { $0 + weights[Int($1)] } }
        nameWeights = zip(nameWords, nameCodes).map { words, code in
            words.reduce(0) { $0 + weights[Int($1)] } + (code.map { rarity(codePostings[$0]?.count ?? 0) } ?? 0)
        }
        vocabulary.finish()
    }

    /// What a word is worth that so many shades have; rare ones tell more.
    func rarity(_ reach: Int) -> Float {
        Float(1 + naturalLogarithm(Double(shades.count + 1) / Double(reach + 1)) / 3)
    }

    /// Whether a word is, or may mean, one of a product's.
    func isOfLine(_ text: String) -> Bool {
        vocabulary.meanings(of: text).contains { !linePostings[Int($0.word)].isEmpty }
    }

    private func counts(of numbers: [Int32]) -> [Int] {
        var counts = [Int](repeating: 0, count: Int((numbers.max() ?? -1) + 1))
        for number in numbers { counts[Int(number)] += 1 }
        return counts
    }

    /// - Parameter lines: Of each line its brand, and how many shades it has.
    private mutating func nameBrands(
        _ numbers: [String: Int32], _ counts: [Int], lines: [(brand: Int32, shades: Int)]
    ) {
        for (name, number) in numbers.sorted(by: { $0.value < $1.value }) {
            brandNames.add(number, name: name, shades: counts[Int(number)])
        }
        var elsewhere: [String: Int] = [:]
        for (word, text) in vocabulary.words.enumerated() {
            guard let owners = brandNames.owners(of: text) else { continue }
            elsewhere[text] = linePostings[word].reduce(
                namePostings[word].count { !owners.contains(brands[Int($0)]) }
            ) { others, line in
                let line = lines[Int(line)]
                return owners.contains(line.brand) ? others : others + line.shades
            }
        }
        brandNames.finish(names: numbers.keys, elsewhere: elsewhere)
    }

    /// The words' numbers; with initials also those, and neighbours written as one.
    private mutating func words(of tokens: [SearchToken], withInitials: Bool) -> Set<Int32> {
        var texts = tokens.map(\.text)
        if withInitials, tokens.count >= 2 {
            let initials = String(tokens.filter { !$0.isNumber }.compactMap(\.text.first))
            if initials.count >= 2 { texts.append(initials) }
            texts += zip(tokens, tokens.dropFirst()).map { $0.text + $1.text }
            texts += SearchToken.groups(of: tokens).filter { $0.count > 2 }.map { ShadeCode.key(of: tokens[$0]) }
        }
        return Set(
            texts.map { text in
                let number = vocabulary.number(of: text)
                while brandPostings.count < vocabulary.words.count {
                    brandPostings.append([])
                    linePostings.append([])
                    namePostings.append([])
                }
                return number
            })
    }
}

extension ShadeSearch {
    /// What a text was taken to mean.
    public struct Answer: Sendable, Hashable {
        /// The best first; never empty. Those about as good as the best are all there, up to 64.
        public let candidates: [Candidate]
        /// Parts of the text by what they told of the best candidate, as they were written.
        public let brand: [String]
        /// Words that told of its product.
        public let product: [String]
        /// Words that told of its name or number; of a SKU, the SKU.
        public let shade: [String]
        /// Parts that told nothing of it.
        public let unmatched: [String]
        /// The other candidates that are about as good as the first, or that another number of the text names, up to
        /// 63, each in one size; ask before acting on the first.
        public let rivals: [Candidate]
        public var isAmbiguous: Bool { !rivals.isEmpty }
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
    /// - Throws: `unknown_sku` when no shade's name fits, with the shades that come nearest, or when the text names a
    ///   brand or a product and no shade of it.
    /// - Complexity: O(*w* · *n*) in the number of words, at most 24, and of shades.
    public func find(_ text: String, top: Int = 5) throws(CatalogError) -> Answer {
        if let answer = bySKU(text) { return answer }
        let query = SearchQuery(text, in: self)
        let found = query.readings(of: self, count: Self.closest)
        let readings = found.filter(\.isShade).sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        guard let best = readings.first, best.score >= 0.45 else { throw unknown(query, found) }
        let candidates = readings.map { reading in
            Candidate(shade: shades[reading.index], score: min(Double(reading.score), 1))
        }
        let equal = readings.prefix { $0.score > best.score - Self.tie }.count
        // Two numbers of shades: which of them is meant the words do not say.
        let contested = query.otherCodes(than: best)
        let meant = readings.indices.filter { place in
            place < equal || contested.contains { readings[place].parts[$0] == .shade }
        }
        let sizes = SizeVariants(of: meant.map { shades[readings[$0].index] })
        let own = sizes.group(of: shades[best.index].sku)
        let shown = Set(sizes.shown.map(\.sku)).subtracting(own)
        let rivals = meant.map { candidates[$0] }.filter { shown.contains($0.shade.sku) }
        func told(_ part: SearchReading.Part?) -> [String] {
            zip(query.units, best.parts).filter { $0.1 == part }.map { query.written($0.0) }
        }
        return Answer(
            candidates: Array(candidates.prefix(max(top, (meant.last ?? 0) + 1))), brand: told(.brand),
            product: told(.product),
            shade: told(.shade), unmatched: told(nil), rivals: rivals)
    }

    /// How many are read closely.
    private static var closest: Int { 64 }
    /// Scores this near are about as good.
    private static var tie: Float { 0.02 }

    /// Exact case first: `A1` and `a1` may be two shades.
    private func bySKU(_ text: String) -> Answer? {
        guard text.utf8.count <= 200 else { return nil }
        let sku = text.filter { !$0.isWhitespace }
        guard let places = skus[sku.lowercased()] else { return nil }
        let exact = places.first { shades[$0].sku == sku }
        let candidates = (exact.map { [$0] } ?? places).map { Candidate(shade: shades[$0], score: 1) }
        return Answer(
            candidates: candidates, brand: [], product: [], shade: [text], unmatched: [],
            rivals: Array(candidates.dropFirst()))
    }

    private func unknown(_ query: SearchQuery, _ found: [SearchReading]) -> CatalogError {
        // Of several products one shade each, so that a person sees what there is to choose from.
        var seen: Set<Int32> = []
        let firsts = found.filter { seen.insert(lines[$0.index]).inserted }
        let spread = firsts + found.filter { reading in !firsts.contains { $0.index == reading.index } }
        let nearest = query.unknownCode == nil ? spread : found
        let list = nearest.prefix(3).map { reading in
            let shade = shades[reading.index]
            return "“\(shade.fullName)”"
        }.joined(separator: "; ")
        let message: String
        if list.isEmpty {
            message =
                "no shade of the catalog fits these words: give brand, product and shade as on the label"
        } else if let number = query.unknownCode {
            let owner = query.brands.count == 1 ? shades[found[0].index].brand : "the catalog"
            message = "\(owner) has no shade “\(number)”: the nearest are \(list): give the number as on the label"
        } else if found.allSatisfy({ !$0.isShade }) {
            let said = zip(query.units, found[0].parts).filter { $1 != nil }.map { query.written($0.0) }
            message =
                "which shade? “\(said.joined(separator: " "))” names a brand or a product: "
                + "add the shade's number or name, as in \(list)"
        } else {
            message =
                "no shade of the catalog fits these words: the nearest are \(list): give the shade as on the label"
        }
        return CatalogError(code: .unknownSKU, message: message)
    }
}
