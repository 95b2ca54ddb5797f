// libm's functions under one roof, so that the colour modules need no Foundation.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@inline(__always) func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
@inline(__always) func cubeRoot(_ x: Double) -> Double { cbrt(x) }
@inline(__always) package func exponential(_ x: Double) -> Double { exp(x) }
@inline(__always) package func naturalLogarithm(_ x: Double) -> Double { log(x) }
@inline(__always) package func errorFunction(_ x: Double) -> Double { erf(x) }
@inline(__always) package func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
@inline(__always) package func sine(_ x: Double) -> Double { sin(x) }
@inline(__always) package func cosine(_ x: Double) -> Double { cos(x) }
@inline(__always) func angle(y: Double, x: Double) -> Double { atan2(y, x) }
@inline(__always) func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
