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
}
