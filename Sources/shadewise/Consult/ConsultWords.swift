import ColorScience
import Consultation
import ShadeCatalog

/// What a consultation says, in a language.
struct ConsultWords {
    private let language: String
    private let texts: Wording

    init(language: String) {
        self.language = language
        texts = Wording.consult(language)
    }

    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String { texts(key, values) }

    func worth(_ proposal: Advisor.Proposal) -> String {
        texts("worth", ["gain": proposal.gain.text(1)])
    }

    func option(_ option: AskedQuestion.Option, of question: Question, _ catalog: ShadeCatalog) -> String {
        var text = ""
        if let lab = option.lab, lab.count == 3 {
            text += Terminal.swatch(Lab(lab[0], lab[1], lab[2]).srgb8Clamping(), width: 8)
        }
        if let sku = option.sku, let shade = catalog.shade(sku: sku) {
            return text + Terminal.safe(shade.label) + Terminal.dim("  " + details(of: shade))
        }
        return text + (question.options.first { $0.id == option.id }?.text(in: language) ?? option.id)
    }

    /// Colours with their numbers, in rows as they are related: three by three, or five to a row.
    func palette(_ options: [AskedQuestion.Option]) -> [String] {
        let columns = options.count == 9 ? 3 : 5
        return stride(from: 0, to: options.count, by: columns).map { start in
            let row = options[start..<min(start + columns, options.count)]
            return row.enumerated().reduce("") { line, entry in
                guard let lab = entry.element.lab, lab.count == 3 else { return line }
                let color = Lab<D65>(lab[0], lab[1], lab[2]).srgb8Clamping()
                // Where no colours can be shown, figures must do.
                return line + String(start + entry.offset + 1).right(4) + " " + Terminal.swatch(color, width: 6)
                    + color.hex
            }
        }
    }

    private func details(of shade: Shade) -> String {
        var parts = [shade.finish.map { texts($0.rawValue) }, shade.coverage.map { texts($0.rawValue) }].compactMap(
            \.self)
        if let price = shade.price { parts.append(price.text) }
        return parts.joined(separator: ", ")
    }

    func recommendation(
        _ recommendation: Recommendation, before: Recommendation?, book: QuestionBook, catalog: ShadeCatalog
    ) -> [String] {
        guard let best = recommendation.shades.first else { return [texts("nothing")] }
        var heading = texts("keepsOne", ["share": Figure.percent(recommendation.keepsOne)])
        if let before {
            let change = 100 * (recommendation.keepsOne - before.keepsOne)
            heading += " " + self.change(change)
        }
        var lines = [Terminal.bold(heading) + Terminal.dim("  " + texts("columns"))]
        let old = Set(before?.shades.map(\.shade.sku) ?? [])
        for (index, shown) in recommendation.shades.enumerated() {
            let mark = before != nil && !old.contains(shown.shade.sku) ? texts("new") : ""
            lines.append(
                "  \(index + 1)  " + Terminal.swatch(shown.shade.lab.srgb8Clamping()) + Terminal.safe(shown.shade.label)
                    + "  " + Figure.percent(shown.keep) + "  ΔE00 " + shown.expectedDeltaE00.text(1)
                    + Terminal.dim("  " + details(of: shown.shade)) + (mark.isEmpty ? "" : "  " + mark))
        }
        var reasons: [String] = []
        for text in best.reasons.filter({ $0.gain > 0.1 }).compactMap({ reason($0, book, catalog) })
        where reasons.count < 3 && !reasons.contains(text) { reasons.append(text) }
        if !reasons.isEmpty {
            lines.append(Terminal.dim("  " + texts("because", ["reasons": reasons.joined(separator: "; ")])))
        }
        if let firm = recommendation.firm, firm.gain > 0 {
            lines.append("  " + texts("firm", ["cost": firm.cost.text(1)]))
        }
        return lines
    }

    /// For whose skin the shop has few shades: told before anything is asked, or a photo would take the blame.
    func thin(_ depths: [ClosedRange<Double>]) -> [String] {
        guard !depths.isEmpty else { return [] }
        let ranges = depths.map {
            $0.lowerBound == $0.upperBound ? $0.lowerBound.text(0) : "\($0.lowerBound.text(0))–\($0.upperBound.text(0))"
        }
        return [texts("thin", ["depths": ranges.joined(separator: ", ")])]
    }

    /// What is told with every set of shades: that something does not go together, or that none fits.
    func warnings(_ explanation: Explanation, book: QuestionBook, catalog: ShadeCatalog) -> [String] {
        var lines: [String] = []
        let odd = explanation.contradictions.compactMap { name(of: $0, book, catalog) }
        if let first = odd.first { lines.append("  " + texts("contradiction", ["what": first])) }
        if let far = explanation.outOfRange {
            var ways: [String] = []
            if abs(far.lighter) > 1 { ways.append(texts(far.lighter > 0 ? "lighter" : "darker")) }
            if abs(far.warmer) > 0.7 { ways.append(texts(far.warmer > 0 ? "warmer" : "cooler")) }
            let way = ways.isEmpty ? "" : " " + texts("way", ["way": ways.joined(separator: ", ")])
            lines.append(
                "  " + texts("far", ["shade": Terminal.safe(far.nearest.label), "distance": far.deltaE00.text(1)]) + way
            )
            if let mix = far.mix {
                lines.append(
                    "  "
                        + texts(
                            "mix",
                            [
                                "first": Terminal.safe(mix.first.label), "second": Terminal.safe(mix.second.label),
                                "share": Figure.percent(mix.share), "distance": mix.deltaE00.text(1),
                            ]))
            }
        }
        return lines
    }

    /// What is told at the end: what would change the shades, what was not used, what nobody can know.
    func closing(_ explanation: Explanation, book: QuestionBook, catalog: ShadeCatalog) -> [String] {
        var lines = explanation.counterfactuals.map { other in
            texts(
                "counterfactual",
                ["attribute": word(other.attribute), "shade": Terminal.safe(other.shade.label)])
        }
        func bare(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }
        let passed = explanation.passed.compactMap { book.question($0).map { bare($0.text(in: language)) } }
        let idle = explanation.withoutEffect.compactMap { name(of: $0, book, catalog) }
        if !(passed + idle).isEmpty {
            lines.append(texts("notUsed", ["what": (passed + idle).joined(separator: "; ")]))
        }
        return lines + [texts("never"), texts("unknowable")]
    }

    private func word(_ attribute: TasteAttribute) -> String {
        switch attribute {
        case .finish(let finish): texts(finish.rawValue)
        case .coverage(let coverage): texts(coverage.rawValue)
        case .price: attribute.name
        case .vegan: texts("vegan")
        case .fragranceFree: texts("fragranceFree")
        }
    }

    private func name(of source: Consultation.Source, _ book: QuestionBook, _ catalog: ShadeCatalog) -> String? {
        switch source {
        case .photo: texts("photo")
        case .measurement: texts("measurement")
        case .knownShade(let sku): catalog.shade(sku: sku).map { texts("worn", ["shade": Terminal.safe($0.label)]) }
        case .answer: reason(Recommendation.Reason(source: source, gain: 0), book, catalog)
        case .feedback(let sku, _): catalog.shade(sku: sku).map { Terminal.safe($0.label) }
        }
    }

    private func change(_ points: Double) -> String {
        let whole = Int(abs(points).rounded())
        return whole == 0 ? texts("unchanged") : texts(points > 0 ? "up" : "down", count: whole)
    }

    private func reason(_ reason: Recommendation.Reason, _ book: QuestionBook, _ catalog: ShadeCatalog) -> String? {
        guard case .answer(let question, let options) = reason.source, let asked = book.question(question) else {
            return nil
        }
        let known = asked.options.filter { options.contains($0.id) }.map { $0.text(in: language) }
        if !asked.options.isEmpty {
            let answer = known.isEmpty ? texts("none") : known.joined(separator: ", ")
            return texts("said", ["question": asked.text(in: language), "answer": answer])
        }
        if let shade = options.first.flatMap(catalog.shade(sku:)) {
            return texts("preferred", ["shade": Terminal.safe(shade.product)])
        }
        return texts("nearest")
    }
}

extension Wording {
    fileprivate static func consult(_ language: String) -> Wording {
        language == "de"
            ? Wording(yaml: PackageResources.consult_words_de_yaml)
            : Wording(yaml: PackageResources.consult_words_en_yaml)
    }
}
