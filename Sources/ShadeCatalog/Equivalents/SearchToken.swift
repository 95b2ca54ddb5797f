import Foundation

/// A word or a number of a text, with how it was written.
struct SearchToken: Sendable {
    /// Without capitals, accents and apostrophes; a number's decimal comma is a point.
    let text: String
    let isNumber: Bool
    /// Whether it belongs with the token before it, as `1` does in `2N1` and `42` in `NC-42`.
    let isGlued: Bool
    /// Where it stood.
    let range: Range<String.Index>
}

extension SearchToken {
    /// Letters and digits of a text that count; the rest is not looked at.
    static var textLimit: Int { 240 }
    static var tokenLimit: Int { 24 }

    private static let vocabulary = ShadeVocabulary.standard

    /// Whether a word says what a number is an amount of: `SPF 15`, `24 hour`, `30 ml`.
    private static func measures(_ word: String) -> Bool {
        vocabulary.precedesAmount(word) || vocabulary.followsAmount(word)
    }

    /// Splits between letters and digits too, so that `NC-42`, `nc 42` and `nc42` are the same; apostrophes join, and
    /// so does a point or comma between digits.
    static func tokens(of text: String) -> [SearchToken] {
        let scalars = text.unicodeScalars
        let end =
            scalars.index(scalars.startIndex, offsetBy: textLimit, limitedBy: scalars.endIndex) ?? scalars.endIndex
        var tokens: [SearchToken] = []
        var (index, start, kind) = (scalars.startIndex, scalars.startIndex, Kind.mark)
        var isDecimal = false
        func flush() {
            guard kind != .mark, tokens.count < tokenLimit else { return }
            append(start..<index, of: text, kind, to: &tokens)
        }
        while index < end {
            let scalar = scalars[index]
            var next = Kind(scalar)
            if scalar == "." || scalar == ",", kind == .digit, !isDecimal {
                let after = scalars.index(after: index)
                if after < end, Kind(scalars[after]) == .digit {
                    next = .digit
                    isDecimal = true
                }
            }
            if next == .joiner { next = kind }
            if next != kind {
                flush()
                (start, kind, isDecimal) = (index, next, false)
            }
            scalars.formIndex(after: &index)
        }
        flush()
        return tokens
    }

    private static func append(
        _ range: Range<String.Index>, of text: String, _ kind: Kind, to tokens: inout [SearchToken]
    ) {
        let word = folded(text[range])
        guard !word.isEmpty else { return }
        var isGlued = false
        if let last = tokens.last {
            let gap = text[last.range.upperBound..<range.lowerBound]
            let length = gap.isEmpty ? 3 : 2
            isGlued =
                (gap.isEmpty || ["-", "+", ".", "·", "_"].contains(gap)) && last.isShort(length)
                && (kind == .digit || word.unicodeScalars.count <= length && !measures(word))
        }
        tokens.append(SearchToken(text: word, isNumber: kind == .digit, isGlued: isGlued, range: range))
    }

    private enum Kind {
        case letter, digit, joiner, mark

        init(_ scalar: Unicode.Scalar) {
            let wide = (0xFF10...0xFF19).contains(scalar.value)
            self =
                ("0"..."9").contains(scalar) || wide
                ? .digit
                : scalar == "'" || scalar == "’" || scalar.properties.generalCategory == .nonspacingMark
                    ? .joiner : scalar.properties.isAlphabetic ? .letter : .mark
        }
    }

    private static func folded(_ part: Substring) -> String {
        var text = ""
        for scalar in part.unicodeScalars where scalar != "'" && scalar != "’" {
            text.unicodeScalars.append(scalar == "," ? "." : scalar)
        }
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .lowercased()
    }

    /// Whether it can be part of a shade's number: a number, or a few letters.
    func isShort(_ letters: Int) -> Bool {
        isNumber || text.unicodeScalars.count <= letters && !Self.measures(text)
    }

    /// Whether a number of these is an amount of something, such as the 15 of `SPF 15`.
    static func isAmount(_ index: Int, in tokens: [SearchToken]) -> Bool {
        guard tokens[index].isNumber else { return false }
        if index > 0, vocabulary.precedesAmount(tokens[index - 1].text) { return true }
        return index + 1 < tokens.count && vocabulary.followsAmount(tokens[index + 1].text)
    }

    /// The tokens with a space around each.
    static func phrase(_ tokens: [SearchToken]) -> String { tokens.reduce(into: " ") { $0 += $1.text + " " } }

    /// Ranges of tokens that belong together, in order; most are of one.
    static func groups(of tokens: [SearchToken]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in tokens.indices {
            if tokens[index].isGlued, let last = groups.last {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }
}
