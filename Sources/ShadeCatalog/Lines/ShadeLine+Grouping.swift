extension ShadeLine.Key {
    /// - Complexity: O(*n*) in the length of the texts.
    public init(of listed: ListedShade, vocabulary: ShadeVocabulary = .standard) {
        self.init(
            brand: listed.brand, product: listed.product, name: listed.name, category: listed.category,
            vocabulary: vocabulary)
    }

    /// - Complexity: O(*n*) in the length of the texts.
    public init(of shade: Shade, vocabulary: ShadeVocabulary = .standard) {
        self.init(
            brand: shade.brand, product: shade.product, name: shade.name, category: shade.category,
            vocabulary: vocabulary)
    }

    private init(brand: String, product: String, name: String, category: ShadeCategory, vocabulary: ShadeVocabulary) {
        self.init(
            brand: Self.plain(NameToken.tokens(of: brand)[...]),
            product: Self.plainProduct(product, name: name, vocabulary), category: category)
    }

    /// The product's words without sizes and notices, and without the shade's name at its end, where some feeds add it.
    private static func plainProduct(_ product: String, name: String, _ vocabulary: ShadeVocabulary) -> String {
        var words = NameToken.tokens(of: product).filter { $0.kind != .mark }[...]
        let name = NameToken.tokens(of: name).filter { $0.kind != .mark }.map(\.text)
        if !name.isEmpty, words.count > name.count, words.suffix(name.count).map(\.text) == name {
            words = words.dropLast(name.count)
        }
        var kept: [NameToken] = []
        var index = words.startIndex
        while index < words.endIndex {
            let word = words[index]
            let next = index + 1 < words.endIndex ? words[index + 1].text : ""
            if word.kind == .number, isUnit(next, vocabulary) {
                // `0.44 fl oz`: the number and every unit after it.
                index += 2
                while index < words.endIndex, isUnit(words[index].text, vocabulary) { index += 1 }
                continue
            }
            if vocabulary.words[word.text]?.isIgnored != true { kept.append(word) }
            index += 1
        }
        return plain(kept.isEmpty ? words : kept[...])
    }

    private static func isUnit(_ word: String, _ vocabulary: ShadeVocabulary) -> Bool {
        (vocabulary.words[word]?.followsAmount == true && !word.hasPrefix("h")) || word == "g"
    }

    private static func plain(_ tokens: ArraySlice<NameToken>) -> String {
        tokens.filter { $0.kind != .mark }.map(\.text).joined(separator: " ")
    }
}

extension ShadeLine {
    /// Places of the shades of each line, lines in the order of their first shade.
    static func grouped(_ listed: [ListedShade], vocabulary: ShadeVocabulary) -> [[Int]] {
        struct Group: Hashable {
            var brand: String
            var group: String
            var category: ShadeCategory
        }
        var lines: [Int] = []  // The line of each key; a line may have been joined to an earlier one.
        var parents: [Int] = []
        var byKey: [Key: Int] = [:]
        var byGroup: [Group: Int] = [:]

        func root(_ line: Int) -> Int {
            var line = line
            while parents[line] != line {
                parents[line] = parents[parents[line]]
                line = parents[line]
            }
            return line
        }
        for shade in listed {
            let key = Key(of: shade, vocabulary: vocabulary)
            var line = byKey[key].map(root)
            if let text = shade.group, !text.isEmpty {
                let group = Group(brand: key.brand, group: text, category: key.category)
                if let other = byGroup[group].map(root) {
                    if let own = line, own != other {
                        parents[max(own, other)] = min(own, other)
                        line = min(own, other)
                    } else {
                        line = other
                    }
                }
                if line == nil {
                    line = parents.count
                    parents.append(parents.count)
                }
                byGroup[group] = line
            }
            if line == nil {
                line = parents.count
                parents.append(parents.count)
            }
            byKey[key] = line
            lines.append(line ?? 0)
        }
        var members: [[Int]] = Array(repeating: [], count: parents.count)
        for (index, line) in lines.enumerated() { members[root(line)].append(index) }
        return members.filter { !$0.isEmpty }
    }
}
