/// The bytes of a JPEG or PNG file, found sound as far as its header tells, ready to be decoded in the size needed.
///
/// The header costs microseconds; no pixel is decoded before `decoded` is called.
public struct EncodedImage: Sendable {
    /// What the header says.
    public let info: ImageInfo

    let bytes: [UInt8]
    let limits: ImageLimits
    let orientation: Orientation
    let color: SourceColor

    /// - Throws: `unsupportedFormat` for other formats, named by their content; `imageTooLarge` beyond `limits`;
    ///   `truncatedImage` and `unreadableImage` when the header is cut short or damaged.
    public init(bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImagingError) {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(limit: limits.bytes) }
        let header =
            switch try ImageFormat.recognize(bytes) {
            case .jpeg: try ImageHeader(jpeg: bytes, limits: limits)
            case .png: try ImageHeader(png: bytes, limits: limits)
            }
        self.bytes = bytes
        self.limits = limits
        orientation = header.exif?.orientation ?? .upright
        color = header.color
        let isTurned = orientation.swapsSides
        info = ImageInfo(
            format: header.format, width: isTurned ? header.height : header.width,
            height: isTurned ? header.width : header.height, orientation: orientation.rawValue,
            profile: header.profileName, isMonochrome: header.isMonochrome, flash: header.exif?.flash,
            lightSource: header.exif?.lightSource, hasAlpha: header.hasAlpha)
    }

    /// Reads a regular file; its name plays no part.
    /// - Throws: also `unreadableImage` when there is no such file, or it is empty, a folder or not readable.
    public init(contentsOf path: String, limits: ImageLimits = ImageLimits()) throws(ImagingError) {
        try self.init(bytes: FileBytes.read(path, limit: limits.bytes), limits: limits)
    }

    /// Reads a regular file.
    /// - Parameter path: As the system has it, which need not be UTF-8.
    /// - Throws: as for a path that is text.
    package init(contentsOf path: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImagingError) {
        try self.init(bytes: FileBytes.read(path, limit: limits.bytes), limits: limits)
    }
}
