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
        let selected = selected(where: mask)
        guard !selected.isEmpty else { return nil }
        var selection = Selection()
        return Float(selection.quantile(fraction, of: selected))
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
