/// A word of a title as it stands, and what it is made of.
struct TitleWord {
    let text: Substring
    /// Without marks.
    let tokens: [NameToken]

    static func words(of text: String) -> [TitleWord] {
        text.split(whereSeparator: \.isWhitespace).map { word in
            TitleWord(text: word, tokens: NameToken.words(of: String(word)))
        }
    }

    /// The words in a row, without marks at the ends, marks in a row and halves of brackets.
    static func text(of words: ArraySlice<TitleWord>) -> String {
        var kept: [Substring] = []
        var wasMark = true
        for word in words {
            if !word.tokens.isEmpty || !wasMark { kept.append(word.text) }
            wasMark = word.tokens.isEmpty
        }
        var text = kept.joined(separator: " ")[...]
        if text.count(where: { "([".contains($0) }) != text.count(where: { ")]".contains($0) }) {
            text.removeAll { "()[]".contains($0) }
        }
        func isEdge(_ character: Character) -> Bool { " -–—,:;|/·•".contains(character) }
        text = text.drop(while: isEdge)
        while let last = text.last, isEdge(last) { text.removeLast() }
        // A bracket about all of it.
        if text.first == "(", text.last == ")", text.count(where: { $0 == "(" }) == 1 {
            text = text.dropFirst().dropLast()
        }
        return String(text)
    }
}
