import CLittleCMS
import ColorScience

extension ICCProfile {
    /// `sRGB` or `Display P3` when the profile measures as such, else its own description.
    var name: String {
        for space in RGBSpace.allCases where matches(space) { return space.rawValue }
        return description ?? "ICC profile"
    }

    /// Whether every 8-bit colour means what it does in sRGB.
    var isStandard: Bool { matches(.sRGB) }

    private enum RGBSpace: String, CaseIterable {
        case sRGB = "sRGB"
        case displayP3 = "Display P3"

        /// XYZ of red, green and blue, adapted to D50.
        /// - Source: the ICC's registry of RGB spaces: sRGB2014.icc, DisplayP3-v4.icc.
        var colorants: [SIMD3<Double>] {
            switch self {
            case .sRGB: [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]]
            case .displayP3: [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]]
            }
        }
    }

    /// Whether the colorants agree within 0.002 and the curves with sRGB's within less than an 8-bit level. A profile
    /// with tables may do anything else to colours, so it never matches.
    private func matches(_ space: RGBSpace) -> Bool {
        guard model == .rgb, cmsIsMatrixShaper(handle) != 0, cmsIsTag(handle, cmsSigAToB0Tag) == 0 else { return false }
        let colorants = [cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag]
        for (tag, expected) in zip(colorants, space.colorants) {
            guard let value = cmsReadTag(handle, tag)?.assumingMemoryBound(to: cmsCIEXYZ.self).pointee else {
                return false
            }
            let difference = SIMD3(value.X, value.Y, value.Z) - expected
            guard (difference * difference).max() < 0.002 * 0.002 else { return false }
        }
        for tag in [cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag] where !hasStandardCurve(tag) { return false }
        return true
    }

    private func hasStandardCurve(_ tag: cmsTagSignature) -> Bool {
        guard let curve = cmsReadTag(handle, tag).map({ OpaquePointer($0) }) else { return false }
        let tolerance = 0.75 / 255
        return (0...64).allSatisfy { step in
            let code = Double(step) / 64
            let light = Double(cmsEvalToneCurveFloat(curve, Float(code)))
            return light >= linearized(code - tolerance) - 1e-6 && light <= linearized(code + tolerance) + 1e-6
        }
    }

    /// The profile's description as printable ASCII, at most 64 characters; `nil` when nothing is left.
    private var description: String? {
        var buffer = [CChar](repeating: 0, count: 256)
        guard cmsGetProfileInfoASCII(handle, cmsInfoDescription, "en", "US", &buffer, 256) > 0 else { return nil }
        let printable = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { (0x20...0x7E).contains($0) }
        let words = String(decoding: printable, as: UTF8.self).split(separator: " ").joined(separator: " ").prefix(64)
        return words.isEmpty ? nil : String(words)
    }
}
