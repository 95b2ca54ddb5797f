import CVector

extension [Float] {
    /// The exact `fraction` quantile of the values; see `ArraySlice.quantile(_:)`.
    public func quantile(_ fraction: Double) -> Float? { self[...].quantile(fraction) }
}

extension ArraySlice<Float> {
    /// The exact `fraction` quantile of the values, without sorting them.
    ///
    /// Between two order statistics it is interpolated linearly (type 7 of Hyndman and Fan 1996, as NumPy does): the
    /// median of an even number is the mean of the middle two. Values that are not finite are left out.
    /// - Parameter fraction: 0 (the least value) ... 1 (the greatest).
    /// - Returns: `nil` when no value is finite.
    /// - Complexity: O(*n*) for values spread over their range.
    public func quantile(_ fraction: Double) -> Float? {
        var selection = Selection()
        return quantile(fraction, with: &selection)
    }

    /// The same in the memory of a selection that several quantiles share.
    func quantile(_ fraction: Double, with selection: inout Selection) -> Float? {
        precondition((0...1).contains(fraction), "a quantile lies in 0...1")
        guard !isEmpty else { return nil }
        return withUnsafeBufferPointer { values in
            guard areFinite(values) else {
                return values.filter(\.isFinite)[...].quantile(fraction, with: &selection)
            }
            return Float(selection.quantile(fraction, of: values))
        }
    }
}

/// Whether all values are finite. Bound by loads.
func areFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
    guard let start = values.baseAddress else { return true }
    // A finite value times 0 is 0, any other is no number and stays so.
    var zeros = cv_splat(0)
    let whole = values.count & ~7
    for i in stride(from: 0, to: whole, by: 8) { zeros = cv_fma(cv_load(start + i), cv_splat(0), zeros) }
    return cv_sum(zeros) == 0 && values[whole...].allSatisfy(\.isFinite)
}
