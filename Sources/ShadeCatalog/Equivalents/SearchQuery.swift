/// A text as one catalog's words and codes.
struct SearchQuery {
    /// A word or a code of the text.
    struct Unit {
        let tokens: Range<Int>
        let text: String
        let kind: Kind
        let evidence: SearchEvidence
    }

    enum Kind {
        case word
        /// A number that a shade should have.
        case code
        /// A number of something else, such as `SPF 15`.
        case amount
    }

    let text: String
    let tokens: [SearchToken]
    /// Brands the text names; empty where it names none.
    let brands: Set<Int32>
    /// The same by the places of the tokens that name them.
    let brandTokens: [Int: Set<Int32>]
    private(set) var units: [Unit] = []
    /// A number of the text that no shade it may mean has, as it was written.
    private(set) var unknownCode: String?

    init(_ text: String, in search: ShadeSearch) {
        self.text = text
        tokens = SearchToken.tokens(of: text)
        brandTokens = search.brandNames.named(in: tokens) { search.vocabulary.numbers[$0] != nil }
        brands = brandTokens.values.reduce(into: []) { $0.formUnion($1) }
        let codes = codes(in: search)
        var index = 0
        while index < tokens.count {
            let code = codes.first { $0.range.lowerBound == index }
            let range = code?.range ?? index..<index + 1
            let text = ShadeCode.key(of: tokens[range])
            var evidence = SearchEvidence(of: text, in: search)
            if let code {
                evidence.names = code.shades
                if !code.shades.isEmpty { evidence.weight = search.rarity(code.shades.count) }
            }
            let kind = kind(of: range, code)
            units.append(Unit(tokens: range, text: text, kind: kind, evidence: evidence))
            if kind == .code, evidence.names.isEmpty, evidence.lines.isEmpty {
                unknownCode = unknownCode ?? written(units[units.count - 1])
            }
            index = range.upperBound
        }
    }

    private func kind(of range: Range<Int>, _ code: Code?) -> Kind {
        if range.count == 1, SearchToken.isAmount(range.lowerBound, in: tokens) { return .amount }
        guard let code else { return .word }
        // `24h` that is no shade's number says how long a product lasts.
        let mayBeAmount =
            range.count == 2 && ShadeVocabulary.standard.mayFollowAmount(tokens[range.lowerBound + 1].text)
        return code.shades.isEmpty && mayBeAmount ? .amount : .code
    }

    /// The brands that a unit names.
    func brands(of unit: Unit) -> Set<Int32> { unit.tokens.reduce(into: []) { $0.formUnion(brandTokens[$1] ?? []) } }

    /// A unit as it was written.
    func written(_ unit: Unit) -> String {
        let (first, last) = (tokens[unit.tokens.lowerBound], tokens[unit.tokens.upperBound - 1])
        return String(text[first.range.lowerBound..<last.range.upperBound])
    }

    private func isAllowed(_ shade: Int32, in search: ShadeSearch) -> Bool {
        brands.isEmpty || brands.contains(search.brands[Int(shade)])
    }

    private struct Code {
        let range: Range<Int>
        let quality: Float
        let shades: [Int32: Float]
    }

    /// The numbers of the text with the shades that they may mean: the longest first that any shade has, so that
    /// `2 n 1` is one number where there is a 2N1.
    private func codes(in search: ShadeSearch) -> [Code] {
        let groups = SearchToken.groups(of: tokens)
        var found: [Code] = []
        for first in groups.indices {
            for last in first..<min(first + 5, groups.count) {
                let range = groups[first].lowerBound..<groups[last].upperBound
                guard range.allSatisfy({ tokens[$0].isShort(3) && !SearchToken.isAmount($0, in: tokens) }),
                    range.allSatisfy({ brandTokens[$0] == nil }), tokens[range].contains(where: \.isNumber)
                else { continue }
                var shades: [Int32: Float] = [:]
                for reading in ShadeCode.readings(of: tokens[range]) {
                    for (shade, quality) in search.codePostings[reading.key] ?? [] where isAllowed(shade, in: search) {
                        shades[shade] = max(shades[shade] ?? 0, quality * reading.quality)
                    }
                }
                found.append(Code(range: range, quality: shades.values.max() ?? 0, shades: shades))
            }
        }
        let whole = found.filter { $0.quality >= ShadeCode.whole * 0.9 }.sorted {
            ($1.range.count, $1.quality) < ($0.range.count, $0.quality)
        }
        var taken: [Code] = []
        func isFree(_ range: Range<Int>) -> Bool { taken.allSatisfy { !$0.range.overlaps(range) } }
        for code in whole where isFree(code.range) { taken.append(code) }
        for group in groups where tokens[group].contains(where: \.isNumber) && isFree(group) {
            // The number alone may stand for all of it, unless letters say otherwise: no NW42 for `nc 42`.
            let sides = [group.lowerBound - 1, group.upperBound].filter { tokens.indices.contains($0) }
            let letters = sides.first { place in
                let token = tokens[place]
                return !token.isNumber && token.isShort(2) && search.series.contains(token.text)
                    && isFree(place..<place + 1) && brandTokens[place] == nil
                    && !search.isOfLine(token.text)
            }
            guard !SearchToken.isAmount(group.lowerBound, in: tokens) else { continue }
            if let letters, group.count == 1 {
                let range = min(letters, group.lowerBound)..<max(letters + 1, group.upperBound)
                taken.append(Code(range: range, quality: 0, shades: [:]))
            } else {
                taken.append(found.first { $0.range == group } ?? Code(range: group, quality: 0, shades: [:]))
            }
        }
        return taken
    }
}
