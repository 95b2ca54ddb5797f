import ColorScience
import ShadeCatalog

/// Of the shades of one line: by how much they lie off what their swatches say, as customers' skins have shown.
///
/// A normal model: half of the variance that a shade's colour is not known by is its own, half it has in common with shades
/// of the line that are as deep, and less the farther they are from it in depth (how they were photographed, how they dry).
/// So a line's swatches are read as its wearers' skins have shown, also for shades that nobody has told of yet; but what
/// light skins have shown says next to nothing of deep shades.
struct LineOffsets {
    /// What is told of one shade.
    struct Told {
        let sku: String
        /// L*.
        let lightness: Double
        let sums: OffsetSums
        /// Standard deviation of each coordinate of the colour without it.
        let uncertainty: Double
    }

    /// Customers' words and outcomes, of all its shades.
    let count: Int
    private let told: [Told]
    /// L*, a*, b*: of all that is told, covariance with its errors, and its solution for the offsets told.
    private let axes: [(system: SymmetricSystem, solution: [Double])]

    /// L* at which shades of a line have 0.6 of it in common.
    private static let reach = 15.0

    /// - Complexity: O(*n*³) in the number of shades told of.
    init(_ told: [Told]) {
        count = told.reduce(0) { $0 + $1.sums.count }
        self.told = told
        axes = (0..<3).map { axis in
            let figures = told.map { $0.sums.told[axis] }
            let system = SymmetricSystem(count: told.count) { row, column in
                let common = Self.common(told[row], told[column].lightness, told[column].uncertainty)
                return row == column ? common + Self.own(told[row]) + 1 / max(figures[row].precision, 1e-9) : common
            }
            return (system, system.solution(figures.map(\.mean)))
        }
    }

    private static func own(_ shade: Told) -> Double { max(shade.uncertainty * shade.uncertainty, 1e-6) / 2 }

    private static func common(_ shade: Told, _ lightness: Double, _ uncertainty: Double) -> Double {
        let far = (shade.lightness - lightness) / reach
        return exponential(-0.5 * far * far) * max(shade.uncertainty * uncertainty, 1e-6) / 2
    }

    /// Of a shade of the line: offset, and the standard deviation of L* with it.
    /// - Parameter countsOwn: whether what is told of the shade itself counts for more than what is told of one like it.
    func offset(of shade: Shade, countsOwn: Bool) -> (offset: Lab<D65>, uncertainty: Double) {
        let with = told.map { told in
            Self.common(told, shade.lab.lightness, shade.labUncertainty)
                + (countsOwn && told.sku == shade.sku ? Self.own(told) : 0)
        }
        let means = axes.map { axis in zip(with, axis.solution).reduce(0) { $0 + $1.0 * $1.1 } }
        let prior = max(shade.labUncertainty * shade.labUncertainty, 1e-6)
        let explained = zip(with, axes[0].system.solution(with)).reduce(0) { $0 + $1.0 * $1.1 }
        return (Lab(means[0], means[1], means[2]), max(prior - explained, 1e-6).squareRoot())
    }
}
