/// What a customer says of a shade that she was shown or has tried.
public enum FeedbackKind: String, Codable, Sendable, CaseIterable {
    case liked, rejected
    /// What her orders say, not she.
    case kept, returned
    case tooLight, tooDark, tooYellow, tooPink, tooRed, tooOrange, tooAshy, oxidised
    case tooSheer, tooHeavy, tooShiny, tooMatte
}

extension FeedbackKind {
    /// Why a shade came back, as shops' systems write it: `too_dark`, `Too dark`, `tooDark`, `too-dark`. `nil` for other
    /// reasons.
    public init?(returnReason text: String) {
        let word = String(text.lowercased().filter(\.isLetter)).replacing("oxidized", with: "oxidised")
        let reasons = Self.allCases.filter { ![.liked, .rejected, .kept, .returned].contains($0) }
        guard let kind = reasons.first(where: { $0.rawValue.lowercased() == word }) else { return nil }
        self = kind
    }

    /// What speaks for the skin's being elsewhere than where the shade is, by L*, a*, b* from it: "too dark" does for
    /// skin that is lighter. `nil` where the colour is not what it is about.
    var toward: SIMD3<Double>? {
        switch self {
        case .tooDark: SIMD3(0.6, 0, 0)
        case .tooLight: SIMD3(-0.6, 0, 0)
        case .tooYellow: SIMD3(0, 0, -0.6)
        case .tooPink: SIMD3(0, -0.6, 0.3)
        case .tooRed: SIMD3(0, -0.7, 0)
        case .tooOrange: SIMD3(0, -0.4, -0.5)
        case .tooAshy: SIMD3(0, 0.3, 0.5)
        // It darkened on her: by that much a lighter one would have fitted.
        case .oxidised: SIMD3(0.3, 0, 0)
        case .liked, .rejected, .kept, .returned, .tooSheer, .tooHeavy, .tooShiny, .tooMatte: nil
        }
    }

    /// What she likes more or less for it, by attributes' names: of base shades their products, of others their colours.
    var likes: [String: Double] {
        switch self {
        case .tooSheer: ["coverage.full": 1, "coverage.medium": 0.5, "coverage.sheer": -1, "coverage.light": -0.7]
        case .tooHeavy: ["coverage.full": -1, "coverage.sheer": 1, "coverage.light": 0.7]
        case .tooShiny: ["finish.matte": 1, "finish.natural": 0.4, "finish.dewy": -1, "finish.radiant": -0.7]
        case .tooMatte: ["finish.matte": -1, "finish.dewy": 0.7, "finish.radiant": 0.7, "finish.satin": 0.4]
        case .tooLight: ["colour.depth": 1.5]
        case .tooDark: ["colour.depth": -1.5]
        case .oxidised: ["colour.depth": -1]
        case .tooYellow: ["colour.warmth": -1.5]
        case .tooOrange: ["colour.warmth": -1.2, "colour.strength": -0.5]
        case .tooPink: ["colour.warmth": 1.5]
        case .tooRed: ["colour.strength": -1.2]
        case .tooAshy: ["colour.strength": 1.2]
        case .liked, .rejected, .kept, .returned: [:]
        }
    }
}
