import CVector
import ColorScience

extension LabPlanes {
    /// Converts interleaved sRGB bytes, within 1e-4 ΔE76 of `SRGB8.lab`.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        precondition(pixels.count % 3 == 0, "interleaved RGB holds three bytes a pixel")
        let count = pixels.count / 3
        let (lightness, a, b) = makePlanes(count: count) { planes in
            pixels.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                linearLightOfCode.withUnsafeBufferPointer { table in
                    let table = table.baseAddress.unsafelyUnwrapped
                    forEachBlock(ofRGB: source, count: count, into: planes) {
                        convertSRGB8ToLab($0, $1, blocks: $2, table)
                    }
                }
            }
        }
        self.init(lightness: lightness, a: a, b: b)
    }
}

/// Bound by the vector ports: about 65 operations for 8 pixels, beside 48 loads.
private func convertSRGB8ToLab(
    _ source: UnsafePointer<UInt8>, _ planes: PlanePointers, blocks: Int, _ table: UnsafePointer<Float>
) {
    let matrix = LinearToRelativeXYZ()
    for block in 0..<blocks {
        let p = source + 24 &* block
        let red = cv_lookup_u8_by3(table, p)
        let green = cv_lookup_u8_by3(table, p + 1)
        let blue = cv_lookup_u8_by3(table, p + 2)
        let fx = labCompressed(LinearToRelativeXYZ.product(matrix.x, red, green, blue))
        let fy = labCompressed(LinearToRelativeXYZ.product(matrix.y, red, green, blue))
        let fz = labCompressed(LinearToRelativeXYZ.product(matrix.z, red, green, blue))
        cv_store(planes.first + 8 &* block, cv_fma(cv_splat(116), fy, cv_splat(-16)))
        cv_store(planes.second + 8 &* block, cv_splat(500) * (fx - fy))
        cv_store(planes.third + 8 &* block, cv_splat(200) * (fy - fz))
    }
}

/// Linear sRGB to XYZ divided by D65's: `ColorScience`'s matrix and white, folded.
private struct LinearToRelativeXYZ {
    typealias Row = (red: Lanes, green: Lanes, blue: Lanes)
    let x: Row
    let y: Row
    let z: Row

    init() {
        let white = D65.tristimulus
        let red = LinearSRGB(red: 1, green: 0, blue: 0).xyz
        let green = LinearSRGB(red: 0, green: 1, blue: 0).xyz
        let blue = LinearSRGB(red: 0, green: 0, blue: 1).xyz
        func row(_ channel: KeyPath<XYZ<D65>, Double>, _ white: Double) -> Row {
            (
                cv_splat(Float(red[keyPath: channel] / white)), cv_splat(Float(green[keyPath: channel] / white)),
                cv_splat(Float(blue[keyPath: channel] / white))
            )
        }
        x = row(\.x, white.x)
        y = row(\.y, white.y)
        z = row(\.z, white.z)
    }

    @inline(__always)
    static func product(_ row: Row, _ red: Lanes, _ green: Lanes, _ blue: Lanes) -> Lanes {
        cv_fma(row.red, red, cv_fma(row.green, green, row.blue * blue))
    }
}

/// CIELAB's f for t ≥ 0: the cube root, or its tangent at `edge` for a darker t.
///
/// Written as cube root of max(t, edge) plus slope · min(t − edge, 0), which needs no selection.
/// - Source: CIE 15:2018, 8.2.1.1.
///
/// The cube root divides nothing. Taking a third of the bits gives y ≈ x^(−1/3) to 3.5 % (the low bits, lost when
/// that is done in floating point, do not matter), so d = x·y² ≈ x^(1/3), and the truth is d·(1 + s)^(−2/3) with
/// s = x·y³ − 1: a minimax polynomial on |s| ≤ 0.1035, fitted for this, to 1.8e-8 relative.
@inline(__always)
private func labCompressed(_ t: Lanes) -> Lanes {
    let edge = cv_splat(216.0 / 24389)
    let x = cv_max(t, edge)
    let darkness = cv_min(t - edge, cv_splat(0))
    let y = cv_from_bits(cv_truncate(cv_fma(cv_from_int(cv_bits(x)), cv_splat(-1.0 / 3), cv_splat(1_419_892_352))))
    let d = x * (y * y)
    let s = cv_fma(d, y, cv_splat(-1))
    var p = cv_fma(cv_splat(-0.433_089_94), s, cv_splat(0.458_477))
    p = cv_fma(p, s, cv_splat(-0.493_759_04))
    p = cv_fma(p, s, cv_splat(0.555_536_93))
    p = cv_fma(p, s, cv_splat(-0.666_666_75))
    return cv_fma(d * s, p, cv_fma(cv_splat(841.0 / 108), darkness, d))
}
