/// The parts of a title that says all there is to say in one line, as Google's feeds have it: brand, product, shade and
/// size, in any order and with any marks between.
///
/// - Source: Google Merchant Center Help, “Title”.
struct ProductTitle {
    /// The product's name without the shade, the size and, where two words remain, the brand.
    private(set) var product: String
    /// The feed's name for the shade, with a number that only the title has; without one, what the title says.
    private(set) var shade: String

    private static let vocabulary = ShadeVocabulary.standard

    /// - Parameter shade: What the feed calls the shade, where it does.
    /// - Complexity: O(*n*) in the length of the title.
    init(_ title: String, brand: String?, shade: String?) {
        var words = TitleWord.words(of: title)
        if let shade {
            let isFound = Self.remove(TitleWord.words(of: shade), from: &words)
            Self.removeSizes(from: &words)
            if !isFound { Self.removeTail(of: shade, from: &words) }
            self.shade = shade
            if !shade.contains(where: \.isNumber), let code = Self.removeCode(from: &words) {
                self.shade = "\(code) \(shade)"
            }
        } else {
            Self.removeSizes(from: &words)
            let place = Self.shadePlace(in: words)
            self.shade = TitleWord.text(of: place.map { words[$0] } ?? words[...])
            if let place { words.removeSubrange(place) }
        }
        let brand = TitleWord.words(of: brand ?? "").flatMap(\.tokens)
        if !brand.isEmpty, let end = Self.end(of: brand, in: words, from: 0),
            words[end...].count(where: { !$0.tokens.isEmpty }) >= 2
        {
            words.removeSubrange(..<end)
        }
        let product = TitleWord.text(of: words[...])
        self.product = product.isEmpty ? title : product
        if self.shade.isEmpty { self.shade = self.product }
    }
}

extension ProductTitle {
    /// Behind the words, from `start` on, that are just these tokens.
    private static func end(of tokens: [NameToken], in words: [TitleWord], from start: Int) -> Int? {
        var (place, end) = (0, start)
        while end < words.count, place < tokens.count {
            for token in words[end].tokens {
                guard place < tokens.count, token.text == tokens[place].text else { return nil }
                place += 1
            }
            end += 1
        }
        return place == tokens.count ? end : nil
    }

    /// The last mention counts: `Nude Foundation - Nude` is the foundation's name first. At the beginning only a mark sets
    /// the shade apart.
    /// - Returns: Whether there was one.
    private static func remove(_ shade: [TitleWord], from words: inout [TitleWord]) -> Bool {
        let tokens = shade.flatMap(\.tokens)
        guard !tokens.isEmpty else { return false }
        for start in words.indices.reversed() where !words[start].tokens.isEmpty {
            guard let end = end(of: tokens, in: words, from: start),
                start > 0 || end < words.count && words[end].tokens.isEmpty
            else { continue }
            words.removeSubrange(start..<end)
            return true
        }
        return false
    }

    /// Words of the shade that the title has at its end in another order.
    private static func removeTail(of shade: String, from words: inout [TitleWord]) {
        let own = Set(NameToken.tokens(of: shade).map(\.text))
        while words.count > 1, let last = words.last, last.tokens.allSatisfy({ own.contains($0.text) }) {
            words.removeLast()
        }
    }

    /// `30 ml`, `(1.0 fl. oz.)`, `32ml`; not the 30 of `SPF 30`.
    private static func removeSizes(from words: inout [TitleWord]) {
        var start = 1
        while start < words.count {
            if !precedesAmount(words[start - 1]), let end = sizeEnd(in: words, from: start) {
                words.removeSubrange(start..<end)
            } else {
                start += 1
            }
        }
    }

    private static func sizeEnd(in words: [TitleWord], from start: Int) -> Int? {
        guard words[start].tokens.first?.kind == .number else { return nil }
        var end: Int?
        for index in start..<words.count {
            for (place, token) in words[index].tokens.enumerated() where index > start || place > 0 {
                guard isUnit(token, in: words[index]) else { return place == 0 ? end : nil }
                end = index + 1
            }
        }
        return end
    }

    private static func isUnit(_ token: NameToken, in word: TitleWord) -> Bool {
        vocabulary.isUnit(token.text) && isNoUndertone(token, in: word)
    }

    /// `5 g` weighs, `110G` is golden.
    private static func isNoUndertone(_ token: NameToken, in word: TitleWord) -> Bool {
        vocabulary.letterLeans[token.text] == nil || word.text.contains(token.text)
    }

    private static func precedesAmount(_ word: TitleWord) -> Bool {
        word.tokens.last.map { vocabulary.precedesAmount($0.text) } ?? false
    }

    /// A number of a shade that ends the title, such as `240`, `NC42` or `2N1`.
    private static func removeCode(from words: inout [TitleWord]) -> String? {
        guard let last = words.lastIndex(where: { !$0.tokens.isEmpty }), last > 0, isCode(last, in: words) else {
            return nil
        }
        let code = TitleWord.text(of: words[last...])
        words.removeSubrange(last...)
        return code
    }

    private static func isCode(_ index: Int, in words: [TitleWord]) -> Bool {
        let tokens = words[index].tokens
        guard tokens.contains(where: { $0.kind == .number }), tokens.count <= 3,
            tokens.allSatisfy({ $0.text.utf8.count <= ($0.kind == .number ? 5 : 3) }),
            tokens.reduce(0, { $0 + $1.text.utf8.count }) >= 2
        else { return false }
        // `24h` and the 30 of `SPF 30` are no numbers of shades.
        return !tokens.contains { vocabulary.mayFollowAmount($0.text) && isNoUndertone($0, in: words[index]) }
            && !(index > 0 && precedesAmount(words[index - 1]))
    }

    /// The words that name the shade: a part behind a mark, one with a number if there is; else what follows the word
    /// for the product, or a number and what follows it.
    private static func shadePlace(in words: [TitleWord]) -> Range<Int>? {
        let parts = parts(of: words)
        if let part = parts.dropFirst().last(where: { $0.contains { isCode($0, in: words) } })
            ?? parts.dropFirst().last(where: { CategoryWords.read(TitleWord.text(of: words[$0])) == nil })
        {
            return part
        }
        guard let whole = parts.first else { return nil }
        if let noun = whole.last(where: { CategoryWords.read(words[$0].text) != nil }), noun + 1 < whole.upperBound {
            let next = words[noun + 1].tokens.first.flatMap { vocabulary.words[$0.text] }
            if next?.precedesAmount != true, next?.opensUndertone != true { return noun + 1..<whole.upperBound }
        }
        return whole.dropFirst().first { isCode($0, in: words) }.map { $0..<whole.upperBound }
    }

    /// What stands between marks, without empty parts.
    private static func parts(of words: [TitleWord]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        func close(_ end: Int) {
            if words[start..<end].contains(where: { !$0.tokens.isEmpty }) { parts.append(start..<end) }
            start = end
        }
        for (index, word) in words.enumerated() {
            if word.tokens.isEmpty || word.text.first == "(" || word.text.first == "[" { close(index) }
            if word.text.last == "," || word.text.last == ":" { close(index + 1) }
        }
        close(words.count)
        return parts
    }
}
