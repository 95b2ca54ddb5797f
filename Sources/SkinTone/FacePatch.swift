import ColorKernels
import FaceMesh
import Imaging

/// The face with hair, neck and some surroundings, brought near one working size, so that every threshold on texture
/// means the same on a thumbnail and on a 12-megapixel selfie.
struct FacePatch: Sendable {
    /// Least width of the landmarks' box after reduction, in pixels: larger faces are reduced by whole factors to
    /// between this and twice as much; a smaller face keeps its own size.
    static let faceWidth: Float = 120

    let image: RGBImage
    /// In the patch's pixels.
    let landmarks: FaceLandmarks
    let overview: PatchOverview

    var width: Int { image.width }
    var height: Int { image.height }

    /// - Returns: `nil` when the landmarks lie outside the picture.
    init?(of image: RGBImage, landmarks: FaceLandmarks) {
        let box = landmarks.box
        guard box.width.isFinite, box.height.isFinite, box.width >= 1, box.height >= 1 else { return nil }
        func clamped(_ value: Float, _ limit: Int) -> Int { Int(max(0, min(Float(limit), value)).rounded()) }
        let left = clamped(box.x - 0.35 * box.width, image.width)
        let right = clamped(box.x + 1.35 * box.width, image.width)
        let top = clamped(box.y - 0.45 * box.height, image.height)
        let bottom = clamped(box.y + 1.55 * box.height, image.height)
        guard right - left >= 8, bottom - top >= 8 else { return nil }

        let factor = max(1, min(Int(box.width / Self.faceWidth), RGBImage.maximumReduction))
        self.image = image.cropped(
            to: PixelRegion(x: left, y: top, width: right - left, height: bottom - top), reducedBy: factor)
        self.landmarks = landmarks.mapped(scale: 1 / Float(factor), offset: SIMD2(Float(left), Float(top)))
        overview = PatchOverview(of: self.image)
    }

    func mask(_ polygons: [[SIMD2<Float>]], margin: Int = 0) -> PixelMask {
        var mask = PixelMask(around: polygons, margin: margin, width: width, height: height)
        for polygon in polygons { mask.fill(polygon) }
        return mask
    }

    /// The colours at some places: what is looked at is a small part of the patch.
    func colors(at places: [Int32]) -> LabPlanes { LabPlanes(srgb8: image.pixels, at: places) }
}
