import CLittleCMS
import ColorScience

extension ICCProfile {
    /// XYZ of red, green and blue, adapted to D50, of a profile that is three curves and a matrix. `nil` for others:
    /// one with tables may do anything to colours, even when it has a matrix too.
    var colorants: [SIMD3<Double>]? {
        guard model == .rgb, cmsIsMatrixShaper(handle) != 0, cmsIsTag(handle, cmsSigAToB0Tag) == 0 else {
            return nil
        }
        var colorants: [SIMD3<Double>] = []
        for tag in [cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag] {
            guard let value = cmsReadTag(handle, tag)?.assumingMemoryBound(to: cmsCIEXYZ.self).pointee else {
                return nil
            }
            colorants.append(SIMD3(value.X, value.Y, value.Z))
        }
        return colorants
    }

    /// The light of `count` evenly spaced levels of each channel, 0...1.
    private func curves(count: Int) -> [[Double]]? {
        var curves: [[Double]] = []
        for tag in [cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag] {
            guard let curve = cmsReadTag(handle, tag).map({ OpaquePointer($0) }) else { return nil }
            curves.append(
                (0..<count).map { level in
                    let light = Double(cmsEvalToneCurveFloat(curve, Float(level) / Float(count - 1)))
                    return light.isFinite ? min(max(light, 0), 1) : 0
                })
        }
        return curves
    }

    /// For samples of 8 or 16 bits.
    func matrixTransform(bits: Int) -> MatrixTransform? {
        guard let colorants, let curves = curves(count: 1 << bits) else { return nil }
        return MatrixTransform(curves: curves, colorants: colorants)
    }

    /// The known space whose colours these are: colorants within 0.002, curves within less than an 8-bit level.
    var knownSpace: RGBSpace? {
        guard let colorants, let curves = curves(count: 65) else { return nil }
        let tolerance = 0.75 / 255
        let isStandard = curves.allSatisfy { curve in
            curve.enumerated().allSatisfy { level, light in
                let code = Double(level) / 64
                return light >= linearized(code - tolerance) - 1e-6 && light <= linearized(code + tolerance) + 1e-6
            }
        }
        guard isStandard else { return nil }
        return RGBSpace.allCases.first { space in
            zip(colorants, space.colorants).allSatisfy { (($0 - $1) * ($0 - $1)).max() < 0.002 * 0.002 }
        }
    }
}
