/// Points that fill the unit cube evenly, in up to 40 dimensions: the same on every machine.
///
/// - Source: Sobol 1967; initial direction numbers of Joe and Kuo 2008 (new-joe-kuo-6).
package enum SobolSequence {
    /// Dimensions there are numbers for.
    package static let dimensions = 40

    /// `count` points of standard normals, dimension by dimension: the first that the sequence has after the origin.
    /// - Precondition: 1...`SobolSequence.dimensions` dimensions.
    /// - Complexity: O(`count` · `dimensions`).
    package static func normals(_ count: Int, dimensions: Int) -> [[Double]] {
        precondition((1...Self.dimensions).contains(dimensions), "there are numbers for so many dimensions only")
        return (0..<dimensions).map { dimension in
            // In the middle of its cell, so that no coordinate is 0.
            integers(count, dimension: dimension).map { normalQuantile((Double($0) + 0.5) / 4_294_967_296) }
        }
    }

    /// The sequence's integers of one dimension, from its second point on, over 2³².
    static func integers(_ count: Int, dimension: Int) -> [UInt32] {
        let directions = directions(of: dimension)
        var state: UInt32 = 0
        return (0..<count).map { index in
            state ^= directions[(~UInt32(index)).trailingZeroBitCount]
            return state
        }
    }

    private static func directions(of dimension: Int) -> [UInt32] {
        guard dimension > 0 else { return (0..<32).map { 1 << (31 - $0) } }
        let (degree, coefficients, initial) = table[dimension - 1]
        var m = initial.enumerated().map { UInt32($1) << (31 - UInt32($0)) }
        for i in degree..<32 {
            var value = m[i - degree] ^ (m[i - degree] >> UInt32(degree))
            for k in 1..<degree where (coefficients >> (degree - 1 - k)) & 1 == 1 { value ^= m[i - k] }
            m.append(value)
        }
        return m
    }

    /// Degree, inner coefficients of the primitive polynomial, initial numbers.
    private static let table: [(Int, Int, [Int])] = [
        (1, 0, [1]),
        (2, 1, [1, 3]),
        (3, 1, [1, 3, 1]),
        (3, 2, [1, 1, 1]),
        (4, 1, [1, 1, 3, 3]),
        (4, 4, [1, 3, 5, 13]),
        (5, 2, [1, 1, 5, 5, 17]),
        (5, 4, [1, 1, 5, 5, 5]),
        (5, 7, [1, 1, 7, 11, 19]),
        (5, 11, [1, 1, 5, 1, 1]),
        (5, 13, [1, 1, 1, 3, 11]),
        (5, 14, [1, 3, 5, 5, 31]),
        (6, 1, [1, 3, 3, 9, 7, 49]),
        (6, 13, [1, 1, 1, 15, 21, 21]),
        (6, 16, [1, 3, 1, 13, 27, 49]),
        (6, 19, [1, 1, 1, 15, 7, 5]),
        (6, 22, [1, 3, 1, 15, 13, 25]),
        (6, 25, [1, 1, 5, 5, 19, 61]),
        (7, 1, [1, 3, 7, 11, 23, 15, 103]),
        (7, 4, [1, 3, 7, 13, 13, 15, 69]),
        (7, 7, [1, 1, 3, 13, 7, 35, 63]),
        (7, 8, [1, 3, 5, 9, 1, 25, 53]),
        (7, 14, [1, 3, 1, 13, 9, 35, 107]),
        (7, 19, [1, 3, 1, 5, 27, 61, 31]),
        (7, 21, [1, 1, 5, 11, 19, 41, 61]),
        (7, 28, [1, 3, 5, 3, 3, 13, 69]),
        (7, 31, [1, 1, 7, 13, 1, 19, 1]),
        (7, 32, [1, 3, 7, 5, 13, 19, 59]),
        (7, 37, [1, 1, 3, 9, 25, 29, 41]),
        (7, 41, [1, 3, 5, 13, 23, 1, 55]),
        (7, 42, [1, 3, 7, 3, 13, 59, 17]),
        (7, 50, [1, 3, 1, 3, 5, 53, 69]),
        (7, 55, [1, 1, 5, 5, 23, 33, 13]),
        (7, 56, [1, 1, 7, 7, 1, 61, 123]),
        (7, 59, [1, 1, 7, 9, 13, 61, 49]),
        (7, 62, [1, 3, 3, 5, 3, 55, 33]),
        (8, 14, [1, 3, 1, 15, 31, 13, 49, 245]),
        (8, 21, [1, 3, 5, 15, 31, 59, 63, 97]),
        (8, 22, [1, 3, 1, 11, 11, 11, 77, 249]),
    ]
}
