import CVector
import ColorScience

extension LinearPlanes {
    /// Relative luminance of each colour.
    /// - Source: IEC 61966-2-1:1999.
    /// - Complexity: O(`count`); bound by loads, three a colour.
    package var luminances: [Float] {
        [Float](unsafeUninitializedCapacity: count) { result, initialized in
            withUnsafePlanes { red, green, blue in
                for place in 0..<count {
                    result.initializeElement(
                        at: place, to: 0.2126 * red[place] + 0.7152 * green[place] + 0.0722 * blue[place])
                }
            }
            initialized = count
        }
    }

    /// Natural logarithms of each channel's means of the second and of the tenth power, brought back to the first: the
    /// higher the power, the more the brightest count. What is darker than half an 8-bit code counts as that.
    /// - Precondition: there are colours.
    /// - Complexity: O(*n*) in the number of colours.
    package var powerMeans: (second: SIMD3<Double>, tenth: SIMD3<Double>) {
        precondition(count > 0, "a mean is of something")
        let sums = [red, green, blue].map(powerSums)
        func mean(_ power: Double, _ sum: (Int) -> Double) -> SIMD3<Double> {
            let least = naturalLogarithm(LinearSRGB.darkest)
            return SIMD3(sum(0), sum(1), sum(2)).mapped {
                max(naturalLogarithm(max($0, .leastNormalMagnitude) / Double(count)) / power, least)
            }
        }
        return (mean(2) { sums[$0].second }, mean(10) { sums[$0].tenth })
    }
}

extension SIMD3<Double> {
    fileprivate func mapped(_ transform: (Double) -> Double) -> Self { Self(transform(x), transform(y), transform(z)) }
}

/// Sums of second and tenth powers. Bound by the latency of two additions for 8 values.
private func powerSums(_ plane: [Float]) -> (second: Double, tenth: Double) {
    var (second, tenth) = (cv_splat(0), cv_splat(0))
    let whole = plane.count & ~7
    plane.withUnsafeBufferPointer { plane in
        guard let start = plane.baseAddress else { return }
        for i in stride(from: 0, to: whole, by: 8) {
            let x = cv_load(start + i)
            let square = x * x
            let fourth = square * square
            second = second + square
            tenth = cv_fma(fourth * fourth, square, tenth)
        }
    }
    var sums = (Double(cv_sum(second)), Double(cv_sum(tenth)))
    for value in plane[whole...] {
        let square = Double(value) * Double(value)
        sums.0 += square
        sums.1 += square * square * square * square * square
    }
    return sums
}
