import ColorScience
import ShadeCatalog

@testable import Consultation

/// What a customer waits for between an answer and the next question.
enum ConsultationSuite {
    static var benchmarks: [Benchmark] {
        [
            benchmark("consultation/belief") { advisor, consultation in { keep(advisor.assess(consultation)) } },
            benchmark("consultation/question") { advisor, consultation in
                let assessment = advisor.assess(consultation)
                return { keep(assessment.nextQuestion()) }
            },
        ]
    }

    /// Over 2,000 shades that differ in finish, coverage and price, after a photo and three answers, with thirty
    /// questions to choose among.
    private static func benchmark(
        _ name: String, _ prepare: @escaping (Advisor, Consultation) -> () -> Void
    ) -> Benchmark {
        Benchmark(name: name, unit: "turn", units: 1) {
            let advisor = Advisor(
                offer: try Offer(catalog: Self.catalog, category: .foundation), book: .standard.repeated(to: 30))
            var consultation = Consultation()
            func record(_ what: ConsultationEvent.What) throws {
                try consultation.record(ConsultationEvent(at: 0, what))
            }
            try record(
                .began(category: "foundation", language: "en", market: "", consent: Consent(analysis: true)))
            let photo = LabGaussian(
                mean: Lab(52, 13, 20), covariance: Covariance3(standardDeviations: 3, 1.5, 2.2))
            try record(.photo(.init(id: "1", gaussian: photo)))
            for _ in 0..<3 {
                guard let proposal = advisor.assess(consultation).nextQuestion() else { break }
                let asked = proposal.asked(in: advisor.offer)
                try record(.asked(asked))
                let answer = asked.options.first.map { option in
                    asked.takesSeveral ? ConsultationEvent.Reply.options([option.id]) : .option(option.id)
                }
                try record(.answered(question: asked.question, answer ?? .unknown))
            }
            return Prepared(run: prepare(advisor, consultation))
        }
    }

    private static var catalog: ShadeCatalog {
        get throws {
            let finishes: [Finish] = [.matte, .natural, .satin, .radiant, .dewy]
            let coverages: [Coverage] = [.sheer, .light, .medium, .full]
            return try ShadeCatalog(
                shades: RandomColors.catalog(count: 2_000).shades.enumerated().map { index, shade in
                    var shade = shade
                    (shade.finish, shade.coverage) = (finishes[index % 5], coverages[index / 5 % 4])
                    shade.price = Price(amount: Double(20 + index % 40), currency: "EUR")
                    return shade
                })
        }
    }
}

extension QuestionBook {
    /// So many questions: all of the book's, and some again.
    fileprivate func repeated(to count: Int) -> QuestionBook {
        QuestionBook(questions: Array((questions + questions).prefix(count)))
    }
}
