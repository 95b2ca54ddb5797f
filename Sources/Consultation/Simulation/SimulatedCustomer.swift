import ColorKernels
public import ColorScience
import ShadeCatalog

/// A person with a skin and a taste that nobody sees, who answers questions by them.
public struct SimulatedCustomer: Sendable {
    public let id: Int
    public let skin: Lab<D65>
    /// By dimension of the offer's taste space.
    let taste: [Double]
    /// What her photo says, off as photos are; `nil` where there is none.
    let photo: LabGaussian?
    /// What her photo and another say together; `nil` where she takes no other.
    let photos: LabGaussian?
    /// A shade of the offer that fits her and that she knows, if any.
    let knownShade: Int?
    /// Log-odds of keeping every shade of the offer.
    let utilities: [Double]

    /// Which skins hers is counted with, such as `tan, warm`.
    public var group: String {
        ToneGroup(skin).words
    }

    /// Chance that she keeps a shade.
    func keep(_ shade: Int) -> Double { KeepModel.keep(utilities[shade]) }

    /// - Parameters:
    ///   - seed: of the population.
    public init(id: Int, seed: UInt64, offer: Offer) {
        var generator = SplitMix64(seed: mixed(seed &+ mixed(UInt64(id))))
        func normal() -> Double { normalQuantile(.random(in: 1e-9..<1, using: &generator)) }
        // Not the prior's: depths even from 27 to 74, undertones a little narrower and redder than typical.
        let lightness = Double.random(in: 27...74, using: &generator)
        let typical = TypicalSkin.color(at: lightness)
        skin = Lab(lightness, max(typical.a + 0.4 + 1.7 * normal(), 2), max(typical.b + 2.7 * normal(), 2))

        // A favourite on the way from matte to dewy and from sheer to full, and less of the rest the farther off.
        let (shine, cover) = (
            Double.random(in: 0...4, using: &generator), Double.random(in: 0.5...3, using: &generator)
        )
        let (shineMatters, coverMatters) = (
            Double.random(in: 0.2...1.2, using: &generator), Double.random(in: 0.2...1, using: &generator)
        )
        let price = -0.8 + 0.5 * normal()
        let (vegan, free) = (
            Double.random(in: 0...1, using: &generator) < 0.15 ? 1.5 : 0.1,
            Double.random(in: 0...1, using: &generator) < 0.2 ? 1.2 : 0.1
        )
        // Of their own generator: where products do not differ in these, nothing else is drawn otherwise.
        var others = SplitMix64(seed: mixed(seed &+ mixed(UInt64(id)) &+ 1))
        func other() -> Double { normalQuantile(.random(in: 1e-9..<1, using: &others)) }
        let kindOfSkin = SkinType.allCases.randomElement(using: &others)
        taste = offer.space.attributes.map { attribute in
            switch attribute {
            case .finish(let finish): 0.8 - shineMatters * abs(Double(finish.shine) - shine)
            case .coverage(let coverage): 0.5 - coverMatters * abs(Double(coverage.amount) - cover)
            case .formula: 0.5 * other()
            case .wear: 0.3 + 0.3 * other()
            case .suits(let type): type == kindOfSkin ? 0.8 : 0
            case .brand: 0.3 * other()
            case .price: price
            case .vegan: vegan
            case .fragranceFree: free
            case .depth, .strength, .warmth: 0
            }
        }

        // As measured: mostly exposure, which moves light skin further; tails of six degrees of freedom.
        let size = (lightness + 16) / 66
        let covariance = Covariance3(ll: 9, la: -0.6, lb: 1.2, aa: 2.2, ab: 0.4, bb: 5) * (size * size)
        let root = covariance.cholesky
        // Six degrees over the sum of their squares has tails; four in place of six leave the covariance what it says.
        func photoError() -> Lab<D65> {
            let z = (normal(), normal(), normal())
            var square = 0.0
            for _ in 0..<6 { let x = normal(); square += x * x }
            let error = Lab<D65>(
                root.ll * z.0, root.al * z.0 + root.aa * z.1, root.bl * z.0 + root.ba * z.1 + root.bb * z.2)
            return error * (4 / square).squareRoot()
        }
        let error = photoError()
        photo = LabGaussian(mean: skin + error, covariance: covariance)

        utilities = Self.utilities(skin: skin, taste: taste, offer)
        var nearest: (shade: Int, distance: Double)?
        for (index, score) in offer.scores.enumerated() {
            // She found it by trying, and tries are few: not always the very nearest.
            let tried = skin.deltaE00(to: score.near?.lab ?? skin) + 0.8 * abs(normal())
            if tried < nearest?.distance ?? .infinity { nearest = (index, tried) }
        }
        let knows = Double.random(in: 0...1, using: &generator) < 1 / 3
        knownShade = knows ? nearest?.shade : nil
        // Of one face in other light: errors go together by 0.2, so that both leave 0.6 of the variance that one does.
        let other = error * 0.2 + photoError() * 0.96.squareRoot()
        photos = LabGaussian(mean: skin + (error + other) * 0.5, covariance: covariance * 0.6)
        self.id = id
    }

    init(
        id: Int, skin: Lab<D65>, taste: [Double], photo: LabGaussian?, photos: LabGaussian?, knownShade: Int?,
        utilities: [Double]
    ) {
        (self.id, self.skin, self.taste, self.photo, self.photos) = (id, skin, taste, photo, photos)
        (self.knownShade, self.utilities) = (knownShade, utilities)
    }

    /// Log-odds of keeping every shade, by her own idea of what fits: a sharper eye than the model supposes.
    static func utilities(skin: Lab<D65>, taste: [Double], _ offer: Offer) -> [Double] {
        offer.scores.map { score in
            let distance = skin.deltaE00(to: score.near?.lab ?? skin)
            var utility = 1.6 - 0.55 * distance * distance / (1 + 0.12 * distance)
            for (feature, weight) in zip(score.taste, taste) { utility += feature * weight }
            return utility
        }
    }
}

extension SimulatedCustomer {
    /// Her answer: the place of an option, or `nil` for "I don't know".
    /// - Parameter noise: chance that it is any option.
    func answer(
        to form: QuestionForm, isCue: Bool, noise: Double, using generator: inout SplitMix64
    ) -> Int? {
        guard !form.options.isEmpty else { return nil }
        if Double.random(in: 0..<1, using: &generator) < noise {
            return Int.random(in: form.options.indices, using: &generator)
        }
        let scores = form.options.map { $0.score.value(skin: skin, taste: taste[...]) }
        // Cues such as veins go with undertone on the average only.
        let felt = isCue ? scores.map { $0 + gumbel(&generator) } : scores
        return felt.indices.max { felt[$0] < felt[$1] }
    }

    /// Her answer where several options may be true of her, option by option.
    func truths(of form: QuestionForm, noise: Double, using generator: inout SplitMix64) -> [Bool] {
        let isChance = Double.random(in: 0..<1, using: &generator) < noise
        return form.options.map { option in
            isChance ? Bool.random(using: &generator) : option.score.value(skin: skin, taste: taste[...]) > 0
        }
    }

    private func gumbel(_ generator: inout SplitMix64) -> Double {
        -naturalLogarithm(-naturalLogarithm(.random(in: 1e-12..<1, using: &generator)))
    }
}
