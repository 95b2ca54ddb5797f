/// Adds up what the words of a shade say; a word said twice counts once.
struct WordSum {
    /// Places of the words that have counted; few, so that looking through them is quickest.
    private var seenDepths: [Int] = []
    private var seenLeans: [Int] = []
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

    /// - Parameter meanings: Of each token, where the vocabulary knows it.
    mutating func add(_ tokens: [NameToken], _ meanings: [ShadeVocabulary.Word?]) {
        var undertones = 0..<0
        for index in tokens.indices {
            if index >= undertones.upperBound { undertones = undertoneWords(from: index, tokens, meanings) }
            guard let word = meanings[index] else { continue }
            let isNamed = undertones.contains(index)
            if !isNamed, let depth = word.depth, !seenDepths.contains(word.place) {
                seenDepths.append(word.place)
                let place = depth.isOrdinal ? intensified(depth.depth, at: index, meanings) : depth.depth
                depths.add(place, weight: 1 / (depth.spread * depth.spread))
            }
            if word.lean != nil || word.olive != nil, !seenLeans.contains(word.place) {
                seenLeans.append(word.place)
                let isSoft = index > 0 && meanings[index - 1]?.isSoftener == true
                let factor = (isNamed ? Self.undertoneWeight : 1) * (isSoft ? 0.5 : 1)
                if let weight = word.olive {
                    olive += factor * weight
                } else if let lean = word.lean {
                    leans.add(lean.lean, weight: factor * lean.weight)
                }
            }
        }
    }

    /// The letters beside a number, such as `nc`; the brand's own meaning goes first.
    mutating func add(letters: String, brand: String?, _ vocabulary: ShadeVocabulary) {
        let own = brand.flatMap { vocabulary.brandLeans[SwatchSkinMap.key($0)] }
        if let lean = own?[letters] ?? vocabulary.letterLeans[letters] {
            leans.add(lean.lean, weight: lean.weight)
        } else if vocabulary.oliveLetters.contains(letters) {
            olive += 0.7
        }
    }

    /// `very fair` and `extra deep` lie nearer to their end; `very medium` says nothing more.
    private func intensified(_ depth: Double, at index: Int, _ meanings: [ShadeVocabulary.Word?]) -> Double {
        var share = 0.0
        var before = index - 1
        while before >= 0, let more = meanings[before]?.intensifier {
            share += (1 - share) * more
            before -= 1
        }
        guard share != 0, abs(depth - 0.5) > 0.1 else { return depth }
        return min(max(depth + ((depth < 0.5 ? 0 : 1) - depth) * share, 0), 1)
    }

    /// The words from `index` to a noun such as `undertones` no more than six on, if `index` follows an opener, such as
    /// `with`, a bracket or a comma, and none stands between; else none.
    private func undertoneWords(
        from index: Int, _ tokens: [NameToken], _ meanings: [ShadeVocabulary.Word?]
    ) -> Range<Int> {
        func opens(_ place: Int) -> Bool {
            guard tokens[place].kind == .mark else { return meanings[place]?.opensUndertone == true }
            return switch tokens[place].text {
            case "(", ",", ";", "/", "&": true
            default: false
            }
        }
        guard index > 0, opens(index - 1) else { return 0..<0 }
        for place in index..<min(index + 6, tokens.count) {
            if meanings[place]?.isUndertoneNoun == true { return index..<place }
            if opens(place) { break }
        }
        return 0..<0
    }
}
