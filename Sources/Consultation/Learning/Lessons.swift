import ColorScience
public import ShadeCatalog

/// What customers who agreed to it have taught: sums over all of them. What few of them taught of a market or a shade is
/// there, but not used.
///
/// Made again from the events of those who still agree, in any order, it comes out the same, bit for bit; so whoever
/// withdraws has never taught anything.
public struct Lessons: Codable, Sendable, Hashable {
    /// How many taught something.
    public private(set) var customers = 0
    /// By market, then by attribute's name.
    private var tastes: [String: [String: NormalSums]] = [:]
    /// Of all markets.
    private var pairs: [TastePrior.Pair: PairSums] = [:]
    /// By question: answers, and how many of them were chance, as far as one can tell.
    private var answers: [String: Answers] = [:]
    var keeps = KeepSums()
    /// By which it was believed how likely shades are kept.
    private var reference = KeepModel.standard
    /// By SKU.
    var offsets: [String: OffsetSums] = [:]

    private struct Answers: Codable, Sendable, Hashable {
        var count = 0
        var chance = ExactSum()
        var sharpness = SharpnessSums()
    }

    /// Of nobody.
    public init() {}

    /// For customers whose cases are seen by what lessons taught before.
    init(after lessons: Lessons) { reference = lessons.keepModel() }
}

extension Lessons {
    /// How many customers must have taught something of one market or shade before it is used: fewer could be told
    /// apart.
    static let fewest = 10

    /// A market by its two capital letters; all others are one.
    private static func known(_ market: String) -> String {
        market.utf8.count == 2 && market.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) ? market : ""
    }

    /// What is believed of a customer's taste.
    mutating func addCustomer(of market: String, _ space: TasteSpace, _ belief: CustomerBelief) {
        customers &+= 1
        let (taste, attributes) = (belief.taste, space.attributes)
        for (attribute, weight) in zip(attributes, taste.weights) {
            tastes[Self.known(market), default: [:]][attribute.name, default: NormalSums()].add(weight)
        }
        for row in attributes.indices {
            for column in 0..<row {
                let pair = TastePrior.Pair(attributes[row], attributes[column])
                // In the names' order, whatever that of the dimensions is.
                let isSwapped = attributes[row].name != pair.first
                pairs[pair, default: PairSums()]
                    .add(taste, isSwapped ? column : row, isSwapped ? row : column)
            }
        }
    }

    /// How likely an answer was chance, as far as one can tell.
    /// - Parameter sharpness: at which it was asked.
    mutating func addAnswer(_ factor: Factor, to question: String, askedAt sharpness: Double, _ belief: CustomerBelief)
    {
        guard let chances = belief.draws.likelihood(of: factor), let floor = factor.floor else { return }
        var chance = 0.0
        for (weight, likelihood) in zip(belief.weights, chances) where likelihood > 0 {
            chance += Double(weight) * min(floor / Double(likelihood), 1)
        }
        answers[question, default: Answers()].count &+= 1
        answers[question, default: Answers()].chance += chance
        answers[question, default: Answers()].sharpness.add(
            factor, askedAt: sharpness, weights: belief.weights, scores: factor.options.map(belief.draws.values))
    }

    /// What others have taught, by the same lessons before.
    public mutating func add(_ other: Lessons) {
        customers &+= other.customers
        for (market, weights) in other.tastes {
            for (attribute, sums) in weights {
                tastes[market, default: [:]][attribute, default: NormalSums()].add(sums)
            }
        }
        for (pair, sums) in other.pairs { pairs[pair, default: PairSums()].add(sums) }
        for (question, more) in other.answers {
            answers[question, default: Answers()].count &+= more.count
            answers[question, default: Answers()].chance += more.chance
            answers[question, default: Answers()].sharpness.add(more.sharpness)
        }
        keeps.add(other.keeps)
        for (sku, sums) in other.offsets { offsets[sku, default: OffsetSums()].add(sums) }
    }
}

extension Lessons {
    /// What to believe of the next customer's taste: her market's, as far as that is known, else everybody's.
    public func taste(_ prior: TastePrior, market: String) -> TastePrior {
        var learned = prior
        for name in Set(tastes.values.flatMap(\.keys)) {
            guard let attribute = TasteAttribute(name: name) else { continue }
            var everybody = NormalSums()
            for weights in tastes.values { if let sums = weights[name] { everybody.add(sums) } }
            let population = everybody.weight(prior.weight(of: attribute))
            let isMarketKnown =
                tastes.count > 1 && tastes[Self.known(market)]?[name].map { $0.count >= Self.fewest } == true
            learned.weights[attribute] =
                isMarketKnown ? tastes[Self.known(market)]?[name]?.weight(population) ?? population : population
        }
        for (pair, sums) in pairs { learned.correlations[pair] = sums.correlation }
        return learned
    }

    /// The same questions, with how often their answers are chance and how sharp they are; what the book says counts as
    /// thirty answers.
    public func book(_ book: QuestionBook) -> QuestionBook {
        QuestionBook(
            questions: book.questions.map { question in
                guard let known = answers[question.id] else { return question }
                let noise = (30 * question.noise + known.chance.value) / Double(30 + known.count)
                return question.withNoise(min(max(noise, 0.005), 1), sharpness: known.sharpness.sharpness)
            })
    }

    /// How likely shades are kept.
    public func keepModel() -> KeepModel { keeps.model(from: reference, prior: .standard) }

    /// The shades with the colours that they turned out to have on people: of lines that enough have told of, each by what
    /// is told of it and of its line.
    /// - Complexity: O(*n*) and the cube of each line's shades told of.
    public func corrected(_ shades: [Shade]) -> [Shade] {
        guard !offsets.isEmpty else { return shades }
        var lines: [[String]: [LineOffsets.Told]] = [:]
        for shade in shades {
            guard let sums = offsets[shade.sku] else { continue }
            lines[[shade.brand, shade.product], default: []].append(
                LineOffsets.Told(
                    sku: shade.sku, lightness: shade.lab.lightness, sums: sums, uncertainty: shade.labUncertainty))
        }
        let known = lines.mapValues(LineOffsets.init).filter { $0.value.count >= Self.fewest }
        return shades.map { shade in
            guard let line = known[[shade.brand, shade.product]] else { return shade }
            let (offset, uncertainty) = line.offset(
                of: shade, countsOwn: offsets[shade.sku].map { $0.count >= Self.fewest } ?? false)
            var corrected = shade
            (corrected.lab, corrected.labUncertainty) = (shade.lab + offset, uncertainty)
            return corrected
        }
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
