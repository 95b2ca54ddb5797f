/// The numbers of a shade's name, such as `2N1`, `4.25` or `NC 42`, as keys that keep the order of their parts.
struct ShadeCode {
    /// How surely each key means the shade, 0...1.
    private(set) var keys: [String: Float] = [:]
    /// Places of the name's tokens that the keys speak for.
    private(set) var places: Set<Int> = []
    /// Letters that stand at numbers, such as the `NC` of `NC42`.
    private(set) var series: Set<String> = []

    /// `3N` for `3 Neutral`: brands abbreviate so, yet another shade may be labelled so outright.
    static var initials: Float { 0.85 }
    /// `42` for `NC42`: half of the code is left out.
    static var numberAlone: Float { 0.6 }
    /// `2` for `2.0`, `10` for `010`.
    static var zeros: Float { 0.95 }
    /// Keys from here on are the shade's whole code, written in one way or another.
    static var whole: Float { 0.8 }

    init(of tokens: [SearchToken]) {
        let groups = SearchToken.groups(of: tokens)
        for (place, group) in groups.enumerated() where tokens[group].contains(where: \.isNumber) {
            let key = Self.key(of: tokens[group])
            add(key, 1)
            add(Self.withoutZeros(tokens[group]), Self.zeros)
            places.formUnion(group)
            let letters = tokens[group].filter { !$0.isNumber }
            series.formUnion(letters.map(\.text))
            if !letters.isEmpty, letters.count + 1 == group.count, let number = tokens[group].first(where: \.isNumber) {
                add(number.text, Self.numberAlone)
            }
            for neighbor in [place - 1, place + 1] where groups.indices.contains(neighbor) {
                let side = groups[neighbor]
                guard side.count == 1, !tokens[side.lowerBound].isNumber, tokens[side.lowerBound].isShort(2) else {
                    continue
                }
                let both = min(group.lowerBound, side.lowerBound)..<max(group.upperBound, side.upperBound)
                add(Self.key(of: tokens[both]), 1)
                places.formUnion(side)
                series.insert(tokens[side.lowerBound].text)
            }
            if letters.isEmpty {
                var abbreviated = key
                for word in tokens[group.upperBound...].prefix(2) where !word.isNumber {
                    abbreviated += String(word.text.prefix(1))
                    add(abbreviated, Self.initials)
                }
            }
        }
    }

    private mutating func add(_ key: String, _ quality: Float) { keys[key] = max(keys[key] ?? 0, quality) }

    /// The tokens as one; numbers beside each other stay two.
    static func key(of tokens: ArraySlice<SearchToken>, between: String = ".") -> String {
        var (key, wasNumber) = ("", false)
        for token in tokens {
            if wasNumber, token.isNumber { key += between }
            key += token.text
            wasNumber = token.isNumber
        }
        return key
    }

    /// The key with `1.0` as `1` and `010` as `10`.
    static func withoutZeros(_ tokens: ArraySlice<SearchToken>) -> String {
        key(
            of: ArraySlice(
                tokens.map { token in
                    guard token.isNumber else { return token }
                    var text = token.text[...]
                    if text.contains(".") {
                        while text.hasSuffix("0") { text.removeLast() }
                        if text.hasSuffix(".") { text.removeLast() }
                    }
                    while text.hasPrefix("0"), text.dropFirst().first?.isNumber == true { text.removeFirst() }
                    return SearchToken(text: String(text), isNumber: true, isGlued: token.isGlued, range: token.range)
                }))
    }

    /// Ways to read tokens of a text as a code, with how sure each is.
    static func readings(of tokens: ArraySlice<SearchToken>) -> [(key: String, quality: Float)] {
        let (key, plain) = (key(of: tokens), withoutZeros(tokens))
        guard zip(tokens, tokens.dropFirst()).contains(where: { $0.isNumber && $1.isNumber }) else {
            return [(key: key, quality: 1)] + (plain == key ? [] : [(key: plain, quality: zeros)])
        }
        // `4 2` is 4.2 before it is 42.
        return [(key: key, quality: 0.9), (key: Self.key(of: tokens, between: ""), quality: 0.85)]
    }
}
