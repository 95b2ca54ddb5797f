import FaceMesh
import Foundation
import Imaging

/// A photo, or a part of it, as a page shows it: upright, reduced, with the landmarks in its pixels.
struct PhotoView {
    let image: RGBImage
    let landmarks: FaceLandmarks
    /// Its pixels per pixel at full size, and where its corner lies there.
    private let (scale, origin): (Float, SIMD2<Float>)

    /// - Parameters:
    ///   - region: What to show, in pixels of the upright picture at full size.
    ///   - landmarks: In the same pixels.
    ///   - longSide: The most pixels that either side may have; a smaller part keeps its size.
    /// - Throws: `ImagingError` when the picture cannot be decoded.
    init(
        _ encoded: EncodedImage, region: PixelRegion, landmarks: FaceLandmarks, longSide: Int
    ) throws(ImagingError) {
        let decoded = try encoded.decoded(region: region, minimumLongSide: longSide)
        let (width, height) = (decoded.image.width, decoded.image.height)
        let factor = min(1, Double(longSide) / Double(max(width, height)))
        func reduced(_ side: Int) -> Int { max(1, Int((Double(side) * factor).rounded())) }
        image = decoded.image.resized(width: reduced(width), height: reduced(height))
        scale = Float(decoded.scale * factor)
        origin = SIMD2(Float(decoded.origin.x), Float(decoded.origin.y))
        self.landmarks = landmarks.mapped(scale: scale, offset: origin)
    }

    /// A face found at full size, in its pixels.
    func detection(_ found: FaceDetection) -> FaceDetection { found.mapped { ($0 - origin) * scale } }
}

extension RGBImage {
    /// The picture as a page holds it: a JPEG without metadata, in the address itself.
    /// - Throws: `ImagingError` when memory runs out.
    func dataAddress() throws(ImagingError) -> String {
        "data:image/jpeg;base64," + Data(try encodedJPEG(quality: 85)).base64EncodedString()
    }
}

extension PixelRegion {
    /// The face with hair and chin, and no more of the room than that takes.
    /// - Parameter landmarks: In pixels of the upright picture at full size.
    init(of landmarks: FaceLandmarks, in info: ImageInfo) {
        let box = landmarks.box
        // Landmarks may be a caller's: an Int holds no more than this, and no picture is as large.
        func place(_ value: Float) -> Int { value.isFinite ? Int(min(max(value, -1e6), 1e6)) : 0 }
        let whole = PixelRegion(x: 0, y: 0, width: info.width, height: info.height)
        self =
            PixelRegion(
                x: place(box.x - 0.2 * box.width), y: place(box.y - 0.35 * box.height),
                width: place(1.4 * box.width), height: place(1.55 * box.height)
            ).clipped(toWidth: info.width, height: info.height) ?? whole
    }
}
