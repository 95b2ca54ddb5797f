import CVector
public import ColorScience

/// Oklab colours as three planes of `Float`.
public struct OklabPlanes: Sendable, Equatable {
    /// 0 (black) ... 1 (white).
    public let lightness: [Float]
    /// Green (−) to red (+).
    public let a: [Float]
    /// Blue (−) to yellow (+).
    public let b: [Float]

    /// How many colours there are.
    public var count: Int { lightness.count }
}

extension OklabPlanes {
    /// Converts interleaved sRGB bytes, each coordinate within 2e-6 of `SRGB8.oklab`.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        (lightness, a, b) = makePlanes(srgb8: pixels) { convertSRGB8ToOklab($0, $1, blocks: $2, $3) }
    }

    /// The colour at `i`, 0..<`count`.
    public subscript(i: Int) -> Oklab {
        Oklab(lightness: Double(lightness[i]), a: Double(a[i]), b: Double(b[i]))
    }
}

/// Bound by the vector ports: about 60 operations for 8 pixels, beside 48 loads.
private func convertSRGB8ToOklab(
    _ source: UnsafePointer<UInt8>, _ planes: PlanePointers, blocks: Int, _ table: UnsafePointer<Float>
) {
    let cones = ColorMatrix(rows: linearToCones)
    let axes = ColorMatrix(rows: rootsToOklab)
    // Black has no normal float's root; this one's is 1e-7.
    let least = cv_splat(1e-21)
    for block in 0..<blocks {
        let p = source + 24 &* block
        let red = cv_lookup_u8_by3(table, p)
        let green = cv_lookup_u8_by3(table, p + 1)
        let blue = cv_lookup_u8_by3(table, p + 2)
        let l = CubeRoot(of: cv_max(cones.first.product(red, green, blue), least)).value
        let m = CubeRoot(of: cv_max(cones.second.product(red, green, blue), least)).value
        let s = CubeRoot(of: cv_max(cones.third.product(red, green, blue), least)).value
        cv_store(planes.first + 8 &* block, axes.first.product(l, m, s))
        cv_store(planes.second + 8 &* block, axes.second.product(l, m, s))
        cv_store(planes.third + 8 &* block, axes.third.product(l, m, s))
    }
}

/// Linear sRGB to Oklab's cone responses: Ottosson's M1 after sRGB's matrix.
private let linearToCones: [Float] = {
    let columns = [
        LinearSRGB(red: 1, green: 0, blue: 0), LinearSRGB(red: 0, green: 1, blue: 0),
        LinearSRGB(red: 0, green: 0, blue: 1),
    ].map(\.xyz)
    return [
        SIMD3(0.8189330101, 0.3618667424, -0.1288597137), SIMD3(0.0329845436, 0.9293118715, 0.0361456387),
        SIMD3(0.0482003018, 0.2643662691, 0.6338517070),
    ].flatMap { row in columns.map { Float((row * SIMD3($0.x, $0.y, $0.z)).sum()) } }
}()

/// Roots of the cone responses to Oklab.
/// - Source: Ottosson 2020, matrix M2.
private let rootsToOklab: [Float] = [
    0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099, 0.0259040371, 0.7827717662,
    -0.8086757660,
]
