internal import ColorScience

/// How far the undertone that a feed's own words give its shades agrees with the one that the rule for skin gives their
/// swatches' colours.
///
/// The colour goes through the feed's own map from swatches to skin, without the words for undertones that it is to be
/// compared with. Olive is apart: it is no place between cool and warm.
package struct UndertoneAgreement: Sendable {
    /// Rows are words, columns colours, each cool, neutral, warm.
    package private(set) var confusion = [[Int]](repeating: [Int](repeating: 0, count: 3), count: 3)
    /// Of the shades called olive, how many the rule calls olive.
    package private(set) var oliveFound = (count: 0, total: 0)
    /// Of the shades with another word, how many the rule calls olive.
    package private(set) var oliveElsewhere = 0
    /// What the rule makes of the shades called olive: cool, neutral, warm.
    package private(set) var oliveLeanings = [0, 0, 0]
    /// Base shades with a swatch whose words say nothing about their undertone, or hardly anything.
    package private(set) var wordless = 0
    /// Mean hue difference to typical skin of the same depth (ΔH*ab, towards yellow) of the skins worked out, by word:
    /// cool, neutral, warm; `nil` where there are none.
    package var meanLeans: [Double?] { leans.map { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) } }

    private var leans = [[Double]](repeating: [], count: 3)
    private static let order: [Undertone] = [.cool, .neutral, .warm]

    /// How sure words must be: `neutral golden` says less than `cool`.
    package static let sureness = 0.5

    /// - Complexity: O(*n*) for lines of bounded length, and *n* log *n* for the ranks.
    package init(of feed: [ListedShade]) {
        let clues = ShadeLine.clues(of: feed)
        let map = SwatchSkinMapFitter.map(of: feed, clues: clues)
        for (listed, clues) in zip(feed, clues) where listed.isSkinColored {
            guard let hex = listed.hex else { continue }
            add(hex.lab, source: listed.brand, clues: clues, map: map)
        }
    }

    private mutating func add(_ swatch: Lab<D65>, source: String, clues: ShadeClues, map: SwatchSkinMap) {
        guard let word = clues.undertone, clues.undertoneConfidence >= Self.sureness else {
            wordless += 1
            return
        }
        var wordless = clues
        (wordless.undertone, wordless.undertoneConfidence) = (nil, 0)
        let skin = map.skin(ofSwatch: swatch, source: source, clues: wordless).lab
        let leaning = SkinLeaning(skin)
        guard let column = Self.order.firstIndex(of: leaning.undertone) else { return }
        let row: Int
        switch word {
        case .olive:
            oliveFound.total += 1
            if leaning.isOlive { oliveFound.count += 1 }
            oliveLeanings[column] += 1
            return
        case .cool: row = 0
        case .neutral: row = 1
        case .warm: row = 2
        }
        if leaning.isOlive { oliveElsewhere += 1 }
        confusion[row][column] += 1
        leans[row].append(skin.hueDifference(from: TypicalSkin.color(at: skin.lightness)))
    }
}

extension UndertoneAgreement {
    /// Shades compared, olive ones aside.
    package var count: Int { confusion.joined().reduce(0, +) }

    /// Share of shades for which word and colour say the same; `nil` of none.
    package var agreement: Double? {
        count > 0 ? Double((0..<3).reduce(0) { $0 + confusion[$1][$1] }) / Double(count) : nil
    }

    /// Agreement beyond chance, 1 for all and 0 for what two blind judges would reach; `nil` where chance explains all.
    /// - Source: Cohen 1960.
    package var kappa: Double? { Self.kappa(of: confusion.map { $0.map(Double.init) }) }

    /// The same if as many colours were called cool and warm as words are, the furthest to either side: what the
    /// colours know, whatever the rule's cut points. Colours that lean alike share their ranks.
    package var rankedKappa: Double? {
        let ranked = leans.enumerated().flatMap { row, leans in leans.map { (lean: $0, row: row) } }.sorted { $0 < $1 }
        let (cool, neutral) = (leans[0].count, leans[0].count + leans[1].count)
        let bands = [0..<cool, cool..<neutral, neutral..<ranked.count]
        var table = [[Double]](repeating: [0, 0, 0], count: 3)
        var start = 0
        while start < ranked.count {
            let end = ranked[start...].firstIndex { $0.lean != ranked[start].lean } ?? ranked.count
            for shade in ranked[start..<end] {
                for (column, band) in bands.enumerated() {
                    table[shade.row][column] += Double(band.clamped(to: start..<end).count) / Double(end - start)
                }
            }
            start = end
        }
        return Self.kappa(of: table)
    }

    private static func kappa(of table: [[Double]]) -> Double? {
        let total = table.joined().reduce(0, +)
        guard total > 0 else { return nil }
        let (same, chance) = (0..<3).reduce((0.0, 0.0)) { sum, place in
            let row = table[place].reduce(0, +)
            let column = table.reduce(0) { $0 + $1[place] }
            return (sum.0 + table[place][place] / total, sum.1 + row * column / (total * total))
        }
        return chance < 1 ? (same - chance) / (1 - chance) : nil
    }

    /// The chance that of a shade called warm and one called cool the first leans further to the warm side: ½ where the
    /// swatches know nothing of the words, whatever cut points are chosen. `nil` where either kind is missing.
    package var warmAboveCool: Double? {
        let (cool, warm) = (leans[0].sorted(), leans[2].sorted())
        guard !cool.isEmpty, !warm.isEmpty else { return nil }
        var (below, upTo, sum) = (0, 0, 0.0)
        for lean in warm {
            while below < cool.count, cool[below] < lean { below += 1 }
            while upTo < cool.count, cool[upTo] <= lean { upTo += 1 }
            // Ties count half.
            sum += Double(below + upTo) / 2
        }
        return sum / Double(cool.count * warm.count)
    }
}
