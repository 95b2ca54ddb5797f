import FaceMesh
import Imaging
import Inputs
import Reports
import ShadeCatalog
import SkinTone
import TryOn

/// Shades on the customer's own face, one picture each, and the face without them.
struct FaceTrial {
    /// Without make-up, and with each shade, as addresses.
    let bare: String
    let shades: [String]
    /// Of every picture, in pixels.
    let size: (width: Int, height: Int)

    /// The most pixels that a side of a picture has when there are up to ten; more shades get smaller ones, so that a
    /// page stays within what mail and phones take.
    static let longSide = 600

    /// - Returns: `nil` when nothing can be tried on: the face is too small or lies outside the picture.
    /// - Throws: `ImagingError` when the picture cannot be decoded.
    init?(
        _ shades: [Shade], on encoded: EncodedImage, _ analysis: PhotoAnalysis, _ refiner: LandmarkRefiner
    ) throws(ImagingError) {
        let most = Double(Self.longSide) * min(1, (10 / Double(max(shades.count, 1))).squareRoot())
        let face = try PhotoView(
            encoded, region: PixelRegion(of: analysis.landmarks, in: encoded.info), landmarks: analysis.landmarks,
            longSide: Int(most))
        let light = analysis.light(asDaylight: false)
        let detection = analysis.detection.map(face.detection)
        let refined = refiner.landmarks(in: face.image, of: detection, around: face.landmarks)
        let landmarks = refined?.face ?? face.landmarks
        guard var canvas = try? FaceCanvas(image: face.image, landmarks: landmarks, light: light) else {
            return nil
        }
        canvas.prepareSkin()
        var pictures: [String] = []
        for shade in shades {
            var tried = canvas
            tried.apply(Cosmetic(shade, as: shade.category))
            pictures.append(try tried.rendered().dataAddress())
        }
        bare = try face.image.dataAddress()
        self.shades = pictures
        size = (face.image.width, face.image.height)
    }
}
