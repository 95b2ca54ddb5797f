// Elementary functions by arithmetic alone: IEEE 754 fixes every bit of +, −, ×, ÷ and √, but not of libm's functions,
// and a portrait must be the same on every machine.

typealias Vector3 = SIMD3<Float>

@inline(__always) func dot(_ u: Vector3, _ v: Vector3) -> Float { u.x * v.x + u.y * v.y + u.z * v.z }

@inline(__always) func length(_ v: Vector3) -> Float { dot(v, v).squareRoot() }

@inline(__always) func normalized(_ v: Vector3) -> Vector3 { v * (1 / max(length(v), 1e-12)) }

@inline(__always) func cross(_ u: Vector3, _ v: Vector3) -> Vector3 {
    Vector3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
}

@inline(__always) func mix(_ u: Vector3, _ v: Vector3, _ share: Float) -> Vector3 { u + (v - u) * share }

@inline(__always) func mix(_ u: Float, _ v: Float, _ share: Float) -> Float { u + (v - u) * share }

@inline(__always) func clamp(_ x: Float, _ low: Float = 0, _ high: Float = 1) -> Float { min(max(x, low), high) }

/// 0 below `low`, 1 above `high`, an S between; `low` may exceed `high`.
@inline(__always) func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = clamp((x - low) / (high - low))
    return t * t * (3 - 2 * t)
}

/// Radians; about 1e-7 for |x| below a thousand.
func sine(_ x: Float) -> Float {
    let turns = (Double(x) * (0.5 / .pi)).rounded()
    var t = Double(x) - turns * (2 * .pi)
    if t > .pi / 2 { t = .pi - t } else if t < -.pi / 2 { t = -.pi - t }
    let s = t * t
    return Float(t * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110))))))
}

func cosine(_ x: Float) -> Float { sine(x + .pi / 2) }

/// e to the power x, 0 below −80.
func exponential(_ x: Float) -> Float {
    guard x > -80 else { return 0 }
    let scaled = Double(min(x, 80)) * 1.4426950408889634
    let whole = scaled.rounded()
    let t = (scaled - whole) * logarithmOf2
    let series = 1 + t * (1 + t / 2 * (1 + t / 3 * (1 + t / 4 * (1 + t / 5 * (1 + t / 6)))))
    return Float(series * Double(sign: .plus, exponent: Int(whole), significand: 1))
}

/// What is left of each channel where light is absorbed so much: exp(−`exponent`).
func transmittance(_ exponent: Vector3) -> Vector3 {
    Vector3(exponential(-exponent.x), exponential(-exponent.y), exponential(-exponent.z))
}

/// x to the power 2^`doublings`.
@inline(__always) func power(_ x: Float, doublings: Int) -> Float {
    var result = x
    for _ in 0..<doublings { result *= result }
    return result
}

/// The share of linear sRGB that is luminance.
/// - Source: IEC 61966-2-1:1999, to four digits.
@inline(__always) func luminance(_ linear: Vector3) -> Float { dot(linear, Vector3(0.2126, 0.7152, 0.0722)) }

/// The golden angle in radians: turned by it, points spread evenly.
let goldenAngle: Float = 2.399_963_2

/// The bell exp(−x²/2).
@inline(__always) func bell(_ x: Float) -> Float { exponential(-0.5 * x * x) }

/// Degrees from the direction −z towards either side, 0...180; within 0.01.
func azimuthDegrees(side: Float, back: Float) -> Float {
    let (x, y) = (Double(-back), Double(abs(side)))
    let ratio = min(abs(x), y) / max(abs(x), y, 1e-12)
    let s = ratio * ratio
    // Abramowitz and Stegun 4.4.49.
    let series =
        0.9998660 + s * (-0.3302995 + s * (0.1801410 + s * (-0.0851330 + s * 0.0208351)))
    var angle = ratio * series * 180 / .pi
    if y > abs(x) { angle = 90 - angle }
    return Float(x < 0 ? 180 - angle : angle)
}

/// Linear interpolation in a table of rising knots, constant outside it.
func interpolated(_ knots: [(Float, Float)], at x: Float) -> Float {
    guard let next = knots.firstIndex(where: { $0.0 > x }) else { return knots[knots.count - 1].1 }
    guard next > 0 else { return knots[0].1 }
    let (low, high) = (knots[next - 1], knots[next])
    return mix(low.1, high.1, (x - low.0) / (high.0 - low.0))
}
