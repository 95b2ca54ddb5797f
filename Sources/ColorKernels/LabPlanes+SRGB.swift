internal import CVector
internal import ColorScience

extension LabPlanes {
    /// Converts interleaved sRGB bytes, within 1e-4 ΔE76 of `SRGB8.lab`.
    /// - Precondition: `pixels.count` is a multiple of 3.
    /// - Complexity: O(*n*) in the number of pixels.
    public init(srgb8 pixels: [UInt8]) {
        precondition(pixels.count % 3 == 0, "interleaved RGB holds three bytes a pixel")
        let count = pixels.count / 3
        let (lightness, a, b) = makePlanes(count: count) { lightness, a, b in
            pixels.withUnsafeBufferPointer { source in
                linearLightOfCode.withUnsafeBufferPointer { table in
                    guard let source = source.baseAddress, let table = table.baseAddress else { return }
                    convertSRGB8ToLab(source, count: count, table: table, lightness, a, b)
                }
            }
        }
        self.init(lightness: lightness, a: a, b: b)
    }
}

/// Bound by the vector ports: about 75 operations for 8 pixels, next to 48 loads that run beside them.
func convertSRGB8ToLab(
    _ source: UnsafePointer<UInt8>, count: Int, table: UnsafePointer<Float>,
    _ lightness: UnsafeMutablePointer<Float>, _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>
) {
    let matrix = LinearToRelativeXYZ()
    forEachBlock(of: count) { i in
        let lab = labBlock(source + 3 &* i, table, matrix)
        cv_store(lightness + i, lab.lightness)
        cv_store(a + i, lab.a)
        cv_store(b + i, lab.b)
    } tail: { i, length in
        withPaddedPixels(source + 3 &* i, pixels: length) { p in
            let lab = labBlock(p, table, matrix)
            cv_store_first(lightness + i, lab.lightness, Int32(length))
            cv_store_first(a + i, lab.a, Int32(length))
            cv_store_first(b + i, lab.b, Int32(length))
        }
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

@inline(__always)
private func labBlock(
    _ p: UnsafePointer<UInt8>, _ table: UnsafePointer<Float>, _ matrix: LinearToRelativeXYZ
) -> (lightness: Lanes, a: Lanes, b: Lanes) {
    let red = cv_lookup_u8_by3(table, p)
    let green = cv_lookup_u8_by3(table, p + 1)
    let blue = cv_lookup_u8_by3(table, p + 2)
    let fx = labCompressed(LinearToRelativeXYZ.product(matrix.x, red, green, blue))
    let fy = labCompressed(LinearToRelativeXYZ.product(matrix.y, red, green, blue))
    let fz = labCompressed(LinearToRelativeXYZ.product(matrix.z, red, green, blue))
    return (cv_fma(cv_splat(116), fy, cv_splat(-16)), cv_splat(500) * (fx - fy), cv_splat(200) * (fy - fz))
}

/// CIELAB's f for t ≥ 0: the cube root, or its tangent line for a dark t.
/// - Source: CIE 15:2018, 8.2.1.1.
@inline(__always)
private func labCompressed(_ t: Lanes) -> Lanes {
    let edge = cv_splat(216.0 / 24389)
    let line = cv_fma(t, cv_splat(841.0 / 108), cv_splat(4.0 / 29))
    return cubeRoot(cv_max(t, edge)).replacing(with: line, where: t .<= edge)
}

/// Cube root of normal x > 0, to about 2e-7 relative.
///
/// By way of y ≈ x^(−1/3), so that nothing is divided: halving exponents by three in the bits gives y to 3 %, a cubic
/// minimax step in x·y³ to 3e-5, and one Newton step on d = x·y² ≈ x^(1/3) the rest. The quotient by three is taken in
/// floating point, whose rounding of the low bits disappears in the steps that follow.
@inline(__always)
private func cubeRoot(_ x: Lanes) -> Lanes {
    let third = cv_fma(cv_from_int(cv_bits(x)), cv_splat(-1.0 / 3), cv_splat(1_418_472_320))
    var y = cv_from_bits(cv_truncate(third))
    let residue = x * y * (y * y)
    y *= cv_fma(cv_fma(cv_splat(0.509_381_829_2), residue, cv_splat(-1.250_952_424_5)), residue, cv_splat(1.752_319_676))
    let d = x * y * y
    let rest = cv_fma(-d, y, cv_splat(1))
    return cv_fma(d * cv_splat(2.0 / 3), rest, d)
}
