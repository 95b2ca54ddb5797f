internal import ColorScience

/// What one instruction works on.
typealias Lanes = SIMD8<Float>

/// Linear light for each of sRGB's 256 codes.
let linearLightOfCode: [Float] = (0..<256).map { Float(linearized(Double($0) / 255)) }

/// Calls `body` with the first index of every whole block of 8 among `count`, then `tail` with the rest (1...7).
@inline(__always)
func forEachBlock(of count: Int, _ body: (Int) -> Void, tail: (_ start: Int, _ length: Int) -> Void) {
    var i = 0
    while i &+ 8 <= count {
        body(i)
        i &+= 8
    }
    if i < count { tail(i, count &- i) }
}

/// Calls `body` with the address of 24 readable bytes that begin with `pixels` interleaved pixels (1...7).
@inline(__always)
func withPaddedPixels(_ source: UnsafePointer<UInt8>, pixels: Int, _ body: (UnsafePointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { padded in
        padded.initialize(repeating: 0)
        for k in 0..<3 * pixels { padded[k] = source[k] }
        body(padded.baseAddress.unsafelyUnwrapped)
    }
}
