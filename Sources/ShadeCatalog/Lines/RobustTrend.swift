/// A straight line through the medians: a few wrong points do not bend it.
/// - Source: Theil 1950; Sen 1968.
struct RobustTrend: Sendable {
    private var slope: Double
    private var intercept: Double

    /// - Returns: `nil` for no points.
    /// - Complexity: O(*n*²) for up to three hundred points; of more, evenly many are taken.
    init?(_ points: [(x: Double, y: Double)]) {
        guard !points.isEmpty else { return nil }
        let step = (points.count + 299) / 300
        let points = stride(from: 0, to: points.count, by: step).map { points[$0] }
        var slopes: [Double] = []
        for i in points.indices {
            for j in 0..<i where abs(points[i].x - points[j].x) > 1e-6 {
                slopes.append((points[i].y - points[j].y) / (points[i].x - points[j].x))
            }
        }
        let slope = Self.median(slopes) ?? 0
        self.slope = slope
        intercept = Self.median(points.map { $0.y - slope * $0.x }) ?? 0
    }

    func value(at x: Double) -> Double { intercept + slope * x }

    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    /// The standard deviation of a normal distribution with the values' median distance from 0.
    /// - Source: the normal's upper quartile, 0.6745.
    static func spread(_ residuals: [Double]) -> Double { (median(residuals.map(abs)) ?? 0) / 0.6745 }
}
