extension Double {
    /// Inside the range; `fallback` for what is not a number.
    func limited(to range: ClosedRange<Double>, otherwise fallback: Double) -> Double {
        isNaN ? fallback : min(max(self, range.lowerBound), range.upperBound)
    }
}
