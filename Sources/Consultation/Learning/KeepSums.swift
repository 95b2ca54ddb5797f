import ColorScience

/// Of shades that were bought: whether they were kept, as the sums of one Newton step from a model.
struct KeepSums: Codable, Sendable, Hashable {
    /// Of the gradient: by log-odds, and by a factor of the loss to colour.
    private var (pull, colorPull) = (ExactSum(), ExactSum())
    /// Of the curvature.
    private var (sure, cross, colorSure) = (ExactSum(), ExactSum(), ExactSum())

    init() {}

    /// - Parameters:
    ///   - weights: of draws of what was believed before it was kept or came back.
    ///   - utilities: log-odds of keeping it, draw by draw.
    ///   - losses: how much of them it loses by its colour.
    /// - Source: score and information of what is seen in part, Louis 1982.
    mutating func add(wasKept: Bool, weights: [Float], utilities: [Float], losses: [Float]) {
        var total = 0.0
        var (first, second) = (0.0, 0.0)
        var (a, b, c) = (0.0, 0.0, 0.0)
        for ((utility, loss), weight) in zip(zip(utilities, losses), weights) {
            let (keep, loss) = (logistic(Double(utility)), Double(loss))
            let share = Double(weight) * (wasKept ? keep : 1 - keep)
            let (miss, spread) = ((wasKept ? 1 : 0) - keep, keep * (1 - keep))
            total += share
            first += share * miss
            second -= share * miss * loss
            let left = spread - miss * miss
            a += share * left
            b -= share * left * loss
            c += share * left * loss * loss
        }
        guard total > 0 else { return }
        let (x, y) = (first / total, second / total)
        pull += x
        colorPull += y
        sure += a / total + x * x
        cross += b / total + x * y
        colorSure += c / total + y * y
    }

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
