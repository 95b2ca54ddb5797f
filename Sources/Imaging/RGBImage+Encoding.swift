import CImageCodecs

extension RGBImage {
    /// The picture as a baseline JPEG without metadata, which everyone reads as sRGB.
    /// - Parameter quality: 1...100, others are clamped. From 90 on colour keeps its full resolution (4:4:4).
    /// - Throws: `imageTooLarge` when a side is longer than the format's 65,500 pixels or memory runs out.
    public func encodedJPEG(quality: Int = 90) throws(ImagingError) -> [UInt8] {
        try encodedJPEG(quality: quality, profile: [])
    }

    /// The picture's codes as a baseline JPEG with an ICC profile, if it has bytes.
    func encodedJPEG(quality: Int, profile: [UInt8]) throws(ImagingError) -> [UInt8] {
        guard width <= 65_500, height <= 65_500 else {
            throw .tooLarge("JPEG holds at most 65500 pixels a side; write a PNG or a smaller picture.")
        }
        let quality = Int32(min(max(quality, 1), 100))
        return try encoded { pixels, output in
            codecs_jpeg_write(
                pixels, Int32(width), Int32(height), quality, quality >= 90, profile, profile.count, &output)
        }
    }

    /// The picture as an 8-bit PNG marked sRGB; lossless.
    /// - Throws: `imageTooLarge` when memory runs out.
    public func encodedPNG() throws(ImagingError) -> [UInt8] { try encodedPNG(profile: []) }

    /// The picture's codes as an 8-bit PNG with an ICC profile; marked sRGB when that has no bytes.
    func encodedPNG(profile: [UInt8]) throws(ImagingError) -> [UInt8] {
        try encoded { pixels, output in
            codecs_png_write(pixels, Int32(width), Int32(height), profile, profile.count, &output)
        }
    }

    private func encoded(
        _ write: (UnsafePointer<UInt8>, inout codecs_buffer) -> codecs_status
    ) throws(ImagingError) -> [UInt8] {
        var output = codecs_buffer()
        defer { codecs_buffer_free(&output) }
        let status = pixels.withUnsafeBufferPointer { write($0.baseAddress!, &output) }
        guard status != CODECS_UNSUPPORTED else {
            throw .unreadable("The picture or its ICC profile does not fit this format.")
        }
        guard status == CODECS_OK else { throw .outOfMemory }
        return [UInt8](UnsafeBufferPointer(start: output.bytes, count: output.count))
    }
}
