/// A whole photo that something is drawn on, to be written in its own colours and with its profile: whatever is not drawn
/// on keeps its codes, in a format that loses nothing.
public struct EditablePhoto: Sendable {
    /// In sRGB, to draw on.
    public let image: RGBImage
    /// `nil` when those are its own.
    private var inOwnColors: ProfiledImage?

    /// Decodes a photo at full size.
    /// - Throws: as `EncodedImage.decoded()`.
    public init(_ encoded: EncodedImage) throws(ImagingError) {
        image = try encoded.decoded().image
        inOwnColors = try encoded.decodedInOwnColors()
    }

    /// The photo as a file, with what was drawn on it. Its own colours are used up by it: a second file is sRGB.
    /// - Parameters:
    ///   - edited: `image` with something on it.
    ///   - quality: Of a JPEG, as for `RGBImage`.
    /// - Returns: The bytes, and whether the format did not take the photo's profile, so that all of it is sRGB.
    /// - Throws: `imageTooLarge` when a side is longer than the format's limit or memory runs out.
    public mutating func encode(
        _ edited: RGBImage, as format: ImageFormat, quality: Int
    ) throws(ImagingError) -> (bytes: [UInt8], losesProfile: Bool) {
        guard var own = inOwnColors else { return (try edited.encoded(as: format, quality: quality), false) }
        inOwnColors = nil
        try own.take(edited, changedFrom: image)
        do throws(ImagingError) {
            switch format {
            case .png: return (try own.encodedPNG(), false)
            case .jpeg: return (try own.encodedJPEG(quality: quality), false)
            }
        } catch {
            guard error.code == .unreadableImage else { throw error }
            return (try edited.encoded(as: format, quality: quality), true)
        }
    }
}

extension RGBImage {
    /// The picture as a file without metadata.
    /// - Parameter quality: Of a JPEG: 1...100.
    /// - Throws: as `encodedJPEG(quality:)` and `encodedPNG()`.
    public func encoded(as format: ImageFormat, quality: Int) throws(ImagingError) -> [UInt8] {
        switch format {
        case .png: try encodedPNG()
        case .jpeg: try encodedJPEG(quality: quality)
        }
    }
}
