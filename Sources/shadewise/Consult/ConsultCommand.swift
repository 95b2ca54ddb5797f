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
        help: ArgumentHelp("Write what happened, an event a line.", valueName: "file.ndjson"),
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
        let asked = try book.map(questionBook) ?? .standard
        guard asked.languages.contains(language) else {
            throw misuse("--language: choose \(asked.languages.sorted().joined(separator: ", "))")
        }
        let (read, advisor) = try telling {
            let read = try catalog.read()
            var policy = ConsultationPolicy()
            (policy.shown, policy.questionBudget) = (top, questions)
            if let goals { policy.firm = goals }
            let offer = try Offer(catalog: read, category: try ShadeCategory(parsing: category), brands: brands)
            try checkNames(in: offer)
            return (read, Advisor(offer: offer, book: asked, policy: policy))
        }
        let photos = ConsultedPhotos(policy: policy, models: models, takesUnusable: force)
        var dialogue = try Dialogue(
            advisor: advisor, catalog: read, language: language, category: category,
            consent: Consent(analysis: !images.isEmpty), seed: seed ?? .random(in: 0...UInt64.max),
            takePhoto: { path in try photos.reading(withPhoto: path) })
        if !require.isEmpty { try dialogue.begin(with: .required(require.map(\.name))) }
        if let lab {
            try dialogue.begin(with: measured(lab))
        } else if !images.isEmpty {
            for path in images { try photos.take(path) }
            try dialogue.begin(with: photos.statement)
        }
        try dialogue.run()
        if let events { try writeAtomically(dialogue.eventLines(), to: events) }
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
    }

    private func measured(_ lab: MeasuredLab) -> ConsultationEvent.What {
        // A skin measured exactly is still a little elsewhere tomorrow.
        let sd = max(lab.standardDeviation, 0.5)
        let spread = Covariance3(standardDeviations: sd, sd, sd)
        return .measured(.init(id: "given", gaussian: LabGaussian(mean: lab.lab, covariance: spread)))
    }
}
