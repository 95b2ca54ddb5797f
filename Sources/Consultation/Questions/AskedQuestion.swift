import ColorScience

/// A question as it was put to one customer: with the shades and colours it was about, and what spoke for each option,
/// so that its answer means the same later, whatever the catalog and the questions have become.
public struct AskedQuestion: Codable, Sendable, Hashable {
    public let question: String
    /// Empty where any shade, or a photo, may be the answer.
    public let options: [Option]
    /// Whether all options that are true of her are the answer, not just one.
    public let takesSeveral: Bool
    /// Whether another photo is the answer, and nothing else.
    public let takesPhoto: Bool
    /// Of a question that takes an amount of money beside its options, the currency's code; else `nil`.
    public let currency: String?
    /// The shade in question, of a critique.
    public let shade: String?
    /// Chance that the answer says nothing: that it is any one of those there are.
    public let noise: Double
    /// The factor of its scores by which options were told apart more sharply than the book supposed.
    public let sharpness: Double
    /// What an answer was held to be worth when it was asked, in points of 100, before its cost; `nil` in events of
    /// before this was kept.
    public internal(set) var gain: Double?

    public struct Option: Codable, Sendable, Hashable {
        public let id: String
        /// What to show: a shade of the catalog, or only a colour.
        public let sku: String?
        /// L*, a*, b*.
        public let lab: [Double]?
        /// The attribute that every shade shown must have from then on.
        public let requires: String?
        let score: StoredScore
    }
}

extension AskedQuestion {
    /// Whether a shade of any brand is the answer.
    public var takesShade: Bool { options.isEmpty && !takesPhoto }

    /// Whether its figures are some that scores and chances can have, and what it requires can be.
    var isValid: Bool {
        (0...1).contains(noise) && (0.01...100).contains(sharpness) && options.count <= 100
            && gain.map { abs($0) <= 100 } ?? true
            && options.allSatisfy { option in
                option.score.isValid && option.lab.map { Lab<D65>(coordinates: $0) != nil } ?? true
                    && option.requires.map { Requirement(name: $0) != nil } ?? true
            }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        question = try container.decode(String.self, forKey: .question)
        options = try container.decode([Option].self, forKey: .options)
        shade = try container.decodeIfPresent(String.self, forKey: .shade)
        noise = try container.decode(Double.self, forKey: .noise)
        // Events of before these were there.
        takesSeveral = try container.decodeIfPresent(Bool.self, forKey: .takesSeveral) ?? false
        takesPhoto = try container.decodeIfPresent(Bool.self, forKey: .takesPhoto) ?? false
        currency = try container.decodeIfPresent(String.self, forKey: .currency)
        sharpness = try container.decodeIfPresent(Double.self, forKey: .sharpness) ?? 1
        gain = try container.decodeIfPresent(Double.self, forKey: .gain)
    }
}

/// A score with its dimensions by name.
struct StoredScore: Codable, Sendable, Hashable {
    var constant = 0.0
    var taste: [String: Double] = [:]
    /// L*, a*, b*, slope and bend.
    var near: [Double]?
    /// Origin's L*, a*, b*, then the slope.
    var lean: [Double]?
    var warmth = 0.0
}

extension StoredScore {
    init(_ score: Score, in space: TasteSpace) {
        constant = score.constant
        warmth = score.warmth
        for (attribute, weight) in zip(space.attributes, score.taste) where weight != 0 {
            taste[attribute.name] = weight
        }
        near = score.near.map { [$0.lab.lightness, $0.lab.a, $0.lab.b, $0.slope, $0.bend] }
        lean = score.lean.map {
            [$0.origin.lightness, $0.origin.a, $0.origin.b, $0.slope.x, $0.slope.y, $0.slope.z]
        }
    }

    var isValid: Bool {
        let figures = [constant, warmth] + Array(taste.values) + (near ?? []) + (lean ?? [])
        return figures.allSatisfy { abs($0) < 1e4 }
            && (near.map { $0.count == 5 && (0.01...1e4).contains($0[4]) } ?? true)
            && (lean.map { $0.count == 6 } ?? true)
    }

    /// With what the shades on offer differ in.
    func score(in space: TasteSpace) -> Score {
        var score = Score(dimensions: space.attributes.count)
        score.constant = constant
        score.warmth = warmth
        for (index, attribute) in space.attributes.enumerated() { score.taste[index] = taste[attribute.name] ?? 0 }
        if let near, near.count == 5, near[4] > 0 {
            score.near = Score.Near(lab: Lab(near[0], near[1], near[2]), slope: near[3], bend: near[4])
        }
        if let lean, lean.count == 6 {
            score.lean = Score.Lean(
                origin: Lab(lean[0], lean[1], lean[2]), slope: SIMD3(lean[3], lean[4], lean[5]))
        }
        return score
    }
}
