import ColorScience
import ShadeCatalog

/// Draws lessons from customers' cases.
///
/// How much a case says depends on what is believed of everybody; so cases are gone through several times, each time by
/// what the last taught.
public struct Teaching: Sendable {
    private let advisor: Advisor
    private let catalog: Offer
    private let before: Lessons

    /// - Parameters:
    ///   - advisor: of the shop, with nothing learned.
    ///   - lessons: of the round before, from the same customers.
    public init(_ advisor: Advisor, after lessons: Lessons = Lessons()) {
        self.advisor = advisor.taught(lessons)
        catalog = advisor.offer
        before = lessons
    }

    /// How often cases should be gone through.
    public static let rounds = 4

    /// What one case teaches: nothing unless she agrees to that.
    /// - Complexity: that of an assessment, and of a belief for each shade that she said something of.
    public func lesson(of consultation: Consultation) -> Lessons {
        var lesson = Lessons(after: before)
        if consultation.consent.learn { lesson.add(consultation, advisor, catalog) }
        return lesson
    }

    /// What nobody teaches, to add to.
    public var nothing: Lessons { Lessons(after: before) }
}

extension Lessons {
    /// - Parameter catalog: the shades as they are said to be.
    fileprivate mutating func add(_ consultation: Consultation, _ advisor: Advisor, _ catalog: Offer) {
        let assessment = advisor.assess(consultation)
        addCustomer(of: consultation.market, advisor.offer.space, assessment.belief)
        for learned in assessment.learned {
            let evidence = learned.evidence
            switch learned.source {
            case .answer(let question, _):
                addAnswer(evidence.factor, to: question, askedAt: learned.sharpness, assessment.belief)
            case .knownShade(let sku), .stylist(let sku):
                addFit(sku, SkinEvidence.fit, assessment.belief(without: evidence), catalog)
            case .feedback(let sku, let kind):
                let others = assessment.belief(without: evidence)
                if kind == .kept || kind == .returned {
                    addKeep(sku, kind == .kept, of: consultation.shown, others, advisor)
                }
                if kind == .kept { addFit(sku, Self.keptFit, others, catalog) }
                if let toward = kind.toward { addFit(sku, Self.saidFit, others, catalog, toward: toward) }
            case .photo, .measurement: break
            }
        }
    }

    private mutating func addKeep(
        _ sku: String, _ wasKept: Bool, of shown: [String], _ belief: CustomerBelief, _ advisor: Advisor
    ) {
        func prospect(_ sku: String) -> KeepSums.Prospect? {
            guard let place = advisor.offer.place(of: sku) else { return nil }
            let score = advisor.offer.scores[place]
            var tasteOnly = score
            tasteOnly.near = nil
            let utilities = belief.draws.values(of: score)
            return KeepSums.Prospect(
                utilities: utilities, losses: zip(belief.draws.values(of: tasteOnly), utilities).map { $0 - $1 })
        }
        // How colours are kept that are no match to skin is another matter.
        guard advisor.offer.category.isMatchable, let bought = prospect(sku) else { return }
        let rivals = shown.contains(sku) ? shown.filter { $0 != sku }.compactMap(prospect) : []
        keeps.add(wasKept: wasKept, bought, over: rivals, weights: belief.weights)
    }

    /// - Parameters:
    ///   - fit: standard deviation of each coordinate between skin and a shade of which that is said.
    ///   - toward: the way in which it is said to be off.
    private mutating func addFit(
        _ sku: String, _ fit: Double, _ belief: CustomerBelief, _ catalog: Offer, toward: SIMD3<Double> = .zero
    ) {
        guard catalog.category.isMatchable, let place = catalog.place(of: sku) else { return }
        let (skin, shade) = (belief.skin, catalog.shades[place].skinItFits)
        let length = (toward * toward).sum().squareRoot()
        let off = length > 0 ? toward * (Self.saidFit / length) : .zero
        let step = skin.mean - shade
        let spread = skin.covariance
        offsets[sku, default: OffsetSums()].add(
            SIMD3(step.lightness, step.a, step.b) - off,
            variance: SIMD3(spread.ll, spread.aa, spread.bb) + fit * fit)
    }

    /// ΔE00 or so between skin and a shade: that was kept, that is said to be off.
    private static let (keptFit, saidFit) = (2.0, 2.5)
}
