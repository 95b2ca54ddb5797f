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
        let box = landmarks.box
        let (width, height) = (Float(image.width), Float(image.height))
        let isFinite = landmarks.points.allSatisfy { $0.x.isFinite && $0.y.isFinite }
        guard isFinite, box.width >= 16, box.height >= 16, box.width <= 2 * width, box.height <= 2 * height,
            box.x < width, box.y < height, box.x + box.width > 0, box.y + box.height > 0
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

    /// Bound by the division of the film and the bytes' tables.
    private mutating func render(_ film: ProductFilm, _ sheen: Sheen, over area: FaceArea) {
        let frame = area.mask.frame
        let gains = light.gains.lanes
        // Highlights have the light's own colour.
        let glint = gains / max(Float(light.gains.xyz.y), 1e-4)
        let encoded = EncodedBytes.table
        let now = LinearPlanes(srgb8: image.pixels, at: area.places)
        let width = image.width
        for row in 0..<frame.height {
            for column in 0..<frame.width {
                let place = row * frame.width + column
                let share = area.mask.shares[place]
                guard share > 0 else { continue }
                let pixel = SIMD4(now.red[place], now.green[place], now.blue[place], 0)
                let around = area.shading[place]
                let own = area.luminance[place]
                let highlight = max(0, own - sheen.threshold * around)
                let body = pointwiseMax(pixel - glint * highlight, SIMD4(repeating: 0))
                // Half of what is finer than the light's own changes is taken for relief, which a film leaves; the rest
                // for pigment, which it covers.
                let relief = (max(own - highlight, 1e-5) / around).squareRoot()
                let lit = gains * (around / area.ground * min(max(relief, 0.3), 2))
                let ground = (body / lit).clamped(
                    lowerBound: SIMD4(repeating: ProductFilm.reflectances.lowerBound),
                    upperBound: SIMD4(repeating: ProductFilm.reflectances.upperBound))
                // What the film changes, not what it is: a ground beyond the range, such as a red lip's, stays as it is.
                let change =
                    (film.reflectance(over: ground) - ground) * lit + glint * (highlight * (sheen.highlights - 1))
                let result = pixel + change * share
                let index = 3 * ((frame.y + row) * width + frame.x + column)
                for channel in 0..<3 {
                    let level = Int((min(max(result[channel], 0), 1) * 65_535).rounded())
                    image.pixels[index + channel] = encoded[level]
                }
                covered[index / 3] = max(covered[index / 3], share)
            }
        }
    }
}

extension LinearSRGB {
    fileprivate var lanes: SIMD4<Float> { SIMD4(Float(red), Float(green), Float(blue), 0) }
}

/// sRGB codes of linear light in 65,535ths, rounded to the nearest.
private enum EncodedBytes {
    static let table: [UInt8] = (0...65_535).map { level in
        let value = Double(level) / 65_535
        return LinearSRGB(red: value, green: value, blue: value).encodedClamping().red
    }
}
