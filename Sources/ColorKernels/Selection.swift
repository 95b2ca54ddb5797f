import CVector

/// Exact order statistics without a full sort.
///
/// Counts the values into buckets of equal width, keeps the one bucket that holds the sought rank, and starts over
/// inside it. The least and the greatest value never share a bucket, so every round discards something; what
/// photographs hold is down to a few values, or to copies of one, after one or two rounds.
///
/// One value of this type may be used again and again: it keeps its buckets.
struct Selection {
    private static let bucketCount = 1024
    /// At this length sorting is quicker than counting.
    private static let sortLength = 96

    /// Four counters a bucket, for lanes 0 and 4, 1 and 5 …: neighbouring pixels often share a bucket, and adding to a
    /// counter just written has to wait for it.
    private var counters = [UInt32](repeating: 0, count: 4 * bucketCount)

    /// The `fraction` quantile of values that are all finite, interpolated linearly between the two order statistics it
    /// falls between (type 7 of Hyndman and Fan 1996): the mean of the middle two for the median of an even number.
    /// - Complexity: O(*n*) for values spread over their range; each round costs O(what is left).
    mutating func quantile(_ fraction: Double, of values: UnsafeBufferPointer<Float>) -> Double {
        precondition(!values.isEmpty, "nothing has no quantile")
        let position = fraction * Double(values.count - 1)
        let rank = Int(position)
        let (value, next) = neighbours(atRank: rank, of: values)
        guard let next else { return Double(value) }
        return Double(value) + (position - Double(rank)) * (Double(next) - Double(value))
    }

    /// The order statistics at `rank` and, unless that is the last, after it.
    private mutating func neighbours(
        atRank rank: Int, of values: UnsafeBufferPointer<Float>
    ) -> (value: Float, next: Float?) {
        let (least, greatest) = extent(of: values)
        if least == greatest { return (least, rank + 1 < values.count ? least : nil) }
        let scale = BucketScale(least: least, greatest: greatest, bucketCount: Self.bucketCount)
        guard values.count > Self.sortLength, let scale else {
            let sorted = values.sorted()
            return (sorted[rank], rank + 1 < sorted.count ? sorted[rank + 1] : nil)
        }
        count(values, scale)
        var (bucket, below) = (0, 0)
        while below + population(of: bucket) <= rank {
            below += population(of: bucket)
            bucket += 1
        }
        let length = population(of: bucket)
        // The value after the rank lies in a later bucket when the rank is this bucket's last. That bucket is looked up
        // before the search goes on inside this one, which counts anew.
        var following: (bucket: Int, length: Int)?
        if rank + 1 == below + length, rank + 1 < values.count {
            let later = (bucket + 1..<Self.bucketCount).first { population(of: $0) > 0 }
            following = later.map { ($0, population(of: $0)) }
        }
        let (value, next) = members(of: bucket, length: length, in: values, scale).withUnsafeBufferPointer {
            neighbours(atRank: rank - below, of: $0)
        }
        guard let following else { return (value, next) }
        return (value, members(of: following.bucket, length: following.length, in: values, scale).min())
    }
}

extension Selection {
    private func population(of bucket: Int) -> Int {
        (0..<4).reduce(0) { $0 + Int(counters[4 * bucket + $1]) }
    }

    /// Bound by stores: one counter a value.
    private mutating func count(_ values: UnsafeBufferPointer<Float>, _ scale: BucketScale) {
        counters.withUnsafeMutableBufferPointer { counters in
            counters.update(repeating: 0)
            let (values, count) = (values.baseAddress.unsafelyUnwrapped, values.count)
            let counters = counters.baseAddress.unsafelyUnwrapped
            var i = 0
            while i &+ 8 <= count {
                let slots = scale.buckets(of: cv_load(values + i)) &<< 2
                for lane in 0..<8 { counters[Int(slots[lane]) &+ (lane & 3)] &+= 1 }
                i &+= 8
            }
            while i < count {
                counters[4 &* scale.bucket(of: values[i])] &+= 1
                i &+= 1
            }
        }
    }

    /// Bound by loads: few blocks hold a member.
    private func members(
        of bucket: Int, length: Int, in values: UnsafeBufferPointer<Float>, _ scale: BucketScale
    ) -> [Float] {
        [Float](unsafeUninitializedCapacity: length) { kept, end in
            let (values, count) = (values.baseAddress.unsafelyUnwrapped, values.count)
            let sought = SIMD8<Int32>(repeating: Int32(truncatingIfNeeded: bucket))
            var i = 0
            while i &+ 8 <= count {
                let difference = scale.buckets(of: cv_load(values + i)) ^ sought
                var lanes = cv_zero_lanes(difference)
                while lanes != 0 {
                    kept[end] = values[i &+ lanes.trailingZeroBitCount]
                    end &+= 1
                    lanes &= lanes &- 1
                }
                i &+= 8
            }
            while i < count {
                if scale.bucket(of: values[i]) == bucket {
                    kept[end] = values[i]
                    end &+= 1
                }
                i &+= 1
            }
        }
    }

    /// Bound by loads.
    private func extent(of values: UnsafeBufferPointer<Float>) -> (least: Float, greatest: Float) {
        var (least, greatest) = (values[0], values[0])
        var i = 0
        if values.count >= 8 {
            let start = values.baseAddress.unsafelyUnwrapped
            var (low, high) = (cv_load(start), cv_load(start))
            while i &+ 8 <= values.count {
                let block = cv_load(start + i)
                low = cv_min(low, block)
                high = cv_max(high, block)
                i &+= 8
            }
            for lane in 0..<8 {
                least = min(least, low[lane])
                greatest = max(greatest, high[lane])
            }
        }
        for value in values[i...] {
            least = min(least, value)
            greatest = max(greatest, value)
        }
        return (least, greatest)
    }
}

/// A monotonic map from least...greatest onto 0..<bucketCount, the ends on the first and the last bucket.
private struct BucketScale {
    let least: Float
    let factor: Float
    let last: Float

    /// `nil` when the range or its inverse is beyond `Float`.
    init?(least: Float, greatest: Float, bucketCount: Int) {
        let range = greatest - least
        let factor = Float(bucketCount) / range
        guard range.isFinite, factor.isFinite, factor > 0 else { return nil }
        self.least = least
        self.factor = factor
        last = Float(bucketCount - 1)
    }

    @inline(__always)
    func buckets(of values: Lanes) -> SIMD8<Int32> {
        cv_truncate(cv_min((values - cv_splat(least)) * cv_splat(factor), cv_splat(last)))
    }

    /// The same arithmetic for one value.
    @inline(__always)
    func bucket(of value: Float) -> Int { Int(min((value - least) * factor, last)) }
}
