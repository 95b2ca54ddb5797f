import CVector
public import ColorScience

/// Linear-light sRGB as three planes of `Float`, each value 0...1: what light mixes and scales in.
public struct LinearPlanes: Sendable, Equatable {
    /// As many as pixels; so `green` and `blue`.
    public private(set) var red: [Float]
    public private(set) var green: [Float]
    public private(set) var blue: [Float]

    /// How many pixels there are.
    public var count: Int { red.count }

    /// - Precondition: as many values in each plane.
    package init(red: [Float], green: [Float], blue: [Float]) {
        precondition(red.count == green.count && red.count == blue.count, "a colour has three channels")
        (self.red, self.green, self.blue) = (red, green, blue)
    }
}

extension LinearPlanes {
    /// Decodes interleaved RGB bytes, to within half a unit in the last place.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        (red, green, blue) = makePlanes(srgb8: pixels) { decodeSRGB8($0, $1, blocks: $2, $3) }
    }

    /// Decodes some pixels of a picture, in the order of `places`, each of which is 0..<`pixels.count / 3`.
    /// - Complexity: O(`places.count`).
    package init(srgb8 pixels: [UInt8], at places: [Int32]) {
        self.init(srgb8: bytes(of: pixels, at: places))
    }

    /// Calls `body` with where the planes lie, unless they are empty.
    package func withUnsafePlanes(
        _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
    ) {
        red.withUnsafeBufferPointer { red in
            green.withUnsafeBufferPointer { green in
                blue.withUnsafeBufferPointer { blue in
                    guard let red = red.baseAddress, let green = green.baseAddress, let blue = blue.baseAddress,
                        count > 0
                    else { return }
                    body(red, green, blue)
                }
            }
        }
    }

    /// As `withUnsafePlanes`, for kernels that write.
    package mutating func withUnsafeMutablePlanes(
        _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) {
        red.withUnsafeMutableBufferPointer { red in
            green.withUnsafeMutableBufferPointer { green in
                blue.withUnsafeMutableBufferPointer { blue in
                    guard let red = red.baseAddress, let green = green.baseAddress, let blue = blue.baseAddress
                    else { return }
                    body(red, green, blue)
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
    _ source: UnsafePointer<UInt8>, _ planes: PlanePointers, blocks: Int, _ table: UnsafePointer<Float>
) {
    for block in 0..<blocks {
        let p = source + 24 &* block
        cv_store(planes.first + 8 &* block, cv_lookup_u8_by3(table, p))
        cv_store(planes.second + 8 &* block, cv_lookup_u8_by3(table, p + 1))
        cv_store(planes.third + 8 &* block, cv_lookup_u8_by3(table, p + 2))
    }
}
