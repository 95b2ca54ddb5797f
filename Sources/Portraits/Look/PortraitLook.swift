/// What a person wears, how the mouth is, and what stands behind: nothing of it changes the skin.
public struct PortraitLook: Sendable, Hashable {
    /// What covers the hair.
    public enum Headwear: String, Sendable, CaseIterable { case none, beanie, scarf }

    /// What is behind the person; `soft` is out of focus.
    public enum Backdrop: String, Sendable, CaseIterable {
        case soft, wall, window, shelf, foliage, lights, tiles, curtain
    }

    public var glasses: Glasses?
    /// 0 shaven, 0.3 stubble, 1 a full beard.
    public var beard: Double
    public var makeUp: MakeUp
    /// Products with spectra, in the order they are put on, over `makeUp`: with and without them a portrait is the
    /// same in all else.
    public var products: [WornProduct]
    /// 0 none to 1 many.
    public var freckles: Double
    public var headwear: Headwear
    /// How far the lips are apart in a smile: 0 closed, 1 shows the teeth.
    public var smile: Double
    /// How much lighter the neck is than the face: −0.25 (darker) to 0.25, as a share of its light.
    public var neck: Double
    /// How far faces differ beyond what `seed` alone gives: 0 not, 1 as people do.
    public var variety: Double
    public var backdrop: Backdrop
    /// Held beside the chin.
    public var card: ReferenceCard?

    /// Nothing worn, lips closed.
    public init() {
        beard = 0
        makeUp = MakeUp()
        products = []
        freckles = 0
        headwear = .none
        smile = 0
        neck = 0
        variety = 0
        backdrop = .soft
        card = nil
    }

    public static let plain = PortraitLook()
}

extension PortraitLook {
    var clamped: PortraitLook {
        var look = self
        look.glasses = glasses?.clamped
        look.beard = beard.limited(to: 0...1, otherwise: 0)
        look.makeUp = makeUp.clamped
        look.products = products.map(\.clamped)
        look.freckles = freckles.limited(to: 0...1, otherwise: 0)
        look.smile = smile.limited(to: 0...1, otherwise: 0)
        look.neck = neck.limited(to: -0.25...0.25, otherwise: 0)
        look.variety = variety.limited(to: 0...1, otherwise: 0)
        return look
    }

    /// What is worn, one word each.
    public var worn: [String] {
        var words: [String] = []
        if glasses != nil { words.append("glasses") }
        if beard > 0 { words.append(beard < 0.45 ? "stubble" : "beard") }
        words += makeUp.words
        if freckles > 0 { words.append("freckles") }
        if headwear != .none { words.append(headwear.rawValue) }
        if smile > 0 { words.append("smile") }
        return words
    }
}
