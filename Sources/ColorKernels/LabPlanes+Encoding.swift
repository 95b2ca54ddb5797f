import CVector
import ColorScience

extension LabPlanes {
    /// The nearest sRGB codes, three interleaved bytes a colour, as `Lab.srgb8Clamping` gives them: channels outside
    /// the gamut are clamped one by one. A channel within 1e-3 codes of half-way may round to either side.
    /// - Complexity: O(`count`).
    public func srgb8Clamping() -> [UInt8] {
        let matrix = ColorMatrix(rows: relativeXYZToLinear)
        return [UInt8](unsafeUninitializedCapacity: 3 * count) { bytes, initialized in
            initialized = 3 * count
            guard let target = bytes.baseAddress, count > 0 else { return }
            lightness.withUnsafeBufferPointer { l in
                a.withUnsafeBufferPointer { a in
                    b.withUnsafeBufferPointer { b in
                        guard let l = l.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
                        encodeLab(l, a, b, to: target, blocks: count / 8, matrix)
                        encodeRest(l, a, b, count: count, to: target) {
                            encodeLab($0, $1, $2, to: $3, blocks: 1, matrix)
                        }
                    }
                }
            }
        }
    }
}

/// The last colours of three planes, which fill no block, through padded copies of them and of their codes.
private func encodeRest(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, _ third: UnsafePointer<Float>, count: Int,
    to target: UnsafeMutablePointer<UInt8>,
    _ encodeBlock: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<UInt8>) ->
        Void
) {
    let whole = count & ~7
    guard whole < count else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { floats in
        floats.initialize(repeating: 0)
        for k in whole..<count {
            floats[k - whole] = first[k]
            floats[8 + k - whole] = second[k]
            floats[16 + k - whole] = third[k]
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { bytes in
            let (start, out) = (floats.baseAddress.unsafelyUnwrapped, bytes.baseAddress.unsafelyUnwrapped)
            encodeBlock(start, start + 8, start + 16, out)
            (target + 3 * whole).initialize(from: out, count: 3 * (count - whole))
        }
    }
}

/// Bound by the divider, which takes the roots: 12 of them for 8 colours.
private func encodeLab(
    _ l: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    to target: UnsafeMutablePointer<UInt8>, blocks: Int, _ matrix: ColorMatrix
) {
    for block in 0..<blocks {
        let fy = (cv_load(l + 8 &* block) + cv_splat(16)) * cv_splat(1.0 / 116)
        let fx = cv_fma(cv_load(a + 8 &* block), cv_splat(1.0 / 500), fy)
        let fz = cv_fma(cv_load(b + 8 &* block), cv_splat(-1.0 / 200), fy)
        let (x, y, z) = (expanded(fx), expanded(fy), expanded(fz))
        cv_store_rgb8(
            target + 24 &* block, encodedCode(matrix.first.product(x, y, z)),
            encodedCode(matrix.second.product(x, y, z)), encodedCode(matrix.third.product(x, y, z)))
    }
}

/// The inverse of CIELAB's f.
/// - Source: CIE 15:2018, 8.2.1.1.
@inline(__always)
private func expanded(_ f: Lanes) -> Lanes {
    let dark = (f - cv_splat(4.0 / 29)) * cv_splat(108.0 / 841)
    return (f * f * f).replacing(with: dark, where: f .<= cv_splat(6.0 / 29))
}

/// sRGB's code of linear light, clamped and rounded. x^(1/2.4) is the cube root times its own fourth root.
/// - Source: IEC 61966-2-1:1999.
@inline(__always)
private func encodedCode(_ linear: Lanes) -> SIMD8<Int32> {
    // A lane that is not a number becomes the second operand, 0.
    let x = cv_min(cv_max(linear, cv_splat(0)), cv_splat(1))
    let root = CubeRoot(of: cv_max(x, cv_splat(1e-21))).value
    let power = root * cv_sqrt(cv_sqrt(root))
    let value = cv_fma(power, cv_splat(1.055 * 255), cv_splat(-0.055 * 255 + 0.5))
        .replacing(with: cv_fma(x, cv_splat(12.92 * 255), cv_splat(0.5)), where: x .<= cv_splat(0.0031308))
    return cv_truncate(value)
}

extension LinearPlanes {
    /// The nearest sRGB codes, three interleaved bytes a colour, channels clamped one by one.
    /// - Complexity: O(`count`).
    package func srgb8Clamping() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 3 * count) { bytes, initialized in
            initialized = 3 * count
            guard let target = bytes.baseAddress else { return }
            withUnsafePlanes { encodeSRGB8($0, $1, $2, to: target, count: count) }
        }
    }
}

/// The nearest sRGB codes of linear light, three interleaved bytes a colour, channels clamped one by one. Takes `count`
/// floats from each plane and writes 3 · `count` bytes.
///
/// Bound by the divider, which takes the roots: 6 of them for 8 colours.
package func encodeSRGB8(
    _ red: UnsafePointer<Float>, _ green: UnsafePointer<Float>, _ blue: UnsafePointer<Float>,
    to target: UnsafeMutablePointer<UInt8>, count: Int
) {
    for first in stride(from: 0, to: count & ~7, by: 8) {
        cv_store_rgb8(
            target + 3 &* first, encodedCode(cv_load(red + first)), encodedCode(cv_load(green + first)),
            encodedCode(cv_load(blue + first)))
    }
    encodeRest(red, green, blue, count: count, to: target) { encodeSRGB8($0, $1, $2, to: $3, count: 8) }
}

/// XYZ divided by D65's to linear sRGB, by rows.
private let relativeXYZToLinear: [Float] = {
    let white = D65.tristimulus
    let columns = [
        XYZ<D65>(x: white.x, y: 0, z: 0), XYZ<D65>(x: 0, y: white.y, z: 0), XYZ<D65>(x: 0, y: 0, z: white.z),
    ].map(\.linearSRGB)
    return columns.map { Float($0.red) } + columns.map { Float($0.green) } + columns.map { Float($0.blue) }
}()
