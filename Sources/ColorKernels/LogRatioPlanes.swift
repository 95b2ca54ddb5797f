import CVector

/// Pixels in log-linear colour, as three planes: light and exposure add a constant to the first and leave the others.
package struct LogRatioPlanes: Sendable {
    /// ln of linear green, which stands for the light.
    package let light: [Float]
    /// ln(red/green); so `blueness` of blue.
    package let redness: [Float]
    package let blueness: [Float]

    /// Converts interleaved sRGB bytes; code 0 counts as half a code.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    package init(srgb8 pixels: [UInt8]) {
        (light, redness, blueness) = makePlanes(srgb8: pixels, table: logarithmOfCode) {
            takeLogRatios($0, $1, blocks: $2, $3)
        }
    }
}

/// Bound by loads: 24 bytes and 24 table entries for 8 pixels.
private func takeLogRatios(
    _ source: UnsafePointer<UInt8>, _ planes: PlanePointers, blocks: Int, _ table: UnsafePointer<Float>
) {
    for block in 0..<blocks {
        let (p, place) = (source + 24 &* block, 8 &* block)
        let green = cv_lookup_u8_by3(table, p + 1)
        cv_store(planes.first + place, green)
        cv_store(planes.second + place, cv_lookup_u8_by3(table, p) - green)
        cv_store(planes.third + place, cv_lookup_u8_by3(table, p + 2) - green)
    }
}
