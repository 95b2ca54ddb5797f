import ArgumentParser
import ColorScience
import Consultation
import Foundation
import Inputs
import Reports
import ShadeCatalog

/// A consultation in the terminal, or through a pipe.
struct Dialogue {
    private let advisor: Advisor
    private let catalog: ShadeCatalog
    private let language: String
    private let format: OutputFormat
    private var consultation = Consultation()
    private var words: ConsultWords
    private let seed: UInt64
    private let takePhoto: (String) throws -> ConsultationEvent.What
    /// Where events are kept, all of them after each.
    private let file: String?

    /// - Parameters:
    ///   - format: text for people; objects of `ConsultationLine` for programs.
    ///   - consent: what she has agreed to: by giving a photo, to its being analysed.
    ///   - seed: of the shop's draws, the same after every answer: what changes is the answer's doing.
    ///   - file: where events are kept, as they happen.
    ///   - takePhoto: reads one more photo, by its path, together with those before; has said why when it throws.
    /// - Throws: `ExitCode`, after saying why, as all that records does.
    init(
        advisor: Advisor, catalog: ShadeCatalog, language: String, category: String, format: OutputFormat,
        consent: Consent, seed: UInt64, file: String?,
        takePhoto: @escaping (String) throws -> ConsultationEvent.What
    ) throws {
        (self.takePhoto, self.file, self.format) = (takePhoto, file, format)
        (self.advisor, self.catalog, self.language) = (advisor, catalog, language)
        words = ConsultWords(language: language, book: advisor.book, catalog: catalog)
        self.seed = seed
        try record(.began(category: category, language: language, market: "", consent: consent))
        for line in words.thin(advisor) { say(ConsultationLine(notice: line), line) }
    }

    mutating func begin(with what: ConsultationEvent.What) throws { try record(what) }

    /// Asks and shows until nothing is worth asking, the answers end, or she is done.
    mutating func run() throws {
        var assessment = advisor.assess(consultation)
        var (shown, explanation) = try show(assessment, before: nil)
        while let proposal = assessment.nextQuestion() {
            let asked = proposal.asked(in: advisor.offer)
            try record(.asked(asked))
            ask(proposal, asked)
            guard let answer = answer(to: asked, assessment) else { break }
            try record(answer)
            assessment = advisor.assess(consultation)
            (shown, explanation) = try show(assessment, before: shown)
        }
        let isSpent = advisor.isBudgetSpent(by: consultation)
        let reason = consultation.open != nil ? "answers_ended" : isSpent ? "budget_spent" : "not_worth_asking"
        let end = consultation.open == nil ? [words(isSpent ? "spent" : "done")] : []
        say(ConsultationLine(end: reason), ([""] + words.closing(explanation) + end).joined(separator: "\n"))
    }

    /// An object for programs, or text for people.
    private func say(_ line: @autoclosure () -> ConsultationLine, _ text: @autoclosure () -> String) {
        print(format == .json ? jsonLine(line()) : text())
    }

    private mutating func record(_ what: ConsultationEvent.What) throws {
        do { try consultation.record(ConsultationEvent(at: Date().timeIntervalSince1970.rounded(), what)) } catch {
            Terminal.complain(AnalysisReport.Failure(code: error.code.rawValue, message: error.message))
            throw ExitCode(1)
        }
        guard let file else { return }
        try writeAtomically(consultation.events.flatMap { Array((jsonLine($0) + "\n").utf8) }, to: file)
    }
}

/// A line of `consult --format json`: one of its parts is there.
private struct ConsultationLine: Encodable {
    let schema = "shadewise/consultation/1"
    /// What she should know before anything is asked.
    var notice: String?
    var recommendation: RecommendationReport?
    var question: QuestionReport?
    /// Why nothing more is asked: `not_worth_asking`, `budget_spent`, `answers_ended`.
    var end: String?
}

extension Dialogue {
    private func ask(_ proposal: Advisor.Proposal, _ asked: AskedQuestion) {
        guard format == .text else {
            return print(jsonLine(ConsultationLine(question: words.report(of: asked))))
        }
        let question = proposal.question
        print("")
        print(Terminal.bold(question.text(in: language)))
        if let sku = asked.shade, let shade = catalog.shade(sku: sku) {
            print("  " + Terminal.swatch(shade.lab.srgb8Clamping()) + Terminal.safe(shade.label))
        }
        print(Terminal.dim("  " + question.why(in: language) + " " + words.worth(proposal)))
        if question.kind == .swatches {
            words.palette(asked.options).forEach { print($0) }
        } else {
            for (index, option) in asked.options.enumerated() {
                // An amount is its own number.
                let number = asked.currency == nil ? String(index + 1).right(2) : " ·"
                print("  \(number)  " + words.option(option, of: asked))
            }
        }
        print(Terminal.dim("  " + words(prompt(for: asked), ["amount": asked.options.first?.id ?? ""])))
    }

    private func prompt(for asked: AskedQuestion) -> String {
        if asked.takesPhoto { return "promptPhoto" }
        if asked.takesShade { return "promptShade" }
        return asked.currency != nil ? "promptAmount" : asked.takesSeveral ? "promptSeveral" : "prompt"
    }

    /// What she says, as an event; asked again until it can be understood, and leaves something to show. `nil` at the end
    /// of answers, or when she is done.
    private func answer(to asked: AskedQuestion, _ assessment: Assessment) -> ConsultationEvent.What? {
        while true {
            fflush(nil)
            guard let line = readLine() else { return nil }
            let text = line.trimmingCharacters(in: .whitespaces)
            switch text.lowercased() {
            case "done", "q", "quit", "fertig": return nil
            case "": continue
            case "skip", "s": return .answered(question: asked.question, .skipped)
            case "?": return .answered(question: asked.question, .unknown)
            default: break
            }
            if asked.takesPhoto {
                if let photo = try? takePhoto(text) { return photo }
            } else if let reply = reply(text, to: asked), isEnough(reply, for: asked, assessment) {
                return .answered(question: asked.question, reply)
            }
        }
    }

    /// Whether an amount, if it is one, is not below everything that may be shown; says so.
    private func isEnough(
        _ reply: ConsultationEvent.Reply, for asked: AskedQuestion, _ assessment: Assessment
    ) -> Bool {
        guard case .amount(let amount) = reply, let currency = asked.currency,
            let least = assessment.cheapest(in: currency), amount < least
        else { return true }
        Terminal.complain(words("tooLittle", ["price": Price(amount: least, currency: currency).text]))
        return false
    }

    /// `nil` for what cannot be understood, after saying so.
    private func reply(_ text: String, to asked: AskedQuestion) -> ConsultationEvent.Reply? {
        if asked.takesShade {
            do {
                let worn = try WornShade(text, in: catalog)
                if format == .text, let understood = worn.understood {
                    print(Terminal.dim("  " + Terminal.safe(understood)))
                }
                let skin = worn.shade.skinItFits
                return .shade(
                    sku: worn.shade.sku, skin: [skin.lightness, skin.a, skin.b],
                    uncertainty: worn.shade.labUncertainty)
            } catch {
                Terminal.complain(error)
                return nil
            }
        }
        if asked.takesSeveral {
            if let options = several(in: text, asked) { return .options(options) }
            Terminal.complain(words("notUnderstoodSeveral", ["text": Terminal.safe(String(text.prefix(40)))]))
            return nil
        }
        if asked.currency != nil {
            // "1,000" may mean a thousand or one: asked again.
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let isClear = parts.count == 1 || parts.count == 2 && parts[1].count < 3
            if isClear, let amount = Double(text.replacing(",", with: ".")), Requirement.amounts.contains(amount) {
                return .amount(amount)
            }
        } else if let number = Int(text), asked.options.indices.contains(number - 1) {
            return .option(asked.options[number - 1].id)
        }
        if let option = asked.options.first(where: { $0.id.lowercased() == text.lowercased() }) {
            return .option(option.id)
        }
        Terminal.complain(words("notUnderstood", ["text": Terminal.safe(String(text.prefix(40)))]))
        return nil
    }

    /// Options by number or name, between spaces or commas; "0", "none" or "nichts" for none of them. `nil` where one is
    /// not understood.
    private func several(in text: String, _ asked: AskedQuestion) -> [String]? {
        if ["0", "none", "nichts"].contains(text.lowercased()) { return [] }
        var options: [String] = []
        for part in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
            if let number = Int(part), asked.options.indices.contains(number - 1) {
                options.append(asked.options[number - 1].id)
            } else if let option = asked.options.first(where: { $0.id.lowercased() == part.lowercased() }) {
                options.append(option.id)
            } else {
                return nil
            }
        }
        return options.isEmpty ? nil : options
    }

    /// Shows the shades, and records that they were shown.
    private mutating func show(_ assessment: Assessment, before: Recommendation?) throws -> (
        Recommendation, Explanation
    ) {
        var generator = SplitMix64(seed: seed)
        let recommendation = assessment.recommendation(using: &generator)
        let explanation = assessment.explanation()
        say(
            ConsultationLine(
                recommendation: words.report(of: recommendation, explanation, category: advisor.offer.category)),
            ([""] + words.recommendation(recommendation, explanation, before: before) + words.warnings(explanation))
                .joined(separator: "\n"))
        try record(.shown(skus: recommendation.shades.map(\.shade.sku), firm: recommendation.firm))
        return (recommendation, explanation)
    }
}
