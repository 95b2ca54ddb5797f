/// A text read as one shade.
struct SearchReading {
    enum Part { case brand, product, shade }

    let index: Int
    /// What each unit of the text told, or `nil`.
    private(set) var parts: [Part?] = []
    private(set) var score: Float
    /// Whether the text tells this shade from others of its line, and names no number that it does not have.
    private(set) var isShade = false
}

extension SearchQuery {
    /// What the units add up to, for each shade.
    private struct Scoring {
        /// Weights of units that fit brand, product or name.
        var matched: [Float]
        /// Of those that fit the name.
        var named: [Float]
        /// Of those that fit the line's.
        var product: [Float]
        /// How surely the text gives the name's number, which is as good as all of the name.
        var coded: [Float]
        var total: Float = 0

        init(count: Int) {
            matched = [Float](repeating: 0, count: count)
            (named, product, coded) = (matched, matched, matched)
        }

        mutating func add(_ evidence: SearchEvidence, brands: [Int32], lines: [Int32]) {
            total += evidence.weight
            if !(evidence.brands.isEmpty && evidence.lines.isEmpty) {
                for index in matched.indices {
                    let brand = evidence.brands.isEmpty ? 0 : evidence.brands[brands[index]] ?? 0
                    let line = evidence.lines.isEmpty ? 0 : evidence.lines[lines[index]] ?? 0
                    let quality = max(brand, line)
                    if quality > 0 { matched[index] += quality * evidence.weight }
                    if line > 0 { product[index] += line * evidence.weight }
                }
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

    /// The shades that fit best, best first by their words alone, each read closely.
    func readings(of search: ShadeSearch, count: Int) -> [SearchReading] {
        var scoring = Scoring(count: search.shades.count)
        for unit in units {
            var evidence = unit.evidence
            // A mistyped or shortened brand is that brand.
            for brand in brands(of: unit) { evidence.brands[brand] = max(evidence.brands[brand] ?? 0, 0.9) }
            scoring.add(evidence, brands: search.brands, lines: search.lines)
            guard unit.kind == .code else { continue }
            for (shade, quality) in evidence.names {
                scoring.coded[Int(shade)] = max(scoring.coded[Int(shade)], quality)
            }
        }
        guard scoring.total > 0 else { return [] }
        var best: [(index: Int, score: Float)] = []
        for index in search.shades.indices where scoring.matched[index] > 0 {
            if !brands.isEmpty, !brands.contains(search.brands[index]) { continue }
            let fit = min(scoring.matched[index] / scoring.total, 1)
            let name = max(min(scoring.named[index] / max(search.nameWeights[index], 1), 1), scoring.coded[index])
            let line = min(scoring.product[index] / max(search.lineWeights[Int(search.lines[index])], 1), 1)
            let score = 0.7 * fit + 0.22 * name + 0.08 * line
            if best.count == count, score <= best[count - 1].score { continue }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((index, score), at: place)
            if best.count > count { best.removeLast() }
        }
        let words = SearchToken.phrase(tokens)
        return best.map { SearchReading(self, as: $0.index, score: $0.score, words: words, of: search) }
    }

    /// Places of the units that are the whole number of some shade, and tell nothing of the one read.
    func otherCodes(than reading: SearchReading) -> [Int] {
        units.indices.filter { place in
            units[place].kind == .code && reading.parts[place] == nil
                && units[place].evidence.names.values.contains { $0 >= ShadeCode.whole }
        }
    }
}

extension SearchReading {
    /// - Parameter words: The text's tokens, with a space around each.
    fileprivate init(_ query: SearchQuery, as index: Int, score: Float, words: String, of search: ShadeSearch) {
        self.index = index
        self.score = score
        let (brand, line) = (search.brands[index], search.lines[index])
        var used: Set<String> = []
        var isName: [Bool] = []
        for unit in query.units {
            let evidence = unit.evidence
            let isBrand = query.brands(of: unit).contains(brand)
            let name = evidence.names[Int32(index)] ?? 0
            let product = evidence.lines[line] ?? 0
            let figures: [(part: Part, quality: Float)] =
                unit.kind == .code
                ? [(.shade, name * 2), (.product, product), (.brand, evidence.brands[brand] ?? 0)]
                : [(.brand, isBrand ? 2 : evidence.brands[brand] ?? 0), (.product, product), (.shade, name)]
            // A word said twice tells of two things, such as line and name.
            let open = figures.filter { $0.quality > 0 && !used.contains("\($0.part) \(unit.text)") }
            let most = open.map(\.quality).max()
            let part = open.first { $0.quality == most }?.part
            if let part { used.insert("\(part) \(unit.text)") }
            parts.append(part)
            isName.append(name > 0 && name >= product)
        }
        moveToName(isName)
        let claims = query.units.indices.filter { query.units[$0].kind == .code }
        let isContradicted =
            claims.contains { parts[$0] == nil } && !claims.contains { parts[$0] == .shade }
        isShade = parts.contains(.shade) && !isContradicted
        // In the label's own order and whole: `light medium` is not `medium light`.
        if words.contains(search.namePhrases[index]) { self.score += 0.03 }
        if words.contains(search.linePhrases[Int(line)]) { self.score += 0.025 }
    }

    /// Words that line and name share were taken for the line's: those beside the name's are the name's, and so is one
    /// that is all there is.
    private mutating func moveToName(_ isName: [Bool]) {
        if !parts.contains(.shade), parts.count(where: { $0 == .product }) == 1,
            let only = parts.firstIndex(of: .product), isName[only]
        {
            parts[only] = .shade
        }
        for index in parts.indices where parts[index] == .product && isName[index] {
            let isFirst = index == 0 || parts[index - 1] != .product
            if isFirst, index + 1 < parts.count, parts[index + 1] == .shade { parts[index] = .shade }
        }
    }
}
