/// Adds up what the words of a shade say; a word said twice counts once.
struct WordSum {
    private let vocabulary: ShadeVocabulary
    private var seenDepths: Set<String> = []
    private var seenLeans: Set<String> = []
    private var depths = Moments()
    private var leans = Moments()
    private var olive = 0.0

    /// Weighted sums up to the second order.
    private struct Moments {
        var weight = 0.0
        var first = 0.0
        var second = 0.0

        mutating func add(_ value: Double, weight: Double) {
            self.weight += weight
            first += weight * value
            second += weight * value * value
        }

        var mean: Double { first / weight }
        var variance: Double { max(second / weight - mean * mean, 0) }
    }

    init(vocabulary: ShadeVocabulary) { self.vocabulary = vocabulary }
}

extension WordSum {
    /// Below this two ordinals are one: no brand's words are finer.
    private static var leastSpread: Double { 0.04 }
    /// A lean up to here is neutral; half of `cool neutral` lies beyond.
    private static var neutralLean: Double { 0.3 }
    /// What a sentence calls an undertone counts more than a word beside it.
    private static var undertoneWeight: Double { 2 }

    var depth: Double? { depths.weight > 0 ? depths.mean : nil }

    /// Of the mean, and of words at odds: `medium to deep` is no better known than its parts lie apart.
    var depthSpread: Double {
        guard depths.weight > 0 else { return ShadeClues().depthSpread }
        return max((1 / depths.weight + depths.variance / 4).squareRoot(), Self.leastSpread)
    }

    var undertone: (ShadeUndertone?, confidence: Double) {
        if olive >= 0.5 { return (.olive, olive / (olive + leans.weight / 4)) }
        guard leans.weight > 0 else { return (nil, 0) }
        let agreement = min(leans.weight, 1) * max(1 - leans.variance, 0)
        let lean = leans.mean
        if abs(lean) < Self.neutralLean {
            return (.neutral, agreement * (1 - abs(lean) / (2 * Self.neutralLean)))
        }
        return (lean < 0 ? .cool : .warm, agreement * abs(lean))
    }

    mutating func add(_ tokens: [NameToken]) {
        let undertones = undertoneWords(of: tokens)
        for (index, token) in tokens.enumerated() where token.kind == .letters {
            if !undertones.contains(index), let depth = vocabulary.depths[token.text],
                seenDepths.insert(token.text).inserted
            {
                let place = depth.isOrdinal ? intensified(depth.depth, at: index, in: tokens) : depth.depth
                depths.add(place, weight: 1 / (depth.spread * depth.spread))
            }
            addLean(of: token.text, at: index, in: tokens, isNamed: undertones.contains(index))
        }
    }

    /// The letters beside a number, such as `nc`; the brand's own meaning goes first.
    mutating func add(letters: String, brand: String?) {
        let own = brand.flatMap { vocabulary.brandLeans[$0.lowercased()] }
        if let lean = own?[letters] ?? vocabulary.letterLeans[letters] {
            leans.add(lean.lean, weight: lean.weight)
        } else if vocabulary.oliveLetters.contains(letters) {
            olive += 0.7
        }
    }

    private mutating func addLean(of word: String, at index: Int, in tokens: [NameToken], isNamed: Bool) {
        let isOlive = vocabulary.oliveWords.contains(word)
        guard isOlive || vocabulary.leans[word] != nil, seenLeans.insert(word).inserted else { return }
        var factor = isNamed ? Self.undertoneWeight : 1
        if index > 0, vocabulary.softeners.contains(tokens[index - 1].text) { factor /= 2 }
        if isOlive {
            olive += factor * vocabulary.oliveWeight
        } else if let lean = vocabulary.leans[word] {
            leans.add(lean.lean, weight: factor * lean.weight)
        }
    }

    /// `very fair` and `extra deep` lie nearer to their end; `very medium` says nothing more.
    private func intensified(_ depth: Double, at index: Int, in tokens: [NameToken]) -> Double {
        var share = 0.0
        var before = index - 1
        while before >= 0, let more = vocabulary.intensifiers[tokens[before].text] {
            share += (1 - share) * more
            before -= 1
        }
        guard share != 0, abs(depth - 0.5) > 0.1 else { return depth }
        return min(max(depth + ((depth < 0.5 ? 0 : 1) - depth) * share, 0), 1)
    }

    /// The places of words between `with` and `undertones`, or a bracket or comma and it.
    private func undertoneWords(of tokens: [NameToken]) -> Set<Int> {
        var places = Set<Int>()
        for (index, token) in tokens.enumerated() where vocabulary.undertoneNouns.contains(token.text) {
            var start = index
            while start > 0, index - start < 6, !opensUndertone(tokens[start - 1]) { start -= 1 }
            if start > 0, index - start < 6 { places.formUnion(start..<index) }
        }
        return places
    }

    private func opensUndertone(_ token: NameToken) -> Bool {
        token.kind == .mark ? "(,;/&".contains(token.text) : vocabulary.undertoneOpeners.contains(token.text)
    }
}
