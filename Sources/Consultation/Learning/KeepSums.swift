import ColorScience

/// Of shades that were bought: whether they were kept, as the sums of one Newton step from a model.
struct KeepSums: Codable, Sendable, Hashable {
    /// Of the gradient: by log-odds, and by a factor of the loss to colour.
    private var (pull, colorPull) = (ExactSum(), ExactSum())
    /// Of the curvature.
    private var (sure, cross, colorSure) = (ExactSum(), ExactSum(), ExactSum())

    init() {}

    /// A shade as it looks from every draw of what was believed before.
    struct Prospect {
        /// Log-odds of keeping it, draw by draw.
        let utilities: [Float]
        /// How much of them it loses by its colour.
        let losses: [Float]
    }

    /// - Parameters:
    ///   - bought: the shade that was kept or came back.
    ///   - rivals: others that were shown and not bought: she who chooses keeps more of what she chose than its chances
    ///     say by themselves.
    ///   - weights: of the draws.
    /// - Source: score and information of what is seen in part, Louis 1982.
    mutating func add(wasKept: Bool, _ bought: Prospect, over rivals: [Prospect], weights: [Float]) {
        var total = 0.0
        var (first, second) = (0.0, 0.0)
        var (a, b, c) = (0.0, 0.0, 0.0)
        let shown = [bought] + rivals
        for (i, weight) in weights.enumerated() where weight > 0 {
            let (keep, loss) = (logistic(Double(bought.utilities[i])), Double(bought.losses[i]))
            // That she bought it, among those shown: as sharply as products are told apart when asked about.
            let scores = shown.map { Self.choosing * Double($0.utilities[i]) }
            let clear = ChoiceEvidence.probabilities(scores, noise: 0)
            let chance = (1 - Self.noise) * clear[0] + Self.noise / Double(shown.count)
            let (mean, square) = zip(clear, shown).reduce((0.0, 0.0)) { sums, entry in
                let loss = Double(entry.1.losses[i])
                return (sums.0 + entry.0 * loss, sums.1 + entry.0 * loss * loss)
            }
            let told = (1 - Self.noise) * clear[0] / chance * Self.choosing
            let share = Double(weight) * chance * (wasKept ? keep : 1 - keep)
            let (miss, spread) = ((wasKept ? 1 : 0) - keep, keep * (1 - keep))
            let slope = told * (mean - loss) - miss * loss
            total += share
            first += share * miss
            second += share * slope
            a += share * (spread - miss * miss)
            b -= share * (spread * loss + miss * slope)
            c += share * (spread * loss * loss + told * Self.choosing * (square - mean * mean) - slope * slope)
        }
        guard total > 0 else { return }
        let (x, y) = (first / total, second / total)
        pull += x
        colorPull += y
        sure += a / total + x * x
        cross += b / total + x * y
        colorSure += c / total + y * y
    }

    /// How much more sharply she chooses among shades that she sees than she keeps them, and how often by chance: as the
    /// book has it of products shown for comparison.
    private static let (choosing, noise) = (2.0, 0.1)

    mutating func add(_ other: KeepSums) {
        pull += other.pull
        colorPull += other.colorPull
        sure += other.sure
        cross += other.cross
        colorSure += other.colorSure
    }

    /// The model after the step.
    /// - Parameters:
    ///   - reference: the model that utilities were by.
    ///   - prior: what to believe without these: its base within a half, its slope within a third.
    func model(from reference: KeepModel, prior: KeepModel) -> KeepModel {
        let (baseSure, slopeSure) = (4.0, 9.0)
        let (baseBack, slopeBack) = (
            baseSure * (prior.base - reference.base), slopeSure * (prior.slope - reference.slope) / reference.slope
        )
        let (a, b, c) = (sure.value + baseSure, cross.value, colorSure.value + slopeSure)
        let determinant = a * c - b * b
        guard a > 0, determinant > 0 else { return reference }
        let (first, second) = (pull.value + baseBack, colorPull.value + slopeBack)
        let base = (c * first - b * second) / determinant
        let slope = (a * second - b * first) / determinant
        // One step, so not far.
        return KeepModel(
            base: reference.base + min(max(base, -0.5), 0.5),
            slope: min(max(reference.slope * (1 + min(max(slope, -0.3), 0.5)), prior.slope / 3), prior.slope * 3))
    }
}
