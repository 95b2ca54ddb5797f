// libm's functions under one roof: the computation needs no Foundation.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@inline(__always) func exponential(_ x: Float) -> Float { expf(x) }
@inline(__always) func sine(_ x: Float) -> Float { sinf(x) }
@inline(__always) func cosine(_ x: Float) -> Float { cosf(x) }
@inline(__always) func arcTangent(y: Float, x: Float) -> Float { atan2f(y, x) }
@inline(__always) func arcTangent(y: Double, x: Double) -> Double { atan2(y, x) }
