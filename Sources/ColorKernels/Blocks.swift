import ColorScience

/// What one instruction works on.
typealias Lanes = SIMD8<Float>

/// Linear light for each of sRGB's 256 codes.
package let linearLightOfCode: [Float] = (0..<256).map { Float(linearized(Double($0) / 255)) }

/// Its natural logarithm; code 0 counts as half a code.
let logarithmOfCode: [Float] = (0..<256).map { code in
    Float(naturalLogarithm(linearized(max(Double(code), 0.5) / 255)))
}

/// Runs a kernel that takes whole blocks of 8 pixels over `count` of them: once over all whole blocks in place, once
/// over a padded copy of the rest, whose results are then copied out. No kernel touches memory beyond its arrays.
///
/// - Parameter kernel: Source of 24 bytes a block, three output planes, the number of blocks (at least 1).
@inline(__always)
func forEachBlock(
    ofRGB source: UnsafePointer<UInt8>, count: Int, into planes: PlanePointers,
    _ kernel: (UnsafePointer<UInt8>, PlanePointers, Int) -> Void
) {
    let whole = count & ~7
    let rest = count - whole
    if whole > 0 { kernel(source, planes, whole / 8) }
    guard rest > 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { bytes in
        bytes.initialize(repeating: 0)
        for k in 0..<3 * rest { bytes[k] = source[3 * whole + k] }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { floats in
            let start = floats.baseAddress.unsafelyUnwrapped
            let padded = PlanePointers(first: start, second: start + 8, third: start + 16)
            kernel(UnsafePointer(bytes.baseAddress.unsafelyUnwrapped), padded, 1)
            (planes.first + whole).initialize(from: padded.first, count: rest)
            (planes.second + whole).initialize(from: padded.second, count: rest)
            (planes.third + whole).initialize(from: padded.third, count: rest)
        }
    }
}

/// Where a kernel writes three planes.
struct PlanePointers {
    let first: UnsafeMutablePointer<Float>
    let second: UnsafeMutablePointer<Float>
    let third: UnsafeMutablePointer<Float>
}

/// Three arrays of `count` floats that `fill` writes whole, without zeroing them first.
func makePlanes(count: Int, fill: (PlanePointers) -> Void) -> ([Float], [Float], [Float]) {
    var (second, third): ([Float], [Float]) = ([], [])
    let first = [Float](unsafeUninitializedCapacity: count) { x, initialized in
        second = [Float](unsafeUninitializedCapacity: count) { y, initialized in
            third = [Float](unsafeUninitializedCapacity: count) { z, initialized in
                if let x = x.baseAddress, let y = y.baseAddress, let z = z.baseAddress, count > 0 {
                    fill(PlanePointers(first: x, second: y, third: z))
                }
                initialized = count
            }
            initialized = count
        }
        initialized = count
    }
    return (first, second, third)
}

/// Three planes made from interleaved sRGB bytes by a kernel over whole blocks of 8 pixels, which also gets a value for
/// each of the 256 codes.
/// - Precondition: `pixels.count` is a multiple of 3.
@inline(__always)
func makePlanes(
    srgb8 pixels: [UInt8], table: [Float] = linearLightOfCode,
    _ kernel: (UnsafePointer<UInt8>, PlanePointers, _ blocks: Int, UnsafePointer<Float>) -> Void
) -> ([Float], [Float], [Float]) {
    precondition(pixels.count % 3 == 0, "interleaved RGB holds three bytes a pixel")
    let count = pixels.count / 3
    return makePlanes(count: count) { planes in
        pixels.withUnsafeBufferPointer { source in
            guard let source = source.baseAddress else { return }
            table.withUnsafeBufferPointer { table in
                let table = table.baseAddress.unsafelyUnwrapped
                forEachBlock(ofRGB: source, count: count, into: planes) { kernel($0, $1, $2, table) }
            }
        }
    }
}
