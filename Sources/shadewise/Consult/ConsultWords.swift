import ColorScience
import Consultation
import Reports
import ShadeCatalog

/// What a consultation says in the terminal.
struct ConsultWords {
    private let wording: ConsultationWording
    private let book: QuestionBook
    private let catalog: ShadeCatalog
    private var texts: Wording { wording.texts }

    init(language: String, book: QuestionBook, catalog: ShadeCatalog) {
        wording = ConsultationWording(language: language, book: book, catalog: catalog)
        (self.book, self.catalog) = (book, catalog)
    }

    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String { texts(key, values) }

    func worth(_ proposal: Advisor.Proposal) -> String {
        texts("worth", ["gain": proposal.gain.text(1)])
    }

    func option(_ option: AskedQuestion.Option, of asked: AskedQuestion) -> String {
        var text = ""
        if let lab = option.lab, lab.count == 3 {
            text += Terminal.swatch(Lab(lab[0], lab[1], lab[2]).srgb8Clamping(), width: 8)
        }
        text += Terminal.safe(wording.text(of: option, of: asked) ?? option.id)
        if let shade = option.sku.flatMap(catalog.shade(sku:)) {
            text += Terminal.dim("  " + wording.details(of: shade))
        }
        return text
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

    func recommendation(
        _ recommendation: Recommendation, _ explanation: Explanation, before: Recommendation?
    ) -> [String] {
        if let nothing = wording.nothing(explanation) { return [Terminal.safe(nothing)] }
        guard let best = recommendation.shades.first else { return [] }
        var heading = wording.keepsOne(recommendation.keepsOne)
        if let before {
            let change = 100 * (recommendation.keepsOne - before.keepsOne)
            heading += " " + self.change(change)
        }
        var lines = [
            Terminal.bold(heading),
            Terminal.dim("  " + texts(best.expectedDeltaE00 == nil ? "columnsOfTaste" : "columns")),
        ]
        let old = Set(before?.shades.map(\.shade.sku) ?? [])
        for (index, shown) in recommendation.shades.enumerated() {
            let mark = before != nil && !old.contains(shown.shade.sku) ? texts("new") : ""
            lines.append(
                "  \(index + 1)  " + Terminal.swatch(shown.shade.lab.srgb8Clamping()) + Terminal.safe(shown.shade.label)
                    + "  " + Figure.percent(shown.keep) + (shown.expectedDeltaE00.map { "  ΔE00 " + $0.text(1) } ?? "")
                    + Terminal.dim("  " + wording.details(of: shown.shade)) + (mark.isEmpty ? "" : "  " + mark))
            let reasons = wording.reasons(for: shown).map(Terminal.safe)
            if !reasons.isEmpty {
                lines.append(Terminal.dim("     " + texts("because", ["reasons": reasons.joined(separator: "; ")])))
            }
        }
        if let firm = wording.firm(recommendation) { lines.append("  " + Terminal.safe(firm)) }
        return lines
    }

    func thin(_ advisor: Advisor) -> [String] {
        func depths(inStock: Bool) -> [ClosedRange<Double>] {
            advisor.offer.thinDepths(tolerance: advisor.policy.tolerance, inStock: inStock)
        }
        return wording.thin(depths(inStock: false), today: depths(inStock: true))
    }

    func report(of asked: AskedQuestion) -> QuestionReport? {
        QuestionReport(asked, book: book, wording: wording, catalog: catalog)
    }

    func report(
        of recommendation: Recommendation, _ explanation: Explanation, category: ShadeCategory
    ) -> RecommendationReport {
        RecommendationReport(recommendation, explanation, category: category.rawValue, wording: wording, lessons: 0)
    }

    func warnings(_ explanation: Explanation) -> [String] {
        wording.warnings(explanation).map { "  " + Terminal.safe($0) }
    }

    func closing(_ explanation: Explanation) -> [String] { wording.closing(explanation).map(Terminal.safe) }

    private func change(_ points: Double) -> String {
        let whole = Int(abs(points).rounded())
        return whole == 0 ? texts("unchanged") : texts(points > 0 ? "up" : "down", count: whole)
    }
}
