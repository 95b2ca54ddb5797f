import FaceMesh
import Imaging
import SkinTone

/// The photo that products go on: whole, or reduced where it is one of several panels, so that six of a large photo
/// need no more memory than it does.
struct TriedPhoto {
    /// In sRGB.
    let image: RGBImage
    /// In its pixels; so the detection.
    let landmarks: FaceLandmarks
    let detection: FaceDetection?
    /// `nil` for a panel.
    var whole: EditablePhoto?

    /// The most pixels that a side of a panel has, but for a face that would be lost.
    static let panelSide = 2_000
    /// The width in pixels down to which a face is not reduced.
    private static let faceWidth: Float = 64

    init(whole encoded: EncodedImage, _ analysis: PhotoAnalysis) throws(ImagingError) {
        let photo = try EditablePhoto(encoded)
        (image, landmarks, detection) = (photo.image, analysis.landmarks, analysis.detection)
        whole = photo
    }

    init(panelOf encoded: EncodedImage, _ analysis: PhotoAnalysis) throws(ImagingError) {
        let side = max(encoded.info.width, encoded.info.height)
        let least = Int((Self.faceWidth / max(analysis.landmarks.box.width, 1) * Float(side)).rounded(.up))
        let view = try PhotoView(
            encoded, region: PixelRegion(x: 0, y: 0, width: encoded.info.width, height: encoded.info.height),
            landmarks: analysis.landmarks, longSide: min(max(Self.panelSide, least), side))
        (image, landmarks) = (view.image, view.landmarks)
        detection = analysis.detection.map(view.detection)
        whole = nil
    }
}
