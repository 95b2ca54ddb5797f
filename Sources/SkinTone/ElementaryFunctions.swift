#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import ColorScience

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }

/// Natural logarithm of the linear light of each sRGB code; code 0 counts as half a code.
let logarithmOfCode: [Float] = (0..<256).map { code in
    Float(log(linearized(max(Double(code), 0.5) / 255)))
}
