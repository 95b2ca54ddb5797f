internal import ColorScience

/// The shades of one product, and what their names tell once they are read together.
public struct ShadeLine: Sendable {
    /// The first row's; rows of the feed's own group may have others.
    public let key: Key
    /// The brand and the product as the line's first row writes them.
    public let brand: String
    public let product: String
    /// Places of the line's shades in what was grouped, in that order.
    public let members: [Int]
    /// For each member what its own words say, completed by its number's place among the line's.
    public let clues: [ShadeClues]
    /// How the line counts; `nil` where fewer than three shades have a number.
    public let numbering: ShadeNumbering?

    /// What tells lines apart: the names without case, accents, marks, sizes and notices such as NEW.
    public struct Key: Sendable, Hashable {
        /// Plain words with blanks between.
        public let brand: String
        /// Plain words, without the shade's name at the end.
        public let product: String
        /// One product for two purposes makes two lines.
        public let category: ShadeCategory
    }
}

extension ShadeLine {
    /// Reads the names of one line's shades together.
    /// - Parameters:
    ///   - listed: All of one line.
    ///   - members: Their places in a larger whole; 0, 1, 2 … when not given.
    /// - Complexity: O(*n*²) for lines up to six hundred shades, O(*n* log *n*) beyond.
    public init(of listed: [ListedShade], members: [Int]? = nil, reader: ShadeNameReader = ShadeNameReader()) {
        let series = NumberSeries(
            members: listed.map { shade in
                let lightness = shade.lab?.lightness ?? shade.hex?.lab.lightness
                return NumberSeries.Member(clues: reader.clues(of: shade), lightness: lightness)
            },
            vocabulary: reader.vocabulary)
        key =
            listed.first.map { Key(of: $0, vocabulary: reader.vocabulary) }
            ?? Key(brand: "", product: "", category: .foundation)
        brand = listed.first?.brand ?? ""
        product = listed.first?.product ?? ""
        self.members = members ?? Array(listed.indices)
        clues = series.members.map(\.clues)
        numbering = series.numbering
    }

    /// Puts shades into lines and reads each line's names, in the order of their first shades.
    ///
    /// Shades are of one line when brand, category and product agree, or brand, category and the feed's own group.
    /// - Complexity: O(*n*) for lines of bounded length.
    public static func lines(of listed: [ListedShade], reader: ShadeNameReader = ShadeNameReader()) -> [ShadeLine] {
        grouped(listed, vocabulary: reader.vocabulary).map { members in
            ShadeLine(of: members.map { listed[$0] }, members: members, reader: reader)
        }
    }

    /// What the names of each shade tell, read with the rest of its line.
    /// - Complexity: O(*n*) for lines of bounded length.
    static func clues(of listed: [ListedShade]) -> [ShadeClues] {
        var clues = [ShadeClues](repeating: ShadeClues(), count: listed.count)
        for line in lines(of: listed) {
            for (member, own) in zip(line.members, line.clues) { clues[member] = own }
        }
        return clues
    }
}
