import ColorScience

/// Of shades that were bought: whether they were kept, as the sums of one Newton step from the standard model.
struct KeepSums: Codable, Sendable, Hashable {
    /// Of the gradient: by log-odds, and by the loss to colour.
    private var (pull, colorPull) = (ExactSum(), ExactSum())
    /// Of the curvature.
    private var (sure, cross, colorSure) = (ExactSum(), ExactSum(), ExactSum())

    init() {}

    /// - Parameters:
    ///   - keep: chance of its being kept, as was believed.
    ///   - loss: log-odds that it was believed to lose by its colour.
    mutating func add(wasKept: Bool, keep: Double, loss: Double) {
        let (miss, spread) = ((wasKept ? 1 : 0) - keep, keep * (1 - keep))
        pull += miss
        colorPull -= miss * loss
        sure += spread
        cross -= spread * loss
        colorSure += spread * loss * loss
    }

    mutating func add(_ other: KeepSums) {
        pull += other.pull
        colorPull += other.colorPull
        sure += other.sure
        cross += other.cross
        colorSure += other.colorSure
    }

    /// - Parameter model: what to believe without these.
    func model(_ model: KeepModel) -> KeepModel {
        // Laplace's approximation: base and slope are believed to be within some half a unit and half of what they are.
        let (a, b, c) = (sure.value + 4, cross.value, colorSure.value + 4)
        let determinant = a * c - b * b
        guard determinant > 0 else { return model }
        let base = (c * pull.value - b * colorPull.value) / determinant
        let slope = (a * colorPull.value - b * pull.value) / determinant
        // A single step: not far.
        return KeepModel(
            base: model.base + min(max(base, -1), 1), slope: model.slope * (1 + min(max(slope, -0.5), 1)))
    }
}

private func -= (sum: inout ExactSum, term: Double) { sum += -term }
