import ColorScience
import Imaging
import Portraits

/// Drawn selfies: no stranger's photo is needed.
enum DrawnPhoto {
    /// 3024 × 4032 pixels, as many phones' cameras give, with so much noise that the JPEG has about 2 MB, as theirs do
    /// of faces against a plain background.
    static func phoneSelfie(seed: UInt64 = 4) -> RGBImage { selfie(width: 3_024, height: 4_032, seed: seed) }

    static func selfie(width: Int, height: Int, seed: UInt64 = 4) -> RGBImage {
        var recipe = PortraitRecipe(skin: Lab(52, 13, 20), seed: seed)
        (recipe.width, recipe.height) = (width, height)
        recipe.noise = 5
        return recipe.render().image
    }
}

extension RGBImage {
    /// Below quality 90 the encoder halves the resolution of colour, as phones do.
    func phoneJPEG() throws -> [UInt8] { try encodedJPEG(quality: 89) }
}
