internal import CVector
public import ColorScience

/// Linear-light sRGB as three planes of `Float`, each value 0...1: what light mixes and scales in.
public struct LinearPlanes: Sendable, Equatable {
    public let red: [Float]
    public let green: [Float]
    public let blue: [Float]

    /// How many pixels there are.
    public var count: Int { red.count }
}

extension LinearPlanes {
    /// Decodes interleaved RGB bytes, to within half a unit in the last place.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        precondition(pixels.count % 3 == 0, "interleaved RGB holds three bytes a pixel")
        let count = pixels.count / 3
        (red, green, blue) = makePlanes(count: count) { red, green, blue in
            pixels.withUnsafeBufferPointer { source in
                linearLightOfCode.withUnsafeBufferPointer { table in
                    guard let source = source.baseAddress, let table = table.baseAddress else { return }
                    decodeSRGB8(source, count: count, table: table, red, green, blue)
                }
            }
        }
    }

    /// The colour at `i`, 0..<`count`.
    public subscript(i: Int) -> LinearSRGB {
        LinearSRGB(red: Double(red[i]), green: Double(green[i]), blue: Double(blue[i]))
    }
}

/// Bound by loads: 24 bytes and 24 table entries for 8 pixels.
private func decodeSRGB8(
    _ source: UnsafePointer<UInt8>, count: Int, table: UnsafePointer<Float>,
    _ red: UnsafeMutablePointer<Float>, _ green: UnsafeMutablePointer<Float>, _ blue: UnsafeMutablePointer<Float>
) {
    forEachBlock(of: count) { i in
        let p = source + 3 &* i
        cv_store(red + i, cv_lookup_u8_by3(table, p))
        cv_store(green + i, cv_lookup_u8_by3(table, p + 1))
        cv_store(blue + i, cv_lookup_u8_by3(table, p + 2))
    } tail: { i, length in
        withPaddedPixels(source + 3 &* i, pixels: length) { p in
            cv_store_first(red + i, cv_lookup_u8_by3(table, p), Int32(length))
            cv_store_first(green + i, cv_lookup_u8_by3(table, p + 1), Int32(length))
            cv_store_first(blue + i, cv_lookup_u8_by3(table, p + 2), Int32(length))
        }
    }
}

/// Three arrays of `count` floats that `fill` writes whole, without zeroing them first.
func makePlanes(
    count: Int,
    fill: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
) -> ([Float], [Float], [Float]) {
    guard count > 0 else { return ([], [], []) }
    var (second, third): ([Float], [Float]) = ([], [])
    let first = [Float](unsafeUninitializedCapacity: count) { x, initialized in
        second = [Float](unsafeUninitializedCapacity: count) { y, initialized in
            third = [Float](unsafeUninitializedCapacity: count) { z, initialized in
                fill(
                    x.baseAddress.unsafelyUnwrapped, y.baseAddress.unsafelyUnwrapped,
                    z.baseAddress.unsafelyUnwrapped)
                initialized = count
            }
            initialized = count
        }
        initialized = count
    }
    return (first, second, third)
}
