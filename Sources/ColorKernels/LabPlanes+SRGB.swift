import CVector
import CWide
import ColorScience

extension LabPlanes {
    /// Converts interleaved sRGB bytes, within 1e-4 ΔE76 of `SRGB8.lab`.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        let (lightness, a, b) = makePlanes(srgb8: pixels) { convertSRGB8ToLab($0, $1, blocks: $2, $3) }
        self.init(lightness: lightness, a: a, b: b)
    }

    /// Converts some pixels of a picture, in the order of `places`, each of which is 0..<`pixels.count / 3`.
    /// - Precondition: `pixels`, interleaved sRGB bytes, holds three a pixel.
    /// - Complexity: O(`places.count`).
    public init(srgb8 pixels: [UInt8], at places: [Int32]) {
        self.init(srgb8: bytes(of: pixels, at: places))
    }
}

/// Bound by loads and stores alike: four and three a pixel.
func bytes(of pixels: [UInt8], at places: [Int32]) -> [UInt8] {
    let limit = Int32(clamping: pixels.count / 3)
    precondition(places.allSatisfy { $0 >= 0 && $0 < limit }, "every place is one of the picture")
    return [UInt8](unsafeUninitializedCapacity: 3 * places.count) { target, count in
        pixels.withUnsafeBufferPointer { pixels in
            places.withUnsafeBufferPointer { places in
                for (index, place) in places.enumerated() {
                    let source = 3 &* Int(place)
                    target[3 &* index] = pixels[source]
                    target[3 &* index &+ 1] = pixels[source &+ 1]
                    target[3 &* index &+ 2] = pixels[source &+ 2]
                }
            }
        }
        count = 3 * places.count
    }
}

/// Bound by the vector ports: about 56 operations for 8 pixels, beside 48 loads.
private func convertSRGB8ToLab(
    _ source: UnsafePointer<UInt8>, _ planes: PlanePointers, blocks: Int, _ table: UnsafePointer<Float>
) {
    let matrix = ColorMatrix(rows: linearToRelativeXYZ)
    var first = 0
    if cwide_is_available(), blocks > 1 {
        first = blocks & ~1
        linearToRelativeXYZ.withUnsafeBufferPointer { rows in
            cwide_srgb8_to_lab(
                source, first / 2, table, rows.baseAddress.unsafelyUnwrapped, planes.first, planes.second, planes.third)
        }
    }
    for block in first..<blocks {
        let p = source + 24 &* block
        let red = cv_lookup_u8_by3(table, p)
        let green = cv_lookup_u8_by3(table, p + 1)
        let blue = cv_lookup_u8_by3(table, p + 2)
        storeLab(red: red, green: green, blue: blue, matrix, planes, at: 8 &* block)
    }
}

/// Eight colours from linear light to their place in the planes.
@inline(__always)
func storeLab(red: Lanes, green: Lanes, blue: Lanes, _ matrix: ColorMatrix, _ planes: PlanePointers, at place: Int) {
    let fx = labCompressed(matrix.first.product(red, green, blue))
    let fy = labCompressed(matrix.second.product(red, green, blue))
    let fz = labCompressed(matrix.third.product(red, green, blue))
    cv_store(planes.first + place, cv_fma(cv_splat(116), fy, cv_splat(-16)))
    cv_store(planes.second + place, cv_splat(500) * (fx - fy))
    cv_store(planes.third + place, cv_splat(200) * (fy - fz))
}

/// Linear sRGB to XYZ divided by D65's: `ColorScience`'s matrix and white, folded; nine figures by rows.
let linearToRelativeXYZ: [Float] = {
    let white = D65.tristimulus
    let columns = [
        LinearSRGB(red: 1, green: 0, blue: 0), LinearSRGB(red: 0, green: 1, blue: 0),
        LinearSRGB(red: 0, green: 0, blue: 1),
    ].map(\.xyz)
    return columns.map { Float($0.x / white.x) } + columns.map { Float($0.y / white.y) }
        + columns.map { Float($0.z / white.z) }
}()

/// CIELAB's f for t ≥ 0: the cube root, or its tangent at `edge` for a darker t.
///
/// Written as cube root of x = max(t, edge) plus slope · (t − x), which needs no selection.
/// - Source: CIE 15:2018, 8.2.1.1.
///
/// Of the cube root the last step is left to the sum, which saves a rounding.
@inline(__always)
private func labCompressed(_ t: Lanes) -> Lanes {
    let edge = cv_splat(216.0 / 24389)
    let x = cv_max(t, edge)
    let darkness = t - x
    let root = CubeRoot(of: x)
    return cv_fma(root.error, root.correction, cv_fma(cv_splat(841.0 / 108), darkness, root.estimate))
}
