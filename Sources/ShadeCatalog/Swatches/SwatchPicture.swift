import ColorKernels
import ColorScience
public import Imaging

/// The colour of a product, read off a picture of it or of its swatch.
public enum SwatchPicture {
    /// Measures an encoded picture, decoding no more of it than the measurement needs.
    ///
    /// Transparent pixels count as white. A picture stored in grey levels tells nothing about a* and b*, and they come
    /// back uncertain.
    /// - Throws: what `measure(_: RGBImage)` throws, and `image` codes for a file that cannot be decoded.
    /// - Complexity: O(pixels) for decoding.
    public static func measure(_ picture: EncodedImage) throws(SwatchError) -> SwatchMeasurement {
        let decoded: DecodedImage
        do {
            decoded = try picture.decoded(minimumLongSide: SwatchView.longSide)
        } catch {
            throw SwatchError(error)
        }
        var result = try measure(decoded.image)
        if picture.info.isMonochrome {
            let unknown = Covariance3(standardDeviations: 0, Self.unknownChroma, Self.unknownChroma)
            result.covariance = result.covariance + unknown
        }
        func full(_ start: Int, _ length: Int, _ origin: Int, _ limit: Int) -> (start: Int, length: Int) {
            let low = min(max(origin + Int(Double(start) / decoded.scale), 0), limit - 1)
            let high = min(origin + Int((Double(start + length) / decoded.scale).rounded(.up)), limit)
            return (low, max(high - low, 1))
        }
        let columns = full(result.region.x, result.region.width, decoded.origin.x, picture.info.width)
        let rows = full(result.region.y, result.region.height, decoded.origin.y, picture.info.height)
        result.region = PixelRegion(x: columns.start, y: rows.start, width: columns.length, height: rows.length)
        return result
    }

    /// Measures the product's flat, evenly lit area, leaving out background, packaging, lettering, glare and shadow.
    ///
    /// The picture is split into areas by colour; each area's share, place, thickness, surroundings and colour say how
    /// likely it is the product (`ProductModel`); the likeliest one's densest colour is the result. Its covariance
    /// grows with texture and shading, and with the likelihood and the distance of other areas' colours.
    /// - Throws: `blank` for a picture that is white all over; `productUnclear` when there is no even area, or none
    ///   that is likely enough to be the product.
    /// - Complexity: O(pixels).
    public static func measure(_ image: RGBImage) throws(SwatchError) -> SwatchMeasurement {
        try trace(image).measurement()
    }

    /// Standard deviation of a* and b* when a picture has no colour: about that of cosmetics.
    private static let unknownChroma = 12.0

    /// The steps of a measurement, for reports and tests.
    package static func trace(_ image: RGBImage) -> SwatchTrace { SwatchTrace(image) }
}
