import ColorKernels
public import ColorScience

/// How skin leans at equal depth: towards pink (cool), towards gold (warm), or neither.
public enum Undertone: String, CaseIterable, Sendable, Codable {
    case warm
    case neutral
    case cool

    /// Half the width of neutral, as a hue difference ΔH*ab: 3° at the chroma of medium skin. A difference, not an
    /// angle, because a degree means less on deep skin, whose chroma is low.
    static let neutralHalfWidth = 1.1

    /// From the hue's difference to that of typical skin of the same depth.
    public init(_ lab: Lab<D65>) { self = SkinLeaning(lab).undertone }
}

/// How skin differs from typical skin of its depth.
struct SkinLeaning {
    let undertone: Undertone
    let isOlive: Bool

    init(_ lab: Lab<D65>) {
        let typical = TypicalSkin.color(at: lab.lightness)
        let residual = lab.hueDifference(from: typical)
        undertone =
            residual > Undertone.neutralHalfWidth ? .warm : residual < -Undertone.neutralHalfWidth ? .cool : .neutral
        isOlive = lab.a < typical.a - 2 && lab.b < typical.b + 2.5 && residual > 0
    }
}

extension Lab where White == D65 {
    /// Olive skin is greenish and muted: less red than typical skin of its depth, without more yellow to match.
    public var isOlive: Bool { SkinLeaning(self).isOlive }

    /// Signed hue difference: positive towards yellow and green.
    /// - Source: ΔH*ab of CIE 15:2018, 8.2.1.3.
    func hueDifference(from other: Self) -> Double {
        // No angle is needed: C·C′ times sine and cosine of the hues' difference are the cross and the dot product.
        let (cross, dot) = (other.a * b - other.b * a, a * other.a + b * other.b)
        let product = chroma * other.chroma
        guard dot < 0 else { return product > 0 ? cross / ((product + dot) / 2).squareRoot() : 0 }
        let far = (2 * (product - dot)).squareRoot()
        return cross < 0 ? -far : far
    }
}

/// What a belief says about the scales people use for skin.
public struct SkinDescription: Sendable {
    /// Of the belief's mean; so `itaClass`.
    public let ita: IndividualTypologyAngle
    public let itaClass: ITAClass
    /// The most probable undertone.
    public let undertone: Undertone
    /// Of every undertone, summing to 1.
    public let undertoneProbabilities: [Undertone: Double]
    /// Probability of olive, 0...1; a separate axis from the undertone.
    public let olive: Double
    /// The most probable Monk tone.
    public let monk: MonkTone
    /// Ten probabilities, tone 1 first.
    public let monkProbabilities: [Double]
}

extension SkinBelief {
    /// What the particles say, by their weights.
    /// - Complexity: O(particles).
    public var description: SkinDescription {
        var (warm, cool) = (0.0, 0.0)
        var monk = [Double](repeating: 0, count: 10)
        var (olive, total) = (0.0, 0.0)
        for (index, weight) in weights.enumerated() {
            let lab = particles[index]
            let leaning = SkinLeaning(lab)
            if leaning.undertone == .warm { warm += Double(weight) }
            if leaning.undertone == .cool { cool += Double(weight) }
            total += Double(weight)
            monk[MonkTone(lab.individualTypologyAngle).tone - 1] += Double(weight)
            if leaning.isOlive { olive += Double(weight) }
        }
        let mean = gaussian.mean
        let undertones: [Undertone: Double] = [.warm: warm, .neutral: max(total - warm - cool, 0), .cool: cool]
        return SkinDescription(
            ita: mean.individualTypologyAngle, itaClass: ITAClass(mean.individualTypologyAngle),
            undertone: Undertone.allCases.max { undertones[$0]! < undertones[$1]! }!,
            undertoneProbabilities: undertones, olive: olive,
            monk: MonkTone(tone: monk.indices.max { monk[$0] < monk[$1] }! + 1), monkProbabilities: monk)
    }
}
