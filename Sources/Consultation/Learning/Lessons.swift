import ColorScience
public import ShadeCatalog

/// What customers who agreed to it have taught: sums over all of them, nothing of any one.
///
/// Made again from the events of those who still agree, in any order, it comes out the same, bit for bit; so whoever
/// withdraws has never taught anything.
public struct Lessons: Codable, Sendable, Hashable {
    /// How many taught something.
    public private(set) var customers = 0
    /// By market, then by attribute's name.
    private var tastes: [String: [String: NormalSums]] = [:]
    /// By question: answers, and how many of them were chance, as far as one can tell.
    private var answers: [String: Answers] = [:]
    private var keeps = KeepSums()
    /// By SKU.
    private var offsets: [String: OffsetSums] = [:]

    private struct Answers: Codable, Sendable, Hashable {
        var count = 0
        var chance = ExactSum()
    }

    public init() {}
}

extension Lessons {
    /// Takes in a case, if she agrees to that.
    /// - Parameter advisor: of the shop, with nothing learned: what cases teach must not depend on their order.
    /// - Complexity: that of an assessment, and of a belief for each shade that she said something of.
    public mutating func add(_ consultation: Consultation, _ advisor: Advisor) {
        guard consultation.consent.learn else { return }
        let assessment = advisor.assess(consultation)
        let (belief, space) = (assessment.belief, advisor.offer.space)
        customers += 1
        for (attribute, weight) in zip(space.attributes, belief.taste) {
            tastes[consultation.market, default: [:]][attribute.name, default: NormalSums()]
                .add(weight, prior: advisor.taste.weight(of: attribute))
        }
        for (evidence, source) in assessment.learned {
            switch source {
            case .answer(let question, _): addAnswer(evidence, to: question, belief)
            case .knownShade(let sku): addFit(sku, Self.knownFit, assessment.belief(without: evidence), advisor)
            case .feedback(let sku, let kind):
                let others = assessment.belief(without: evidence)
                if kind == .kept || kind == .returned { addKeep(sku, kind == .kept, others, advisor) }
                if kind == .kept { addFit(sku, Self.keptFit, others, advisor) }
                if let toward = kind.toward { addFit(sku, Self.saidFit, others, advisor, toward: toward) }
            case .photo, .measurement: break
            }
        }
    }

    /// What others have taught.
    public mutating func add(_ other: Lessons) {
        customers += other.customers
        for (market, weights) in other.tastes {
            for (attribute, sums) in weights {
                tastes[market, default: [:]][attribute, default: NormalSums()].add(sums)
            }
        }
        for (question, more) in other.answers {
            answers[question, default: Answers()].count += more.count
            answers[question, default: Answers()].chance += more.chance
        }
        keeps.add(other.keeps)
        for (sku, sums) in other.offsets { offsets[sku, default: OffsetSums()].add(sums) }
    }

    private mutating func addAnswer(_ evidence: Evidence, to question: String, _ belief: CustomerBelief) {
        guard let chances = belief.draws.likelihood(of: evidence.factor) else { return }
        let floor: Double
        switch evidence.factor {
        case .choice(let choice): floor = choice.noise / Double(choice.options.count)
        case .selection(let selection): floor = selection.floor
        case .reading: return
        }
        var chance = 0.0
        for (weight, likelihood) in zip(belief.weights, chances) where likelihood > 0 {
            chance += Double(weight) * min(floor / Double(likelihood), 1)
        }
        answers[question, default: Answers()].count += 1
        answers[question, default: Answers()].chance += chance
    }

    private mutating func addKeep(_ sku: String, _ wasKept: Bool, _ belief: CustomerBelief, _ advisor: Advisor) {
        guard let place = advisor.offer.place(of: sku) else { return }
        let score = advisor.offer.scores[place]
        var tasteOnly = score
        tasteOnly.near = nil
        let (utilities, tastes) = (belief.draws.values(of: score), belief.draws.values(of: tasteOnly))
        var (keep, loss) = (0.0, 0.0)
        for ((utility, taste), weight) in zip(zip(utilities, tastes), belief.weights) {
            keep += Double(weight) * logistic(Double(utility))
            loss += Double(weight) * Double(taste - utility)
        }
        keeps.add(wasKept: wasKept, keep: keep, loss: loss)
    }

    /// - Parameters:
    ///   - fit: standard deviation of each coordinate between skin and a shade of which that is said.
    ///   - toward: the way in which it is said to be off.
    private mutating func addFit(
        _ sku: String, _ fit: Double, _ belief: CustomerBelief, _ advisor: Advisor, toward: SIMD3<Double> = .zero
    ) {
        guard let place = advisor.offer.place(of: sku) else { return }
        let (skin, shade) = (belief.skin, advisor.offer.shades[place].skinItFits)
        let length = (toward * toward).sum().squareRoot()
        let off = length > 0 ? toward * (Self.saidFit / length) : .zero
        let step = skin.mean - shade
        let spread = skin.covariance
        offsets[sku, default: OffsetSums()].add(
            SIMD3(step.lightness, step.a, step.b) - off,
            variance: SIMD3(spread.ll, spread.aa, spread.bb) + fit * fit)
    }

    /// ΔE00 or so between skin and a shade: that somebody says fits, that was kept, that is said to be off.
    private static let (knownFit, keptFit, saidFit) = (1.5, 2.0, 2.5)
}

extension Lessons {
    /// What to believe of the next customer's taste: her market's, as far as that is known, else everybody's.
    public func taste(_ prior: TastePrior, market: String) -> TastePrior {
        var learned = prior
        for (name, attribute) in TasteAttribute.all {
            var everybody = NormalSums()
            for weights in tastes.values { if let sums = weights[name] { everybody.add(sums) } }
            let population = everybody.weight(prior.weight(of: attribute))
            learned.weights[attribute] = tastes.count > 1 ? tastes[market]?[name]?.weight(population) ?? population : population
        }
        return learned
    }

    /// The same questions, with how often their answers are chance; what the book says counts as thirty answers.
    public func book(_ book: QuestionBook) -> QuestionBook {
        QuestionBook(
            questions: book.questions.map { question in
                guard let known = answers[question.id] else { return question }
                let noise = (30 * question.noise + known.chance.value) / Double(30 + known.count)
                return question.withNoise(min(max(noise, 0.005), 1))
            })
    }

    /// How likely shades are kept.
    public func keepModel(_ model: KeepModel = .standard) -> KeepModel { keeps.model(model) }

    /// The shade with the colour that it turned out to have on people.
    public func corrected(_ shade: Shade) -> Shade {
        guard let sums = offsets[shade.sku] else { return shade }
        var corrected = shade
        corrected.lab = shade.lab + sums.offset(uncertainty: shade.labUncertainty)
        corrected.labUncertainty = sums.uncertainty(before: shade.labUncertainty)
        return corrected
    }
}

extension Advisor {
    /// The advisor that these lessons make of one with nothing learned.
    public func taught(_ lessons: Lessons, market: String = "") -> Advisor {
        Advisor(
            offer: Offer(offer, taught: lessons), book: lessons.book(book), policy: policy,
            taste: lessons.taste(taste, market: market))
    }
}
