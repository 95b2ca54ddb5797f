import ColorScience

/// From 8-bit or 16-bit pixels of a profile that is three curves and a matrix, as cameras' are, to 8-bit sRGB. It does
/// what lcms2 would, ten to fifty times as fast: such profiles come with every iPhone photo.
struct MatrixTransform: Sendable {
    /// Linear sRGB, scaled to the steps of `encoding`, that each level of red, then green, then blue adds.
    private let contributions: [SIMD4<Float>]
    /// 256, or 65,536 for samples of 16 bits in the machine's byte order.
    private let levels: Int

    /// - Parameters:
    ///   - curves: the light, 0...1, of each channel's 256 or 65,536 levels.
    ///   - colorants: XYZ of red, green and blue, adapted to D50.
    init(curves: [[Double]], colorants: [SIMD3<Double>]) {
        let columns = colorants.map { colorant in
            Self.fromXYZ * colorant * Double(Self.steps)
        }
        levels = curves[0].count
        contributions = zip(curves, columns).flatMap { curve, column in
            curve.map { SIMD4(Float($0 * column[0]), Float($0 * column[1]), Float($0 * column[2]), 0) }
        }
    }

    /// D50-adapted XYZ to linear sRGB, row by row: the inverse of the profile sRGB2014.icc's colorants.
    /// - Source: ICC, sRGB2014.icc; the figures of `RGBSpace.sRGB`, inverted.
    private static let fromXYZ = Matrix3(columns: RGBSpace.sRGB.colorants).inverse

    /// sRGB's curve has a slope of 12.92 at black: with 2¹⁴ steps of light, a step is at most a fifth of a level.
    private static let steps = (1 << 14) - 1
    private static let encoding: [UInt8] = (0...steps).map {
        UInt8((encoded(Double($0) / Double(steps)) * 255).rounded())
    }
}

extension MatrixTransform {
    /// Converts `count` pixels that lie `step` bytes apart; `destination` takes three bytes each.
    func convert(
        _ source: UnsafePointer<UInt8>, step: Int, count: Int, to destination: UnsafeMutablePointer<UInt8>
    ) {
        if levels == 256 {
            convert(count: count, to: destination) { pixel, channel in Int(source[pixel &* step &+ channel]) }
        } else {
            let source = UnsafeRawPointer(source)
            convert(count: count, to: destination) { pixel, channel in
                Int(source.loadUnaligned(fromByteOffset: pixel &* step &+ 2 &* channel, as: UInt16.self))
            }
        }
    }

    /// Bound by loads: nine for a pixel, six of them from tables. Those of 8 bits, 28 kB, fit the first-level cache;
    /// those of 16 bits, 3 MB, do not.
    @inline(__always)
    private func convert(
        count: Int, to destination: UnsafeMutablePointer<UInt8>, level: (_ pixel: Int, _ channel: Int) -> Int
    ) {
        let levels = levels
        let limit = SIMD4(repeating: Float(Self.steps))
        // Adding 2²³ leaves a float's rounded whole part in its low bits.
        let shift = SIMD4(repeating: Float(1 << 23))
        contributions.withUnsafeBufferPointer { contributions in
            Self.encoding.withUnsafeBufferPointer { encoding in
                for pixel in 0..<count {
                    var light = contributions[level(pixel, 0)] + contributions[levels &+ level(pixel, 1)]
                    light += contributions[2 &* levels &+ level(pixel, 2)]
                    light.replace(with: 0, where: light .< 0)
                    light.replace(with: limit, where: light .> limit)
                    let index = unsafeBitCast(light + shift, to: SIMD4<UInt32>.self) & 0x3FFF
                    destination[pixel * 3] = encoding[Int(index.x)]
                    destination[pixel * 3 + 1] = encoding[Int(index.y)]
                    destination[pixel * 3 + 2] = encoding[Int(index.z)]
                }
            }
        }
    }
}
