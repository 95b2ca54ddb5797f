public import ColorScience

extension LabPlanes {
    /// The exact median of each channel on its own, over every `step`-th colour of a range; `nil` when that is empty.
    /// Coordinates that are not finite are left out.
    /// - Complexity: O(*n*); three selections.
    public func median(of range: Range<Int>, step: Int = 1) -> Lab<D65>? {
        precondition(step > 0 && range.lowerBound >= 0 && range.upperBound <= count, "the range lies within the planes")
        var selection = Selection()
        func median(_ plane: [Float]) -> Double? {
            let every = stride(from: range.lowerBound, to: range.upperBound, by: step)
            let values = step == 1 ? plane[range] : every.map { plane[$0] }[...]
            return values.quantile(0.5, with: &selection).map(Double.init)
        }
        guard let lightness = median(lightness), let a = median(a), let b = median(b) else { return nil }
        return Lab(lightness, a, b)
    }
}
