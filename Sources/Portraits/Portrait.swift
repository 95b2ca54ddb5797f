public import ColorScience
public import FaceMesh
public import Imaging

/// A synthetic selfie and the truth behind it.
public struct Portrait: Sendable {
    public let image: RGBImage
    /// Where the face's 468 points truly lie, in pixels of `image`.
    public let landmarks: FaceLandmarks
    /// The skin's true colour at jaw and lower cheek, whatever the light did to the picture.
    public let skin: Lab<D65>
    /// What was drawn, with sizes and angles as they were clamped.
    public let recipe: PortraitRecipe
}

extension Portrait {
    /// Pixels well inside the card that is held; `nil` where there is none or the picture ends before it.
    public var card: PixelRegion? { recipe.look.card?.region(in: recipe) }

    /// The picture as the recipe's camera saves it; EXIF tells of a flash.
    public func encodedJPEG() throws(ImagingError) -> [UInt8] {
        let bytes = try image.encodedJPEG(quality: recipe.capture?.quality ?? PortraitCapture.standardQuality)
        return recipe.capture?.flash == true ? ExifTags.flashFired(in: bytes) : bytes
    }
}
