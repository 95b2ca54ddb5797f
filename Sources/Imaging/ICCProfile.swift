import CLittleCMS

/// An open ICC profile.
struct ICCProfile: ~Copyable {
    let handle: cmsHPROFILE
    let context: ColorContext

    /// Bytes a profile may have; the largest in circulation have about three million.
    static let sizeLimit = 8 << 20

    /// `nil` when lcms2 cannot make sense of the bytes or there are more than `sizeLimit`.
    init?(_ bytes: [UInt8]) {
        let bytes = Self.withoutProcessElements(bytes)
        guard bytes.count <= Self.sizeLimit, let context = ColorContext(),
            let handle = cmsOpenProfileFromMemTHR(context.handle, bytes, UInt32(bytes.count))
        else { return nil }
        self.handle = handle
        self.context = context
    }

    /// `nil` when the chromaticities are no possible colours.
    init?(_ calibration: PNGCalibration) {
        guard let context = ColorContext(), let curve = Self.curve(calibration.exponent, context) else { return nil }
        defer { cmsFreeToneCurve(curve) }
        let xy = calibration.chromaticities
        var white = cmsCIExyY(x: xy[0], y: xy[1], Y: 1)
        var primaries = cmsCIExyYTRIPLE(
            Red: cmsCIExyY(x: xy[2], y: xy[3], Y: 1), Green: cmsCIExyY(x: xy[4], y: xy[5], Y: 1),
            Blue: cmsCIExyY(x: xy[6], y: xy[7], Y: 1))
        var curves: [OpaquePointer?] = [curve, curve, curve]
        guard xy.allSatisfy({ $0 > 0 && $0 < 1 }),
            let handle = cmsCreateRGBProfileTHR(context.handle, &white, &primaries, &curves)
        else { return nil }
        self.handle = handle
        self.context = context
    }

    deinit { cmsCloseProfile(handle) }

    /// - Source: IEC 61966-2-1:1999 for sRGB's curve.
    private static func curve(_ exponent: Double?, _ context: ColorContext) -> OpaquePointer? {
        if let exponent { return cmsBuildGamma(context.handle, exponent) }
        let parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
        return cmsBuildParametricToneCurve(context.handle, 4, parameters)
    }
}

extension ICCProfile {
    /// The bytes with the tags DToBx and BToDx renamed, so that lcms2 passes them over. Their processing elements may
    /// be any in number and share their data: a few kilobytes would ask for minutes of work a picture. A reader may do
    /// without, as tables or curves have to be there too.
    /// - Source: ICC.1:2022, 7.3 (tag table) and 9.2 (tag listing).
    private static func withoutProcessElements(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let count = ByteReader(bytes: bytes[...]).uint32(at: 128) ?? 0
        // lcms2 takes no more than a hundred tags.
        for entry in stride(from: 132, to: min(132 + 12 * min(count, 100), bytes.count - 4), by: 12) {
            let name = bytes[entry..<entry + 3]
            if name.elementsEqual("D2B".utf8) || name.elementsEqual("B2D".utf8) { bytes[entry] = UInt8(ascii: "x") }
        }
        return bytes
    }

    /// The pixels it describes; `nil` for models other than grey, RGB and CMYK.
    var model: PixelLayout.Model? {
        switch cmsGetColorSpace(handle) {
        case cmsSigGrayData: .gray
        case cmsSigRgbData: .rgb
        case cmsSigCmykData: .ink
        default: nil
        }
    }

    /// A transform from pixels of an lcms2 `format` to 8-bit sRGB, with Pillow's and most viewers' intent.
    /// `nil` when the profile lacks what a transform needs.
    func transform(from format: UInt32, exactly: Bool = false) -> ColorTransform? {
        guard let standard = cmsCreate_sRGBProfileTHR(context.handle) else { return nil }
        defer { cmsCloseProfile(standard) }
        let flags = UInt32(cmsFLAGS_NOCACHE) | (exactly ? UInt32(cmsFLAGS_NOOPTIMIZE) : 0)
        guard
            let transform = cmsCreateTransformTHR(
                context.handle, handle, format, standard, kTypeRGB8, UInt32(INTENT_PERCEPTUAL), flags)
        else { return nil }
        return ColorTransform(handle: transform, context: context)
    }

    /// Whether a transform can be made of it: it may open and yet lack tables or curves.
    var isUsable: Bool {
        let format: UInt32
        switch model {
        case .gray: format = kTypeGray8
        case .rgb: format = kTypeRGB8
        case .ink: format = kTypeCMYK8Reversed
        case nil: return false
        }
        // Unoptimised it is quick to make, even of large tables.
        return transform(from: format, exactly: true) != nil
    }
}
