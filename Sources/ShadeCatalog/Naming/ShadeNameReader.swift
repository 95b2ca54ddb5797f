/// Reads what shade names say: depth words, undertone words, numbers and the letters beside them.
///
/// One shade at a time; what a number means only its line can tell, see `ShadeLine`.
public struct ShadeNameReader: Sendable {
    let vocabulary: ShadeVocabulary

    public init(vocabulary: ShadeVocabulary = .standard) { self.vocabulary = vocabulary }
}

extension ShadeNameReader {
    /// - Parameters:
    ///   - name: What the label says, such as `355N` or `Deep 3 warm`.
    ///   - description: The brand's sentence about the shade.
    ///   - brand: Some brands' letters mean something of their own.
    /// - Complexity: O(*n*), at most the first thousand characters of each text.
    public func clues(name: String, description: String? = nil, brand: String? = nil) -> ShadeClues {
        clues(name: name, texts: [name, description ?? ""], brand: brand)
    }

    /// Reads name, description and the feed's own depth; an undertone the feed states goes before what names say.
    public func clues(of listed: ListedShade) -> ShadeClues {
        var clues = clues(
            name: listed.name, texts: [listed.name, listed.depth ?? "", listed.description ?? ""], brand: listed.brand)
        if let undertone = listed.undertone {
            clues.undertone = undertone
            clues.undertoneConfidence = 1
        }
        return clues
    }

    private func clues(name: String, texts: [String], brand: String?) -> ShadeClues {
        var clues = ShadeClues()
        var words = WordSum()
        for (index, text) in texts.enumerated() where !text.isEmpty {
            let tokens = NameToken.tokens(of: text)
            let meanings = tokens.map { $0.kind == .letters ? vocabulary.words[$0.text] : nil }
            words.add(tokens, meanings)
            // A sentence's number counts only where the label has none.
            if index == 0 || index == texts.count - 1, clues.number == nil {
                readNumber(in: tokens, meanings, into: &clues)
            }
        }
        if let series = clues.series { words.add(letters: series.lowercased(), brand: brand, vocabulary) }
        clues.depth = words.depth
        clues.depthSpread = words.depthSpread
        (clues.undertone, clues.undertoneConfidence) = words.undertone
        return clues
    }
}

// MARK: - Numbers

extension ShadeNameReader {
    /// Longer numbers are article numbers and barcodes.
    private static var longestNumber: Int { 6 }

    private func readNumber(
        in tokens: [NameToken], _ meanings: [ShadeVocabulary.Word?], into clues: inout ShadeClues
    ) {
        for (index, token) in tokens.enumerated() where token.kind == .number {
            guard token.text.utf8.count <= Self.longestNumber, !isAmount(index, in: tokens, meanings),
                let value = Double(token.text)
            else { continue }
            clues.number = value
            if let point = token.text.firstIndex(of: ".") {
                let digits = token.text[token.text.index(after: point)...]
                clues.minor = Int(digits).map { .init(value: $0, digits: digits.utf8.count) }
            }
            var letters = ""
            if index > 0, isSeries(tokens[index - 1], isGlued: token.isGlued) { letters = tokens[index - 1].text }
            if index + 1 < tokens.count, isSeries(tokens[index + 1], isGlued: tokens[index + 1].isGlued) {
                letters += tokens[index + 1].text
                // `2N1`: the digit after the letter tells apart what shares a depth.
                if index + 2 < tokens.count, tokens[index + 2].kind == .number, tokens[index + 2].isGlued,
                    tokens[index + 2].text.utf8.count == 1, let step = Double(tokens[index + 2].text)
                {
                    clues.number = value + step / 10
                    clues.minor = nil
                }
            }
            clues.series = letters.isEmpty ? nil : letters.uppercased()
            return
        }
    }

    private func isAmount(_ index: Int, in tokens: [NameToken], _ meanings: [ShadeVocabulary.Word?]) -> Bool {
        if index > 0, meanings[index - 1]?.precedesAmount == true { return true }
        guard index + 1 < tokens.count else { return false }
        return tokens[index + 1].text == "%" || meanings[index + 1]?.followsAmount == true
    }

    /// Letters that touch a number belong to it if they are few; letters apart only if they are known to.
    private func isSeries(_ token: NameToken, isGlued: Bool) -> Bool {
        guard token.kind == .letters, token.text.utf8.count <= 3 else { return false }
        return isGlued || vocabulary.letterLeans[token.text] != nil || vocabulary.oliveLetters.contains(token.text)
            || vocabulary.letterDepths[token.text] != nil
    }
}
