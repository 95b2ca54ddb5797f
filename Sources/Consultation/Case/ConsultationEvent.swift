public import ColorScience
public import SkinTone

/// Something that happened in a customer's case. Appended, never changed; from them all else follows.
public struct ConsultationEvent: Codable, Sendable, Hashable {
    /// Of this form of events: the latest.
    public static let version = 3

    /// The first form that knows what happened: programs of before name a later one instead of misreading it.
    public var version: Int
    /// Seconds since 1970, by the clock of whoever records.
    public var at: Double
    public var what: What

    public init(at: Double, _ what: What) { (self.at, self.what, version) = (at, what, what.firstVersion) }

    public enum What: Codable, Sendable, Hashable {
        case began(category: String, language: String, market: String, consent: Consent)
        case consented(Consent)
        /// What one photo says of her skin, or several read together, in place of what photos said before.
        case photo(SkinStatement)
        /// By a stylist's instrument.
        case measured(SkinStatement)
        case asked(AskedQuestion)
        case answered(question: String, Reply)
        /// What every shade must have, or without what it must be, by `Requirement`'s names.
        case required([String])
        /// Shades that were shown, and what the shop's goals had to do with it.
        case shown(skus: [String], firm: FirmChoice?)
        case feedback(Feedback)
        /// A stylist says which shade fits her, by its SKU, the skin it vanishes into and that colour's standard deviation,
        /// in the catalog of the day; in place of what stylists said before.
        case advised(sku: String, skin: [Double], uncertainty: Double)
    }

    /// A colour of skin and how sure it is.
    public struct SkinStatement: Codable, Sendable, Hashable {
        /// Tells it from others of her.
        public var id: String
        /// L*, a*, b*.
        public var lab: [Double]
        /// By rows: LL, La, Lb, aa, ab, bb.
        public var covariance: [Double]
        /// What the photos said one by one, where it was read off several or may yet be.
        public var photos: [PhotoEvidence]?

        public init(id: String, gaussian: LabGaussian, photos: [PhotoEvidence]? = nil) {
            (self.id, self.photos) = (id, photos)
            let (mean, spread) = (gaussian.mean, gaussian.covariance)
            lab = [mean.lightness, mean.a, mean.b]
            covariance = spread.entries
        }
    }

    public enum Reply: Codable, Sendable, Hashable {
        case option(String)
        /// All options that are true of her, in any order; none may be.
        case options([String])
        /// A shade that fits, by its SKU, the skin it vanishes into and that colour's standard deviation, in the catalog
        /// of the day.
        case shade(sku: String, skin: [Double], uncertainty: Double)
        /// What a product may cost at most, in the question's currency.
        case amount(Double)
        case unknown
        case skipped
    }

    public struct Feedback: Codable, Sendable, Hashable {
        public var sku: String
        /// The skin that the shade would fit, in the catalog of the day; empty where its colour is no match to skin.
        public var lab: [Double]
        /// What the shade has of each attribute, by name.
        public var features: [String: Double]
        public var kind: FeedbackKind
        /// The shop's id of the order that says it, where it was not she.
        public var order: String?
    }
}

extension ConsultationEvent.What {
    /// The first form of events that knew it.
    fileprivate var firstVersion: Int {
        switch self {
        case .advised, .answered(_, .amount): 2
        case .asked(let asked) where asked.options.contains { $0.requires.map(Self.isLate) == true }: 3
        case .asked(let asked): asked.takesPhoto || asked.currency != nil ? 2 : 1
        case .feedback(let feedback): feedback.lab.isEmpty ? 2 : 1
        case .required(let names): names.contains(where: Self.isLate) ? 3 : 1
        case .began, .consented, .photo, .measured, .answered, .shown: 1
        }
    }
    /// Whether a requirement, by its name, is of a kind that came with version 3.
    private static func isLate(_ name: String) -> Bool {
        ["formula.", "suits.", "brand."].contains(where: name.hasPrefix)
    }
}
