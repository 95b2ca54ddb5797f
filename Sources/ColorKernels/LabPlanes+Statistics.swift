import ColorScience

extension LabPlanes {
    /// Robust location and spread of the entries whose mask entry is not 0.
    ///
    /// Trimmed are the ⌊`trim` · count⌋ entries farthest from the median, where the distance of an entry is
    /// √(Σ ((x − median) / scale)²) over the three channels and a channel's scale is its median absolute deviation, at
    /// least 0.1 (less than one 8-bit step, so that a flat channel does not decide alone). Entries exactly as far as
    /// the last one kept are kept. Entries with a coordinate that is not finite are left out from the start.
    /// - Parameters:
    ///   - mask: One entry for each colour.
    ///   - trim: The part to drop, 0 (none) ..< 1.
    /// - Returns: `nil` when nothing is selected.
    /// - Complexity: O(`count`); seven selections, no sort.
    public func statistics(where mask: [UInt8], trim: Double = 0.1) -> RobustStatistics? {
        precondition((0..<1).contains(trim), "the trimmed part lies in 0..<1")
        let entries = selected(where: mask)
        guard entries.count > 0 else { return nil }
        var selection = Selection()
        let lightnessMedian = selection.quantile(0.5, of: entries.lightness)
        let aMedian = selection.quantile(0.5, of: entries.a)
        let bMedian = selection.quantile(0.5, of: entries.b)
        var distances = [Float](repeating: 0, count: entries.count)
        for (plane, median) in [
            (entries.lightness, lightnessMedian), (entries.a, aMedian), (entries.b, bMedian),
        ] {
            addSquaredDeviations(of: plane, from: Float(median), to: &distances, &selection)
        }
        let kept = entries.count - Int(trim * Double(entries.count))
        let limit = selection.value(atRank: kept - 1, of: distances)
        let moments = entries.moments(distances, upTo: limit)
        return RobustStatistics(
            count: entries.count, keptCount: moments.count, median: Lab(lightnessMedian, aMedian, bMedian),
            trimmedMean: moments.mean, covariance: moments.covariance)
    }

    /// Robust location and spread of all entries; see `statistics(where:trim:)`.
    public func statistics(trim: Double = 0.1) -> RobustStatistics? {
        statistics(where: [UInt8](repeating: 1, count: count), trim: trim)
    }

    /// The selected entries, close together. Bound by stores: every entry is written, and the next one overwrites it
    /// unless it is selected.
    private func selected(where mask: [UInt8]) -> LabPlanes {
        precondition(mask.count == count, "a mask holds one entry for each colour")
        var end = 0
        var (lightness, a, b) = makePlanes(count: count) { planes in
            for i in 0..<count {
                let (l, a, b) = (self.lightness[i], self.a[i], self.b[i])
                planes.first[end] = l
                planes.second[end] = a
                planes.third[end] = b
                // The sum is finite exactly when all three are, short of overflow far outside Lab.
                end &+= mask[i] != 0 && (l + a + b).isFinite ? 1 : 0
            }
            // Slots never written hold nothing that may be read; makePlanes counts them as initialised.
            planes.first.advanced(by: end).update(repeating: 0, count: count - end)
            planes.second.advanced(by: end).update(repeating: 0, count: count - end)
            planes.third.advanced(by: end).update(repeating: 0, count: count - end)
        }
        lightness.removeLast(count - end)
        a.removeLast(count - end)
        b.removeLast(count - end)
        return LabPlanes(lightness: lightness, a: a, b: b)
    }

    /// Mean and sample covariance of the entries whose distance is at most `limit`.
    ///
    /// Sums are taken in `Double` of the differences to the first entry, which keeps them small beside their squares.
    ///
    /// Bound by the ports that add: twelve additions an entry, in double precision, take longer than the latency of the
    /// nine sums.
    private func moments(
        _ distances: [Float], upTo limit: Float
    ) -> (count: Int, mean: Lab<D65>, covariance: Covariance3) {
        let origin = self[0]
        var n = 0
        var (l, a, b) = (0.0, 0.0, 0.0)
        var (ll, la, lb, aa, ab, bb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for i in 0..<count where distances[i] <= limit {
            let (x, y, z) = (
                Double(lightness[i]) - origin.lightness, Double(self.a[i]) - origin.a, Double(self.b[i]) - origin.b
            )
            n += 1
            (l, a, b) = (l + x, a + y, b + z)
            (ll, la, lb) = (ll + x * x, la + x * y, lb + x * z)
            (aa, ab, bb) = (aa + y * y, ab + y * z, bb + z * z)
        }
        let weight = 1 / Double(n)
        let divisor = Double(max(n - 1, 1))
        func entry(_ sum: Double, _ first: Double, _ second: Double) -> Double {
            (sum - first * second * weight) / divisor
        }
        let covariance = Covariance3(
            ll: max(entry(ll, l, l), 0), la: entry(la, l, a), lb: entry(lb, l, b), aa: max(entry(aa, a, a), 0),
            ab: entry(ab, a, b), bb: max(entry(bb, b, b), 0))
        let mean = Lab<D65>(origin.lightness + l * weight, origin.a + a * weight, origin.b + b * weight)
        return (n, mean, n > 1 ? covariance : .zero)
    }
}

/// Adds ((x − median) / scale)² to each sum, with the plane's own scale as `statistics(where:trim:)` defines it.
///
/// Bound by the selection, which takes a store a value and more; the passes around it by loads and stores.
private func addSquaredDeviations(
    of plane: [Float], from median: Float, to sums: inout [Float], _ selection: inout Selection
) {
    let deviations = plane.map { abs($0 - median) }
    let scale = max(Float(selection.quantile(0.5, of: deviations)), 0.1)
    let inverse = 1 / scale
    for i in sums.indices {
        let deviation = deviations[i] * inverse
        sums[i] += deviation * deviation
    }
}
