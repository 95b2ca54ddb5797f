import ColorScience
import ShadeCatalog

/// The best shades of a large catalog under each of several beliefs. Result: for each belief, the places of the best
/// shades, then their expected ΔE00.
final class ShadesWork: Work {
    private let matcher: ShadeMatcher
    private let beliefs: [LabGaussian]
    private let top: Int
    private var found: [[ShadeMatch]] = []

    /// `file`: shades as planes L*, a*, b*; `second`: six floats a belief, mean and standard deviations; `top`: 10
    /// unless given.
    init(_ request: Request) throws {
        let numbers = try NumberFile.floats(request.file)
        let count = numbers.count / 3
        let shades = (0..<count).map { i in
            Shade.foundation(
                Lab(Double(numbers[i]), Double(numbers[count + i]), Double(numbers[2 * count + i])), index: i)
        }
        matcher = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .foundation)
        let figures = try NumberFile.floats(request.second).map { Double($0) }
        beliefs = stride(from: 0, to: figures.count - 5, by: 6).map { i in
            LabGaussian(
                mean: Lab(figures[i], figures[i + 1], figures[i + 2]),
                covariance: Covariance3(standardDeviations: figures[i + 3], figures[i + 4], figures[i + 5]))
        }
        top = request.top ?? 10
    }

    func run() {
        found = beliefs.map { matcher.matches(for: $0, top: top) }
        keep(found)
    }

    func result() throws -> WorkResult {
        let places = found.joined().compactMap { Double($0.shade.sku.dropFirst()) }
        return WorkResult(figures: ["places": places, "expected": found.joined().map(\.deltaE00.expected)])
    }
}
