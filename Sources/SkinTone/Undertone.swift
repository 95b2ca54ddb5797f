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
    public init(_ lab: Lab<D65>) {
        let residual = lab.hueDifference(from: TypicalSkin.color(at: lab.lightness))
        self = residual > Self.neutralHalfWidth ? .warm : residual < -Self.neutralHalfWidth ? .cool : .neutral
    }
}

extension Lab where White == D65 {
    /// Olive skin is greenish and muted: less red than typical skin of its depth, without more yellow to match.
    public var isOlive: Bool {
        let typical = TypicalSkin.color(at: lightness)
        return a < typical.a - 2 && b < typical.b + 2.5 && hueDifference(from: typical) > 0
    }

    /// Signed hue difference: positive towards yellow and green.
    /// - Source: ΔH*ab of CIE 15:2018, 8.2.1.3.
    func hueDifference(from other: Self) -> Double {
        let degrees = (lch.hue - other.lch.hue).remainder(dividingBy: 360)
        return 2 * (chroma * other.chroma).squareRoot() * sine(degrees / 2 * .pi / 180)
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
        var undertones: [Undertone: Double] = [.warm: 0, .neutral: 0, .cool: 0]
        var monk = [Double](repeating: 0, count: 10)
        var olive = 0.0
        for (index, weight) in weights.enumerated() {
            let lab = particles[index]
            undertones[Undertone(lab), default: 0] += Double(weight)
            monk[MonkTone(lab.individualTypologyAngle).tone - 1] += Double(weight)
            if lab.isOlive { olive += Double(weight) }
        }
        let mean = gaussian.mean
        return SkinDescription(
            ita: mean.individualTypologyAngle, itaClass: ITAClass(mean.individualTypologyAngle),
            undertone: Undertone.allCases.max { undertones[$0]! < undertones[$1]! }!,
            undertoneProbabilities: undertones, olive: olive,
            monk: MonkTone(tone: monk.indices.max { monk[$0] < monk[$1] }! + 1), monkProbabilities: monk)
    }
}
