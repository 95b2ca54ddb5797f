import ColorKernels
public import ColorScience

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
