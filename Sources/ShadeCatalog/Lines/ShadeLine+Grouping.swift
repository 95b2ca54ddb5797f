extension ShadeLine.Key {
    /// - Complexity: O(*n*) in the length of the texts.
    public init(of listed: ListedShade, vocabulary: ShadeVocabulary = .standard) {
        var keys = LineKeys(vocabulary: vocabulary)
        self = keys.key(brand: listed.brand, product: listed.product, name: listed.name, category: listed.category)
    }

    /// - Complexity: O(*n*) in the length of the texts.
    public init(of shade: Shade, vocabulary: ShadeVocabulary = .standard) {
        var keys = LineKeys(vocabulary: vocabulary)
        self = keys.key(brand: shade.brand, product: shade.product, name: shade.name, category: shade.category)
    }
}

/// Makes keys of one shade after another. What was made of the last brand and product is kept, for a line's rows repeat
/// them.
private struct LineKeys {
    let vocabulary: ShadeVocabulary
    private var brand = (text: "", plain: "")
    private var product = (text: "", words: [NameToken](), plain: "")

    init(vocabulary: ShadeVocabulary) { self.vocabulary = vocabulary }

    mutating func key(brand: String, product: String, name: String, category: ShadeCategory) -> ShadeLine.Key {
        if brand != self.brand.text { self.brand = (brand, NameToken.words(of: brand).plain) }
        if product != self.product.text {
            let words = NameToken.words(of: product)
            self.product = (product, words, vocabulary.plain(words[...]))
        }
        return ShadeLine.Key(brand: self.brand.plain, product: productWithout(name), category: category)
    }

    /// The product's words without the shade's name at their end, where some feeds add it.
    private func productWithout(_ name: String) -> String {
        guard let last = product.words.last?.text.utf8.last, mayEnd(name, with: last) else { return product.plain }
        let words = NameToken.words(of: name).map(\.text)
        let rest = product.words.dropLast(words.count)
        guard !words.isEmpty, !rest.isEmpty, product.words[rest.endIndex...].map(\.text) == words else {
            return product.plain
        }
        return vocabulary.plain(rest)
    }

    /// Whether a name's last word may end with a byte: most do not, and need no splitting.
    private func mayEnd(_ name: String, with byte: UInt8) -> Bool {
        switch name.utf8.last {
        case let last? where (0x30...0x39).contains(last) || (0x61...0x7A).contains(last): last == byte
        case let last? where (0x41...0x5A).contains(last): last | 0x20 == byte
        default: true
        }
    }

}

extension ShadeVocabulary {
    /// The words without sizes and notices.
    func plain(_ words: ArraySlice<NameToken>) -> String {
        var kept: [NameToken] = []
        var index = words.startIndex
        while index < words.endIndex {
            let word = words[index]
            let next = index + 1 < words.endIndex ? words[index + 1].text : ""
            if word.kind == .number, isUnit(next) {
                // `0.44 fl oz`: the number and every unit after it.
                index += 2
                while index < words.endIndex, isUnit(words[index].text) { index += 1 }
                continue
            }
            if self.words[word.text]?.isIgnored != true { kept.append(word) }
            index += 1
        }
        return (kept.isEmpty ? words : kept[...]).plain
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
        var keys = LineKeys(vocabulary: vocabulary)
        for shade in listed {
            let key = keys.key(
                brand: shade.brand, product: shade.product, name: shade.name, category: shade.category)
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
