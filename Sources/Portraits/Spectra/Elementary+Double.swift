// As in Elementary.swift, by arithmetic alone, to about 1e-15: spectra are the same on every machine.

let logarithmOf2 = 0.693147180559945309
let logarithmOf10 = 2.302585092994046

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

/// The bell exp(−x²/2).
func bell(_ x: Double) -> Double { exponential(-0.5 * x * x) }

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
