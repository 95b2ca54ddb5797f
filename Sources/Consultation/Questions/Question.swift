import ShadeCatalog

/// Something that may be asked, as `questions.yaml` says it.
public struct Question: Sendable, Hashable {
    public let id: String
    public let kind: Kind
    /// What it is asked for.
    let scope: Scope
    /// What asking costs the customer, in keep-probability points of 100: her effort and what it tells of her.
    public let cost: Double
    /// Chance that an answer says nothing: that it is any one of those there are.
    public internal(set) var noise: Double
    /// Whether an answer goes with what it is about on the average only, as veins do with undertone: the book gives it
    /// much noise.
    let isCue: Bool
    /// A factor of all options' scores: how much more sharply they are told apart than the book supposes.
    public internal(set) var sharpness = 1.0
    /// Chance that she has an answer at all.
    public let answered: Double
    /// How often it may be asked: about other shades each time.
    public let repeats: Int
    /// How sharply options are told apart: a factor of products' scores, or log-odds for one ΔE00 between colours held
    /// beside skin.
    public let strength: Double
    /// Not asked unless policy allows.
    public let isSensitive: Bool
    /// By language, such as `en`.
    public let text: [String: String]
    /// Why it is asked.
    public let why: [String: String]
    /// Empty where they depend on what is believed.
    public let options: [Option]

    /// Categories that a question is for.
    enum Scope: String, Sendable, Hashable, CaseIterable {
        case everything
        /// Shades that are matched to skin.
        case skin
        /// Colours that are no match to it.
        case colour

        func contains(_ category: ShadeCategory) -> Bool {
            self == .everything || category.isMatchable == (self == .skin)
        }
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One of the options.
        case choice
        /// All of the options that are true of her, or none.
        case choices
        /// One of some products, in her colour.
        case compare
        /// A shade that fits, of any brand.
        case knownShade = "known_shade"
        /// The nearest of some colours.
        case swatches
        /// What is wrong with the best shade so far.
        case critique
        /// An amount that a product may cost at most, or one of some such amounts.
        case range
        /// Another photo, in other light.
        case photo
    }

    /// What may be answered, and what speaks for it.
    public struct Option: Sendable, Hashable {
        public let id: String
        public let text: [String: String]
        /// Log-odds before anything else.
        public let bias: Double
        /// By how much she likes an attribute.
        public let likes: [TasteAttribute: Double]
        /// By her undertone, + for warm.
        public let warmth: Double
        /// By her skin's L*, a*, b* from middling skin's.
        public let lean: SIMD3<Double>
        /// By the skin's L*, a*, b* from the shade's in question.
        public let toward: SIMD3<Double>
        /// Nearness of the skin to a colour.
        public let near: Near?
        /// What every shade shown must be like from then on.
        public let requires: Requirement?
    }

    public enum Near: Sendable, Hashable {
        case lab(lightness: Double, a: Double, b: Double, strength: Double)
        /// The shade in question's colour.
        case shade(strength: Double)
    }
}

extension Question {
    /// The option of a question about an amount that sets none.
    public static let anyAmount = "any"

    func withNoise(_ noise: Double, sharpness: Double? = nil) -> Question {
        var question = self
        question.noise = noise
        question.sharpness = sharpness ?? self.sharpness
        return question
    }

    /// The text in a language, or in English.
    public func text(in language: String) -> String { text[language] ?? text["en"] ?? id }
    /// Why it is asked, in a language, or in English.
    public func why(in language: String) -> String { why[language] ?? why["en"] ?? "" }
}

extension Question.Option {
    /// The text in a language, or in English.
    public func text(in language: String) -> String { text[language] ?? text["en"] ?? id }
}
