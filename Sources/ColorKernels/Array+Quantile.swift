import CVector

extension [Float] {
    /// The exact median of the values whose mask entry is not 0; the mean of the middle two when their number is even.
    ///
    /// See `quantile(_:where:)`.
    public func median(where mask: [UInt8]) -> Float? { quantile(0.5, where: mask) }

    /// The exact `fraction` quantile of the values whose mask entry is not 0, without sorting them.
    ///
    /// Between two order statistics it is interpolated linearly (type 7 of Hyndman and Fan 1996, as NumPy does). Values
    /// that are not finite are left out.
    /// - Parameters:
    ///   - fraction: 0 (the least value) ... 1 (the greatest).
    ///   - mask: One entry for each value.
    /// - Returns: `nil` when nothing is selected.
    /// - Complexity: O(*n*) for values spread over their range.
    public func quantile(_ fraction: Double, where mask: [UInt8]) -> Float? {
        precondition((0...1).contains(fraction), "a quantile lies in 0...1")
        precondition(mask.count == count, "a mask holds one entry for each value")
        return Self.quantile(fraction, ofFinite: selected(where: mask))
    }

    /// The exact `fraction` quantile of all values; see `quantile(_:where:)`.
    public func quantile(_ fraction: Double) -> Float? { self[...].quantile(fraction) }

    fileprivate static func quantile(_ fraction: Double, ofFinite values: [Float]) -> Float? {
        guard !values.isEmpty else { return nil }
        var selection = Selection()
        return Float(selection.quantile(fraction, of: values))
    }

    /// Bound by stores: every value is written, and the next one overwrites it unless it is selected.
    private func selected(where mask: [UInt8]) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { kept, initialized in
            for i in indices {
                kept[initialized] = self[i]
                initialized &+= mask[i] != 0 && self[i].isFinite ? 1 : 0
            }
        }
    }
}

extension ArraySlice<Float> {
    /// The exact `fraction` quantile of the values; see `Array.quantile(_:where:)`.
    public func quantile(_ fraction: Double) -> Float? {
        precondition((0...1).contains(fraction), "a quantile lies in 0...1")
        guard !isEmpty else { return nil }
        return withUnsafeBufferPointer { values in
            guard areFinite(values) else { return [Float].quantile(fraction, ofFinite: values.filter(\.isFinite)) }
            var selection = Selection()
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
