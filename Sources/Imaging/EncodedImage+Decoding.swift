extension EncodedImage {
    /// Decodes the whole picture, upright and in sRGB.
    ///
    /// JPEG is reduced while decoding, to the smallest of 1/8, 1/4, 1/2 and 1 that keeps the long side at or above
    /// `minimumLongSide` (libjpeg-turbo has vector code for these only: 7/8 takes longer than the whole); PNG by the
    /// largest whole factor that does. Memory beside the result is a few rows, but for progressive JPEG and interlaced
    /// PNG (`ImageLimits.workingBytes`).
    /// - Parameter minimumLongSide: pixels; `nil` for full size.
    /// - Throws: `truncatedImage` when the file ends early, `unreadableImage` when it is damaged, `imageTooLarge` when
    ///   decoding costs more than the limits allow.
    /// - Complexity: O(width · height) of the stored picture.
    public func decoded(minimumLongSide: Int? = nil) throws(ImagingError) -> DecodedImage {
        let whole = PixelRegion(x: 0, y: 0, width: info.width, height: info.height)
        return try decode(whole, minimumLongSide, isWhole: true)
    }

    /// Decodes a part of the picture, upright and in sRGB, as `decoded(minimumLongSide:)` does but with
    /// `minimumLongSide` for the part. What lies outside the picture is left out; the part decoded may begin up to
    /// seven full-size pixels before the one asked for.
    /// - Throws: also `unreadableImage` when the region lies wholly outside the picture.
    public func decoded(region: PixelRegion, minimumLongSide: Int? = nil) throws(ImagingError) -> DecodedImage {
        guard let part = region.clipped(toWidth: info.width, height: info.height) else {
            throw .unreadable("The region asked for lies outside the picture.")
        }
        return try decode(part, minimumLongSide, isWhole: false)
    }

    /// The whole picture at full size and upright, its numbers taken for colours as `color` says.
    func decoded(reading color: SourceColor) throws(ImagingError) -> DecodedImage {
        try decode(PixelRegion(x: 0, y: 0, width: info.width, height: info.height), nil, isWhole: true, color)
    }

    private var storedWidth: Int { orientation.swapsSides ? info.height : info.width }
    private var storedHeight: Int { orientation.swapsSides ? info.width : info.height }

    private func decode(
        _ upright: PixelRegion, _ minimumLongSide: Int?, isWhole: Bool, _ color: SourceColor? = nil
    ) throws(ImagingError) -> DecodedImage {
        let color = color ?? self.color
        let part = orientation.stored(upright, width: storedWidth, height: storedHeight)
        let longSide = max(part.width, part.height)
        let wanted = minimumLongSide.map { min(max($0, 1), longSide) } ?? longSide
        return try bytes.withUnsafeBufferPointer { buffer throws(ImagingError) in
            switch info.format {
            case .jpeg:
                let reduced = minimumLongSide == nil ? nil : [1, 2, 4].first { (longSide * $0 + 7) / 8 >= wanted }
                let eighths = reduced ?? 8
                return try decodeJPEG(buffer, part, color, eighths: eighths, isWhole: isWhole)
            case .png:
                let factor = min(longSide / wanted, BoxReducer.maximumFactor)
                return try decodePNG(buffer, part, color, reduction: factor, isWhole: isWhole)
            }
        }
    }

    private func decodeJPEG(
        _ buffer: UnsafeBufferPointer<UInt8>, _ part: PixelRegion, _ color: SourceColor, eighths: Int, isWhole: Bool
    ) throws(ImagingError) -> DecodedImage {
        var reader = try JPEGReader(buffer, limits: limits)
        let size = try reader.setScale(eighths: eighths)
        let scaled = ScaledPart(part, reduction: 8 / eighths, width: size.width, height: size.height)
        try reader.start(scaled.decoded, of: size.width)
        let pipeline = RowPipeline(
            converter: RowConverter(
                color, layout: reader.layout, pixels: scaled.decoded.width * scaled.decoded.height),
            orientation: orientation, width: scaled.decoded.width, height: scaled.decoded.height, reduction: 1)
        let image = try pipeline.run(&reader)
        if isWhole { try reader.finish() }
        return DecodedImage(
            image: image, scale: Double(eighths) / 8,
            origin: orientation.uprightOrigin(ofStored: scaled.covered, width: storedWidth, height: storedHeight))
    }

    private func decodePNG(
        _ buffer: UnsafeBufferPointer<UInt8>, _ part: PixelRegion, _ color: SourceColor, reduction: Int, isWhole: Bool
    ) throws(ImagingError) -> DecodedImage {
        var reader = try PNGReader(buffer, limits: limits)
        try reader.start(part)
        let pipeline = RowPipeline(
            converter: RowConverter(color, layout: reader.layout, pixels: part.width * part.height),
            orientation: orientation, width: part.width, height: part.height, reduction: reduction)
        let image = try pipeline.run(&reader)
        if isWhole { try reader.finish() }
        func covered(_ length: Int) -> Int { (length + reduction - 1) / reduction * reduction }
        let boxes = PixelRegion(x: part.x, y: part.y, width: covered(part.width), height: covered(part.height))
        return DecodedImage(
            image: image, scale: 1 / Double(reduction),
            origin: orientation.uprightOrigin(ofStored: boxes, width: storedWidth, height: storedHeight))
    }
}
