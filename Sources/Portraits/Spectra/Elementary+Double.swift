// As in Elementary.swift, by arithmetic alone, to about 1e-15: spectra are the same on every machine.

private let logarithmOf2 = 0.693147180559945309

/// e to the power x; 0 below −700, and no larger than e^700.
func exponential(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let x = min(x, 700)
    let whole = (x / logarithmOf2).rounded()
    let t = x - whole * logarithmOf2
    var series = 1.0
    for term in stride(from: 16.0, through: 1, by: -1) { series = 1 + series * t / term }
    return series * Double(sign: .plus, exponent: Int(whole), significand: 1)
}

/// The natural logarithm of a positive number; that of the smallest normal number for all below it.
func logarithm(_ x: Double) -> Double {
    let x = max(x, .leastNormalMagnitude)
    var (power, mantissa) = (Double(x.exponent), x.significand)
    if mantissa > 1.414213562373095 {
        mantissa /= 2
        power += 1
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), whose argument is below 0.172.
    let t = (mantissa - 1) / (mantissa + 1)
    let s = t * t
    var series = 0.0
    for term in stride(from: 25.0, through: 1, by: -2) { series = series * s + 1 / term }
    return power * logarithmOf2 + 2 * t * series
}

/// The three-dimensional vector x with `rows` · x = `right`, or nothing when there is none or no single one.
func solved(_ rows: [SIMD3<Double>], _ right: SIMD3<Double>) -> SIMD3<Double>? {
    func determinant(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) -> Double {
        a.x * (b.y * c.z - b.z * c.y) - a.y * (b.x * c.z - b.z * c.x) + a.z * (b.x * c.y - b.y * c.x)
    }
    let whole = determinant(rows[0], rows[1], rows[2])
    guard abs(whole) > 1e-300 else { return nil }
    var result = SIMD3<Double>.zero
    for column in 0..<3 {
        var replaced = rows
        for row in 0..<3 { replaced[row][column] = right[row] }
        result[column] = determinant(replaced[0], replaced[1], replaced[2]) / whole
    }
    return result
}
