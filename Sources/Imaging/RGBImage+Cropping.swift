extension RGBImage {
    /// The part of the picture inside `region`.
    /// - Precondition: the region overlaps the picture; what lies outside is left out.
    public func cropped(to region: PixelRegion) -> RGBImage {
        guard let part = region.clipped(toWidth: width, height: height) else {
            preconditionFailure("the region lies outside the picture")
        }
        var result: [UInt8] = []
        result.reserveCapacity(part.width * part.height * 3)
        for row in part.y..<part.y + part.height {
            let start = (row * width + part.x) * 3
            result += pixels[start..<start + part.width * 3]
        }
        return RGBImage(width: part.width, height: part.height, pixels: result)
    }

    /// The largest factor a picture is reduced by.
    public static var maximumReduction: Int { BoxReducer.maximumFactor }

    /// The part of the picture inside `region` at 1/`factor` of its size, each pixel the mean of a box; boxes at the
    /// right and lower edge may be partial. Many times quicker than `resized(width:height:)`.
    /// - Precondition: the region overlaps the picture, what lies outside is left out; `factor` is in 1...`maximumReduction`.
    /// - Complexity: O(pixels of the region).
    public func cropped(to region: PixelRegion, reducedBy factor: Int) -> RGBImage {
        guard factor > 1 else { return cropped(to: region) }
        guard let part = region.clipped(toWidth: width, height: height) else {
            preconditionFailure("the region lies outside the picture")
        }
        var reducer = BoxReducer(factor: factor, width: part.width, channels: 3)
        let (newWidth, newHeight) = (reducer.width, (part.height + factor - 1) / factor)
        let stride = 3 * width
        let reduced = [UInt8](unsafeUninitializedCapacity: 3 * newWidth * newHeight) { buffer, count in
            pixels.withUnsafeBufferPointer { source in
                guard let destination = buffer.baseAddress, let first = source.baseAddress else { return }
                let rows = first + part.y * stride + 3 * part.x
                var next = 0
                for row in 0..<part.height where reducer.add(rows + row * stride) || row == part.height - 1 {
                    reducer.finish(destination + next * 3 * newWidth)
                    next += 1
                }
            }
            count = 3 * newWidth * newHeight
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: reduced)
    }
}
