import ArgumentParser
import ColorScience
import Consultation
import Foundation
import Reports
import ShadeCatalog
import SkinTone

struct ConsultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consult",
        abstract: "Ask what is worth asking, and show the shades that suit after every answer.",
        discussion: """
            Starts from photos, a measured colour, or nothing. Each question says why it is asked and what an answer is \
            worth, and may be skipped. It stops when no question is worth its effort. Answers are lines: an option's \
            number or name, a shade in your own words where one is asked for, `skip`, `?` for "I don't know", `done`.

            shadewise consult selfie.jpg
            shadewise consult --lab 62.1,11.8,19.0:2 --language de
            shadewise consult selfie.jpg < answers.txt
            shadewise consult selfie.jpg --events case.ndjson
            shadewise consult --lab 62.1,11.8,19.0:2 --format json < answers.txt
            """)

    @Argument(help: ArgumentHelp("Photos of one person, JPEG or PNG.", valueName: "image"), completion: .file())
    var images: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Start from this colour instead: CIELAB under D65, with its standard deviation.", valueName: "L,a,b[:sd]"),
        transform: MeasuredLab.init(parsing:))
    var lab: MeasuredLab?

    @OptionGroup var catalog: CatalogOption
    @OptionGroup var output: FormatOption

    @Option(help: "What to look for: \(ShadeCategory.list(ShadeCategory.allCases)).")
    var category = "foundation"

    @Flag(help: "Learn which brands she likes for what nothing else tells of them.")
    var brands = false

    @Option(help: ArgumentHelp("Language of the questions: en, de.", valueName: "code"))
    var language = "en"

    @Option(parsing: .unconditional, help: ArgumentHelp("Shades shown, 1 to 5.", valueName: "n"))
    var top = 3

    @Option(help: ArgumentHelp("Questions at most.", valueName: "n"))
    var questions = 8

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Show nothing else: \(Requirement.examples).",
            valueName: "what"),
        transform: { text in
            guard let requirement = Requirement(name: text) else {
                throw ValidationError("write \(Requirement.examples)")
            }
            return requirement
        })
    var require: [Requirement] = []

    @Flag(help: "Go on even when the photo is not good enough.")
    var force = false

    @Option(
        help: ArgumentHelp("Write what happens, an event a line, as it happens.", valueName: "file.ndjson"),
        completion: .file())
    var events: String?

    @Option(
        help: ArgumentHelp(
            "Goals of the shop, which choose among sets nearly as good for you: YAML (Docs/consultation.md).",
            valueName: "goals.yaml"), completion: .file())
    var firm: String?

    @Option(help: "Repeat the shop's draws with this seed.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Questions of your own in place of the built-in ones: YAML (Docs/consultation.md).",
            valueName: "questions.yaml"), completion: .file())
    var book: String?

    @Option(help: .capturePolicy)
    var policy: String?

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    func validate() throws {
        guard images.isEmpty || lab == nil else { throw ValidationError("give photos or --lab, not both") }
        guard (1...5).contains(top) else { throw ValidationError("--top must lie in 1...5") }
        guard (0...50).contains(questions) else { throw ValidationError("--questions must lie in 0...50") }
    }

    func run() throws {
        if let events {
            try refuseOverwriting(
                outputs: [FileRole("--events", output: events)],
                inputs: [
                    FileRole("the catalog", catalog.file), FileRole("a photo", paths: images),
                    FileRole("--firm", paths: firm.map { [$0] } ?? []),
                    FileRole("--book", paths: book.map { [$0] } ?? []),
                ])
        }
        let goals = try firm.map(firmGoals)
        let given = try book.map(questionBook) ?? .standard
        guard given.languages.contains(language) else {
            throw misuse("--language: choose \(given.languages.sorted().joined(separator: ", "))")
        }
        // Of colours that look alike any would be her answer, and believed.
        let asked = Terminal.tellsColorsApart ? given : given.without(.swatches)
        let (read, advisor) = try telling(as: output.format) {
            let read = try catalog.read()
            var policy = ConsultationPolicy()
            (policy.shown, policy.questionBudget) = (top, questions)
            if let goals {
                try check(goals, read)
                policy.firm = goals
            }
            let offer = try Offer(catalog: read, category: try ShadeCategory(parsing: category), brands: brands)
            try checkNames(in: offer)
            return (read, Advisor(offer: offer, book: asked, policy: policy))
        }
        let photos = ConsultedPhotos(
            policy: policy, models: models, format: output.format, language: language, takesUnusable: force)
        var dialogue = try Dialogue(
            advisor: advisor, catalog: read, language: language, category: category, format: output.format,
            consent: Consent(analysis: !images.isEmpty), seed: seed ?? .random(in: 0...UInt64.max), file: events,
            takePhoto: { path in try photos.reading(withPhoto: path) })
        if !require.isEmpty { try dialogue.begin(with: .required(require.map(\.name))) }
        if let lab {
            try dialogue.begin(with: measured(lab))
        } else if !images.isEmpty {
            for path in images { try photos.take(path) }
            try dialogue.begin(with: photos.statement)
        }
        try dialogue.run()
        try Terminal.flush()
    }

    /// A misspelt allergen would let through what must not be, and a misspelt brand leave nothing.
    private func checkNames(in offer: Offer) throws {
        let brands = Set(offer.shades.map(\.brand))
        for case .has(.brand(let brand)) in require where !brands.contains(where: { $0.lowercased() == brand }) {
            throw misuse(
                "--require brand.\(Terminal.safe(brand)): the catalog has no such brand of \(category); it has "
                    + brands.sorted().map(Terminal.safe).joined(separator: ", "))
        }
        let declared = Set(offer.shades.flatMap { $0.allergens ?? [] })
        for case .without(let allergen) in require where !declared.contains(allergen) {
            throw misuse(
                "--require without.\(Terminal.safe(allergen)): no product of this catalog declares that; it declares "
                    + "\(declared.isEmpty ? "none" : declared.sorted().joined(separator: ", "))")
        }
        for required in require { try checkKnown(required, in: offer) }
    }

    /// A misspelt price, formula or finish would leave nothing, and the shop would take the blame.
    private func checkKnown(_ required: Requirement, in offer: Offer) throws {
        guard !offer.shades.contains(where: required.isMet(by:)) else { return }
        let name = Terminal.safe(required.name)
        guard case .priced(_, let currency) = required else {
            throw misuse("--require \(name): the catalog has no \(category) that is known to be that")
        }
        let prices = offer.shades.compactMap(\.price)
        guard let least = prices.filter({ $0.currency == currency }).map(\.amount).min() else {
            let known = Set(prices.map(\.currency)).sorted().joined(separator: ", ")
            throw misuse(
                "--require \(name): the catalog has no \(category) with a price in \(currency); it has prices in "
                    + (known.isEmpty ? "no currency" : known))
        }
        throw misuse("--require \(name): the cheapest \(category) costs \(Price(amount: least, currency: currency).text)")
    }

    /// A misspelt product would earn the usual.
    private func check(_ goals: FirmGoals, _ catalog: ShadeCatalog) throws {
        for sku in goals.margins.keys.sorted() where catalog.shade(sku: sku) == nil {
            throw misuse("--firm: margins: the catalog has no \(Terminal.safe(sku))")
        }
    }

    private func measured(_ lab: MeasuredLab) -> ConsultationEvent.What {
        // A skin measured exactly is still a little elsewhere tomorrow.
        let sd = max(lab.standardDeviation, 0.5)
        let spread = Covariance3(standardDeviations: sd, sd, sd)
        return .measured(.init(id: "given", gaussian: LabGaussian(mean: lab.lab, covariance: spread)))
    }
}
