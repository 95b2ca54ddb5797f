import CLittleCMS

/// An upright picture in a file's own colours: 8-bit RGB codes that an ICC profile gives their meaning.
public struct ProfiledImage: Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// `width * height * 3` bytes.
    public private(set) var pixels: [UInt8]
    /// The ICC profile's bytes.
    let profile: [UInt8]

    init(pixels: RGBImage, profile: [UInt8]) {
        (width, height) = (pixels.width, pixels.height)
        self.pixels = pixels.pixels
        self.profile = profile
    }
}

extension EncodedImage {
    /// The whole picture, upright, without conversion to sRGB; samples of 16 bits are rounded to 8.
    /// - Returns: `nil` where sRGB says as much: untagged and sRGB files, grey levels, inks, PNG gamma.
    /// - Throws: as `decoded()`.
    public func decodedInOwnColors() throws(ImagingError) -> ProfiledImage? {
        guard case .profile(let profile) = color, !info.isMonochrome, let opened = ICCProfile(profile),
            opened.model == .rgb, opened.transformFromStandard() != nil
        else { return nil }
        return ProfiledImage(pixels: try decoded(reading: .standard).image, profile: profile)
    }
}

extension ProfiledImage {
    /// Takes over, converted from sRGB, what of a picture was changed; every other pixel keeps its codes.
    /// - Parameters:
    ///   - edited: The changed picture, sRGB.
    ///   - decoded: The same before the change, as `EncodedImage.decoded()` gives it.
    /// - Precondition: all three have one size.
    /// - Throws: `imageTooLarge` when memory runs out.
    /// - Complexity: O(pixels).
    public mutating func take(_ edited: RGBImage, changedFrom decoded: RGBImage) throws(ImagingError) {
        precondition(
            edited.pixels.count == pixels.count && decoded.pixels.count == pixels.count && edited.width == width,
            "pictures of one size")
        guard let transform = ICCProfile(profile)?.transformFromStandard() else { throw .outOfMemory }
        edited.pixels.withUnsafeBufferPointer { edited in
            decoded.pixels.withUnsafeBufferPointer { decoded in
                pixels.withUnsafeMutableBufferPointer { own in
                    guard let edited = edited.baseAddress, let own = own.baseAddress else { return }
                    func differs(_ pixel: Int) -> Bool {
                        (0..<3).contains { edited[3 * pixel + $0] != decoded[3 * pixel + $0] }
                    }
                    var pixel = 0
                    while pixel < width * height {
                        guard differs(pixel) else {
                            pixel += 1
                            continue
                        }
                        let first = pixel
                        while pixel < width * height, differs(pixel) { pixel += 1 }
                        transform.convert(edited + 3 * first, count: pixel - first, to: own + 3 * first)
                    }
                }
            }
        }
    }

    /// The picture as an 8-bit PNG with its profile; lossless.
    /// - Throws: `imageTooLarge` when memory runs out, `unreadableImage` when PNG takes no such profile.
    public func encodedPNG() throws(ImagingError) -> [UInt8] {
        try RGBImage(width: width, height: height, pixels: pixels).encodedPNG(profile: profile)
    }

    /// The picture as a baseline JPEG with its profile and no other metadata.
    /// - Parameter quality: 1...100, as for `RGBImage`.
    /// - Throws: `imageTooLarge` when a side is longer than the format's 65,500 pixels or memory runs out.
    public func encodedJPEG(quality: Int = 90) throws(ImagingError) -> [UInt8] {
        try RGBImage(width: width, height: height, pixels: pixels).encodedJPEG(quality: quality, profile: profile)
    }
}

extension ICCProfile {
    /// The way back: from 8-bit sRGB to the profile's own 8-bit RGB. What it cannot hold is clipped.
    fileprivate func transformFromStandard() -> ColorTransform? {
        guard let standard = cmsCreate_sRGBProfileTHR(context.handle) else { return nil }
        defer { cmsCloseProfile(standard) }
        guard
            let transform = cmsCreateTransformTHR(
                context.handle, standard, kTypeRGB8, handle, kTypeRGB8, UInt32(INTENT_PERCEPTUAL),
                UInt32(cmsFLAGS_NOCACHE))
        else { return nil }
        return ColorTransform(handle: transform, context: context)
    }
}
