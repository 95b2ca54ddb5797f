/// What a file tells before its pixels: size as stored, EXIF, and colours.
struct ImageHeader {
    let format: ImageFormat
    let width: Int
    let height: Int
    let exif: ExifTags?
    let color: SourceColor
    let profileName: String
    let isMonochrome: Bool
    let hasAlpha: Bool
}

extension ImageHeader {
    init(jpeg bytes: [UInt8], limits: ImageLimits) throws(ImagingError) {
        let (width, height, layout) = try bytes.withUnsafeBufferPointer { buffer throws(ImagingError) in
            let reader = try JPEGReader(buffer, limits: limits)
            return (reader.width, reader.height, reader.layout)
        }
        try Self.checkPixels(width, height, limits)
        let segments = JPEGSegments(bytes)
        let (color, name) = Self.judge(segments.profile, layout.model)
        self.init(
            format: .jpeg, width: width, height: height, exif: segments.exif, color: color,
            profileName: name, isMonochrome: layout.model == .gray, hasAlpha: layout.hasAlpha)
    }

    init(png bytes: [UInt8], limits: ImageLimits) throws(ImagingError) {
        let chunks = try PNGChunks(bytes)
        try Self.checkPixels(chunks.width, chunks.height, limits)
        let (stored, isBroken, layout) = try bytes.withUnsafeBufferPointer { buffer throws(ImagingError) in
            let reader = try PNGReader(buffer, limits: limits)
            return (reader.color, reader.hasBrokenProfile, reader.layout)
        }
        let (color, name) =
            switch stored {
            case .profile(let profile): Self.judge(.bytes(profile), layout.model)
            case .standard: (stored, isBroken ? Self.brokenName : "sRGB")
            case .calibrated(let calibration):
                ICCProfile(calibration) == nil ? (.standard, "sRGB") : (stored, "PNG gamma")
            }
        self.init(
            format: .png, width: chunks.width, height: chunks.height, exif: chunks.exif,
            color: color, profileName: name, isMonochrome: layout.model == .gray, hasAlpha: layout.hasAlpha)
    }

    private static let brokenName = "unreadable ICC profile"

    private static func checkPixels(_ width: Int, _ height: Int, _ limits: ImageLimits) throws(ImagingError) {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= limits.pixels else {
            throw .tooManyPixels(width: width, height: height, limit: limits.pixels)
        }
    }

    /// Decides whether a profile is worth a transform and what to call it. One that is damaged, or for other pixels
    /// than these, costs its colours, not the photo.
    private static func judge(_ embedded: EmbeddedProfile?, _ model: PixelLayout.Model) -> (SourceColor, String) {
        guard let embedded else { return (.standard, model == .ink ? "untagged CMYK" : "sRGB") }
        guard case .bytes(let bytes) = embedded, let profile = ICCProfile(bytes), let described = profile.model,
            described == model || (model == .gray && described == .rgb)
        else { return (.standard, brokenName) }
        let space = profile.knownSpace
        if space == .sRGB { return (.standard, "sRGB") }
        guard space != nil || profile.isUsable else { return (.standard, brokenName) }
        return (.profile(bytes), space?.rawValue ?? profile.description ?? "ICC profile")
    }
}
