import ColorScience
package import Consultation
package import ShadeCatalog

/// What a consultation says, in a language: plain text, neither coloured nor escaped.
package struct ConsultationWording: Sendable {
    package let language: String
    package let texts: Wording
    private let book: QuestionBook
    private let catalog: ShadeCatalog

    /// - Parameter language: Such as `en`; English for one that there is no wording in.
    package init(language: String, book: QuestionBook, catalog: ShadeCatalog) {
        (self.language, self.book, self.catalog) = (language, book, catalog)
        texts = language == "de" ? Self.german : Self.english
    }

    private static let english = Wording(yaml: PackageResources.consult_words_en_yaml)
    private static let german = Wording(yaml: PackageResources.consult_words_de_yaml)
}

extension ConsultationWording {
    /// Finish, coverage, formula, hours and price.
    package func details(of shade: Shade) -> String {
        let words = [
            shade.finish.map { texts($0.rawValue) }, shade.coverage.map { texts($0.rawValue) },
            shade.formula.map { texts("formula_" + $0.rawValue) }, shade.wear.map { Figure.decimal($0) + " h" },
        ]
        return (words.compactMap(\.self) + (shade.price.map { [$0.text] } ?? [])).joined(separator: ", ")
    }

    /// An option's own words, its shade, or its amount; `nil` for one that is only a colour.
    package func text(of option: AskedQuestion.Option, of asked: AskedQuestion) -> String? {
        if let shade = option.sku.flatMap(catalog.shade(sku:)) { return shade.fullName }
        if let currency = asked.currency { return limit(option.id, currency) }
        return book.question(asked.question)?.options.first { $0.id == option.id }?.text(in: language)
    }

    /// What a product may cost.
    private func limit(_ option: String, _ currency: String? = nil) -> String {
        guard let amount = Double(option) else { return texts("anyPrice") }
        return texts("atMost", ["amount": currency.map { Price(amount: amount, currency: $0).text } ?? option])
    }

    /// The chance that she keeps one of what is shown, in figures and in words.
    package func keepsOne(_ share: Double) -> String {
        let words = share >= 0.8 ? "likely" : share >= 0.5 ? "moreLikelyThanNot" : "unsure"
        return texts("keepsOne", ["share": Figure.percent(share)]) + " " + texts(words)
    }

    /// Why nothing is shown; `nil` where something is.
    package func nothing(_ explanation: Explanation) -> String? {
        switch explanation.nothing {
        case nil: nil
        case .soldOut: texts("soldOut")
        case .unmet(let requirements):
            texts("nothing", ["what": requirements.map(word).joined(separator: ", ")])
        }
    }

    private func word(_ requirement: Requirement) -> String {
        switch requirement {
        case .has(let attribute): word(attribute)
        case .without(let allergen): texts("without", ["allergen": allergen])
        case .priced(let amount, let currency): limit(String(amount), currency)
        }
    }

    /// What speaks for a shade: what tells of her skin that it is near, then what she said, the weightiest first.
    package func reasons(for shown: Recommendation.Shown) -> [String] {
        let near = shown.readings.lazy.filter { $0.deltaE00 <= 3 }.compactMap { reading in
            name(of: reading.source).map {
                texts("reads", ["what": $0, "distance": Figure.decimal(reading.deltaE00)])
            }
        }
        var reasons = Array(near.prefix(1))
        for text in shown.reasons.filter({ $0.gain > 0.1 }).compactMap({ reason($0.source) })
        where reasons.count < 3 && !reasons.contains(text) { reasons.append(text) }
        return reasons
    }

    /// What the shop's goals had to do with what is shown, and which of them; `nil` for nothing. Never what the shop gains,
    /// from which margins could be worked out.
    package func firm(_ recommendation: Recommendation) -> String? {
        guard let choice = recommendation.firm, choice.gain > 0 else { return nil }
        let goals = recommendation.goals.map { texts("goal_" + $0.rawValue) }.joined(separator: texts("and"))
        let shades = recommendation.putIn.map(\.fullName).joined(separator: "; ")
        return texts("firm", ["shades": shades, "goals": goals, "cost": Figure.decimal(choice.cost)])
    }

    /// For whose skin the shop has few shades: told before anything is asked, or a photo would take the blame.
    /// - Parameters:
    ///   - depths: for which it has none, sold out or not.
    ///   - today: for which it has none in stock.
    package func thin(_ depths: [ClosedRange<Double>], today: [ClosedRange<Double>]) -> [String] {
        [thin(depths, "thin"), today == depths ? nil : thin(today, "thinToday")].compactMap(\.self)
    }

    private func thin(_ depths: [ClosedRange<Double>], _ key: String) -> String? {
        guard !depths.isEmpty else { return nil }
        let ranges = depths.map { range in
            let (low, high) = (Figure.whole(range.lowerBound), Figure.whole(range.upperBound))
            return low == high ? low : "\(low)–\(high)"
        }
        return texts(key, ["depths": ranges.joined(separator: ", ")])
    }

    /// What is told with every set of shades: that something does not go together, or that none fits.
    package func warnings(_ explanation: Explanation) -> [String] {
        var lines: [String] = []
        if let odd = contradiction(explanation) { lines.append(odd) }
        guard let far = explanation.outOfRange else { return lines }
        var ways: [String] = []
        if abs(far.lighter) > 1 { ways.append(texts(far.lighter > 0 ? "lighter" : "darker")) }
        if abs(far.warmer) > 0.7 { ways.append(texts(far.warmer > 0 ? "warmer" : "cooler")) }
        let way = ways.isEmpty ? "" : " " + texts("way", ["way": ways.joined(separator: ", ")])
        lines.append(
            texts("far", ["shade": far.nearest.fullName, "distance": Figure.decimal(far.deltaE00)]) + way)
        if let mix = far.mix {
            let values = [
                "first": mix.first.fullName, "second": mix.second.fullName, "share": Figure.percent(mix.share),
                "distance": Figure.decimal(mix.deltaE00),
            ]
            lines.append(texts("mix", values))
        }
        return lines
    }

    /// What does not go together, the three most surprising by name.
    private func contradiction(_ explanation: Explanation) -> String? {
        let all = explanation.contradictions.compactMap(name(of:))
        var names: [String] = []
        for odd in all where !names.contains(odd) { names.append(odd) }
        guard !names.isEmpty else { return nil }
        var told = Array(names.prefix(3))
        if names.count > told.count { told.append(texts("more", count: names.count - told.count)) }
        return texts("contradiction", count: all.count, ["what": told.joined(separator: "; ")])
    }

    /// What is told at the end: what would change the shades, what was not used, what nobody can know.
    package func closing(_ explanation: Explanation) -> [String] {
        var lines = explanation.counterfactuals.map { other in
            texts("counterfactual", ["attribute": word(other.attribute), "shade": other.shade.fullName])
        }
        func bare(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }
        let passed = explanation.passed.compactMap { book.question($0).map { bare($0.text(in: language)) } }
        let idle = explanation.withoutEffect.compactMap(name(of:))
        if !(passed + idle).isEmpty {
            lines.append(texts("notUsed", ["what": (passed + idle).joined(separator: "; ")]))
        }
        return lines + [texts("never"), texts("unknowable")]
    }

    private func word(_ attribute: TasteAttribute) -> String {
        switch attribute {
        case .finish(let finish): texts(finish.rawValue)
        case .coverage(let coverage): texts(coverage.rawValue)
        case .formula(let formula): texts("formula_" + formula.rawValue)
        case .wear: texts("wear")
        case .suits(let type): texts("suits_" + type.rawValue)
        case .brand(let brand): catalog.shades.first { $0.brand.lowercased() == brand }?.brand ?? brand
        case .price: texts("price")
        case .vegan: texts("vegan")
        case .fragranceFree: texts("fragranceFree")
        case .depth: texts("depth")
        case .strength: texts("strength")
        case .warmth: texts("warmth")
        }
    }

    /// Where evidence comes from, in words.
    private func name(of source: Consultation.Source) -> String? {
        switch source {
        case .photo: texts("photo")
        case .measurement: texts("measurement")
        case .knownShade(let sku): catalog.shade(sku: sku).map { texts("worn", ["shade": $0.fullName]) }
        case .stylist(let sku): catalog.shade(sku: sku).map { texts("advised", ["shade": $0.fullName]) }
        case .answer, .feedback: reason(source)
        }
    }

    /// What she said or answered, in words.
    private func reason(_ source: Consultation.Source) -> String? {
        if case .feedback(let sku, let kind) = source {
            return catalog.shade(sku: sku).map { texts("feedback_" + kind.rawValue, ["shade": $0.fullName]) }
        }
        guard case .answer(let question, let options) = source, let asked = book.question(question) else { return nil }
        let known = asked.options.filter { options.contains($0.id) }.map { $0.text(in: language) }
        if !asked.options.isEmpty {
            let answer = known.isEmpty ? texts("none") : known.joined(separator: ", ")
            return texts("said", ["question": asked.text(in: language), "answer": answer])
        }
        if asked.kind == .range {
            return options.first.map { texts("said", ["question": asked.text(in: language), "answer": limit($0)]) }
        }
        if let shade = options.first.flatMap(catalog.shade(sku:)) {
            return texts("preferred", ["shade": shade.product])
        }
        return texts("nearest")
    }
}
