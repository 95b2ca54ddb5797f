extension FloatPlane {
    /// Smoothed, but with the edges of `guide`: within each window it is a straight line of the guide's values.
    ///
    /// - Parameters:
    ///   - radius: of the window, in pixels.
    ///   - tolerance: changes of the guide below this count as smooth.
    /// - Source: He, Sun and Tang 2013, "Guided image filtering".
    func guided(by guide: FloatPlane, radius: Int, tolerance: Float) -> FloatPlane {
        let (mean, level) = (blurred(radius: radius), guide.blurred(radius: radius))
        let (square, product) = ((guide * guide).blurred(radius: radius), (guide * self).blurred(radius: radius))
        var (slope, offset) = (mean, mean)
        for index in values.indices {
            let variance = max(square.values[index] - level.values[index] * level.values[index], 0)
            let shared = product.values[index] - level.values[index] * mean.values[index]
            slope.values[index] = shared / (variance + tolerance * tolerance)
            offset.values[index] = mean.values[index] - slope.values[index] * level.values[index]
        }
        let (slopes, offsets) = (slope.blurred(radius: radius), offset.blurred(radius: radius))
        var result = guide
        for index in values.indices {
            result.values[index] = clamp(slopes.values[index] * guide.values[index] + offsets.values[index])
        }
        return result
    }
}
