import ColorKernels
import ColorScience
public import FaceMesh
public import Imaging

/// A photo that products are put on, layer by layer.
///
/// Work is done in linear light, and only where a layer goes: every other pixel keeps its bytes. Nothing is smoothed,
/// reshaped or lightened but by what a product covers.
public struct FaceCanvas: Sendable {
    /// The picture so far.
    public private(set) var image: RGBImage
    /// For each pixel, the greatest share that any layer covered, 0...1; not 0 wherever the picture may have changed.
    public private(set) var covered: [Float]

    /// The photo as it came: what it tells of light and skin stays true whatever was put on since.
    private let photo: RGBImage
    private let landmarks: FaceLandmarks
    private let light: PhotoLight

    /// - Parameters:
    ///   - image: The photo.
    ///   - landmarks: In its pixels.
    ///   - light: What the photo makes of a colour under D65.
    /// - Throws: `face_lost` when the landmarks are no face in the picture.
    public init(image: RGBImage, landmarks: FaceLandmarks, light: PhotoLight) throws(TryOnError) {
        guard landmarks.mayLie(in: image), min(landmarks.box.width, landmarks.box.height) >= 16,
            landmarks.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
        else { throw .faceLost }
        self.image = image
        photo = image
        self.landmarks = landmarks
        self.light = light
        covered = [Float](repeating: 0, count: image.width * image.height)
    }

    /// Puts a product on.
    /// - Complexity: O(pixels around its zone).
    public mutating func apply(_ cosmetic: Cosmetic) {
        guard cosmetic.intensity > 0, let area = FaceArea(of: cosmetic.zone, on: photo, landmarks, light) else {
            return
        }
        // More of a product is a thicker film, which hides as several thin ones do.
        let left = exponential(cosmetic.intensity * naturalLogarithm(1 - cosmetic.hiding))
        let film = ProductFilm(color: cosmetic.color.xyz.linearSRGB, hiding: max(1 - left, 1e-9))
        render(film, cosmetic.sheen, over: area)
    }

    private mutating func render(_ film: ProductFilm, _ sheen: Sheen, over area: FaceArea) {
        let frame = area.mask.frame
        let bytes = rendered(film, sheen, over: area).srgb8Clamping()
        for (place, share) in area.mask.shares.enumerated() where share > 0 {
            let pixel = (frame.y + place / frame.width) * image.width + frame.x + place % frame.width
            for channel in 0..<3 { image.pixels[3 * pixel + channel] = bytes[3 * place + channel] }
            covered[pixel] = max(covered[pixel], share)
        }
    }

    /// The frame's colours with the film on. Bound by the divisions, two a pixel.
    private func rendered(_ film: ProductFilm, _ sheen: Sheen, over area: FaceArea) -> LinearPlanes {
        let now = LinearPlanes(srgb8: image.cropped(to: area.mask.frame).pixels)
        var (red, green, blue) = (now.red, now.green, now.blue)
        let gains = light.gains.lanes
        // Highlights have the light's own colour.
        let glint = gains / max(Float(light.gains.xyz.y), 1e-4)
        let reflectances = ProductFilm.reflectances
        for (place, share) in area.mask.shares.enumerated() where share > 0 {
            let pixel = SIMD4(red[place], green[place], blue[place], 0)
            let (around, own) = (area.shading[place], area.luminance[place])
            let highlight = max(0, own - sheen.threshold * around)
            let body = pointwiseMax(pixel - glint * highlight, .zero)
            // Half of what is finer than the light's own changes is taken for relief, which a film leaves; the rest for
            // pigment, which it covers.
            let relief = (max(own - highlight, 1e-5) / around).squareRoot()
            let lit = gains * (around / area.ground * min(max(relief, 0.3), 2))
            let ground = (body / lit).clamped(
                lowerBound: SIMD4(repeating: reflectances.lowerBound),
                upperBound: SIMD4(repeating: reflectances.upperBound))
            // What the film changes, not what it is: a ground beyond the range, such as a red lip's, stays as it is.
            let change = (film.reflectance(over: ground) - ground) * lit + glint * (highlight * (sheen.highlights - 1))
            let result = pixel + change * share
            (red[place], green[place], blue[place]) = (result.x, result.y, result.z)
        }
        return LinearPlanes(red: red, green: green, blue: blue)
    }
}

extension LinearSRGB {
    fileprivate var lanes: SIMD4<Float> { SIMD4(Float(red), Float(green), Float(blue), 0) }
}
