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
        return recipe.capture?.flash == true ? Self.tagged(bytes) : bytes
    }

    /// With an EXIF segment behind the start of the image: one tag in each of two directories, Flash = 1.
    /// - Source: CIPA DC-008 (Exif 2.32), 4.5 and 4.6.
    private static func tagged(_ jpeg: [UInt8]) -> [UInt8] {
        let header: [UInt8] = Array("MM".utf8) + [0, 42, 0, 0, 0, 8]
        let main: [UInt8] = [0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]
        let exif: [UInt8] = [0, 1, 0x92, 0x09, 0, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + header + main + exif
        return jpeg.prefix(2) + [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content + jpeg.dropFirst(2)
    }
}
