/// What the brands of a catalog are called, and which of them a text names.
struct BrandNames: Sendable {
    /// Brands by words of their names, by neighbouring words written as one, and by initials.
    private var brands: [String: [Int32]] = [:]
    /// How many shades each key stands for.
    private var shades: [String: Int] = [:]
    /// Keys of more than one word, or all that tells the brand from others.
    private var sufficient: Set<String> = []
    private var distinctive: Set<String> = []

    mutating func add(_ brand: Int32, name: String, shades count: Int) {
        let tokens = SearchToken.tokens(of: name)
        var keys: [String: Bool] = [:]
        for start in tokens.indices {
            for end in (start + 1)...min(tokens.count, start + 6) {
                let key = tokens[start..<end].map(\.text).joined()
                let isWritten = name[tokens[start].range]
                keys[key] = keys[key] == true || end > start + 1 || isWritten == isWritten.uppercased()
            }
        }
        if tokens.count >= 3 { keys[String(tokens.compactMap(\.text.first))] = true }
        for (key, isSufficient) in keys {
            brands[key, default: []].append(brand)
            shades[key, default: 0] += count
            if isSufficient { sufficient.insert(key) }
        }
    }

    /// Brands that have a word; `nil` where none does.
    func owners(of key: String) -> [Int32]? { brands[key] }

    /// Brands that have a word one slip of the keys away.
    func owners(near key: String) -> Set<Int32> {
        Set(brands.filter { SearchVocabulary.isOneSlip(key, $0.key) }.values.joined())
    }

    /// To be called once all brands are in.
    /// - Parameter elsewhere: How many shades of other brands have a word in their line's or their own name.
    mutating func finish(names: some Collection<String>, elsewhere: [String: Int]) {
        // `Beauty` names nobody, so the other words of such a brand have to do, however short.
        for name in names {
            let telling = SearchToken.tokens(of: name).map(\.text).filter { (brands[$0]?.count ?? 0) < 3 }
            if telling.count == 1 { sufficient.insert(telling[0]) }
        }
        distinctive = Set(
            brands.filter { key, owners in
                guard owners.count <= 2, key.utf8.count >= 3, key.utf8.count >= 4 || sufficient.contains(key) else {
                    return false
                }
                let own = shades[key] ?? 0
                return own >= (elsewhere[key] ?? 0) * 3
            }.keys)
    }

    /// The brands a text names, by the places of the tokens that name them.
    /// - Parameter isKnown: Whether a token is a word of the catalog, which then is no slip of the keys.
    func named(in tokens: [SearchToken], isKnown: (String) -> Bool) -> [Int: Set<Int32>] {
        var named: [Int: Set<Int32>] = [:]
        for length in stride(from: min(6, tokens.count), to: 0, by: -1) {
            for start in 0...(tokens.count - length) {
                let range = start..<start + length
                guard range.allSatisfy({ named[$0] == nil }) else { continue }
                let text = tokens[range].map(\.text).joined()
                guard let key = distinctive.contains(text) ? text : length == 1 ? slip(text, isKnown) : nil else {
                    continue
                }
                for place in range { named[place] = Set(brands[key] ?? []) }
            }
        }
        return named
    }

    /// The brand's word that a mistyped or shortened one stands for.
    private func slip(_ typed: String, _ isKnown: (String) -> Bool) -> String? {
        guard typed.utf8.count >= 4, typed.first?.isNumber == false, !isKnown(typed) else { return nil }
        var found: String?
        for key in distinctive where key.utf8.count >= 4 {
            // Four letters leave room for many a word that is none of the brand's.
            if key.utf8.count == 4 || typed.utf8.count == 4, key.first != typed.first { continue }
            let isBeginning = key.hasPrefix(typed) && typed.utf8.count * 5 >= key.utf8.count * 3
            guard isBeginning || SearchVocabulary.isOneSlip(typed, key) else { continue }
            if found.map({ key < $0 }) ?? true { found = key }
        }
        return found
    }
}
