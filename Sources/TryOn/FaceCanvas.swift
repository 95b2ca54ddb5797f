import ColorKernels
import ColorScience
public import FaceMesh
public import Imaging

/// A photo that products are put on, layer by layer.
///
/// Work is done in linear light, and only where a layer goes: every other pixel keeps its bytes. Nothing is smoothed,
/// reshaped or lightened but by what a product covers.
public struct FaceCanvas: Sendable {
    /// The photo as it came: what it tells of light and skin stays true whatever was put on since.
    private let photo: RGBImage
    private let landmarks: FaceLandmarks
    private let light: PhotoLight
    private let ground: FaceGround
    /// What of the ground is skin; worked out for the first layer that asks.
    private var skin: SkinMap?
    /// The ground's colours with what was put on so far.
    private var colors: LinearPlanes
    /// For each of the ground's pixels the greatest share that any layer covered, 0...1.
    private var shares: [Float]
    /// What holds every layer so far.
    private var touched: PixelRegion?

    /// - Parameters:
    ///   - image: The photo.
    ///   - landmarks: In its pixels.
    ///   - light: What the photo makes of a colour under D65.
    /// - Throws: `face_lost` when the landmarks are no face in the picture.
    public init(image: RGBImage, landmarks: FaceLandmarks, light: PhotoLight) throws(TryOnError) {
        guard landmarks.mayLie(in: image), min(landmarks.box.width, landmarks.box.height) >= 16,
            landmarks.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
            // A foundation's edge reaches beyond the face's outline.
            let ground = FaceGround(
                of: image, around: CosmeticZone.face.outlines(of: landmarks),
                margin: Int(0.03 * landmarks.box.width) + 8)
        else { throw .faceLost }
        photo = image
        self.landmarks = landmarks
        self.light = light
        self.ground = ground
        colors = ground.colors
        shares = [Float](repeating: 0, count: ground.luminance.count)
    }

    /// Reads the skin, as the first layer on skin would: worth it before copies are made of the canvas.
    public mutating func prepareSkin() {
        if skin == nil { skin = SkinMap(ground, landmarks: landmarks, light: light) }
    }

    /// Puts a product on.
    /// - Returns: Whether any of it went on: the zone may lie outside the picture, or show nothing that is the face's own.
    /// - Complexity: O(pixels around its zone); the first on skin takes as much again for the whole face.
    @discardableResult
    public mutating func apply(_ cosmetic: Cosmetic) -> Bool {
        guard cosmetic.intensity > 0 else { return false }
        if cosmetic.zone.isSkin { prepareSkin() }
        guard let area = FaceArea(of: cosmetic.zone, on: ground, landmarks, light, skin: skin), area.mask.coversAny
        else { return false }
        // More of a product is a thicker film, which hides as several thin ones do.
        let left = exponential(cosmetic.intensity * naturalLogarithm(1 - cosmetic.hiding))
        let color = cosmetic.color.xyz.linearSRGB
        let film = ProductFilm(color: color, hiding: max(1 - left, 1e-9))
        let layer = FilmLayer(
            film, color: color, cosmetic.sheen, light: light, faceWidth: landmarks.box.width)
        put(layer, over: area)
        return true
    }

    private mutating func put(_ layer: FilmLayer, over area: FaceArea) {
        let window = area.mask.frame
        touched = touched.map { $0.union(window) } ?? window
        let ground = ground
        ground.luminance.withUnsafeBufferPointer { luminance in
            area.mask.shares.withUnsafeBufferPointer { own in
                area.shading.withUnsafeBufferPointer { shading in
                    shares.withUnsafeMutableBufferPointer { shares in
                        guard let luminance = luminance.baseAddress, let own = own.baseAddress,
                            let shading = shading.baseAddress, let shares = shares.baseAddress
                        else { return }
                        colors.withUnsafeMutablePlanes { red, green, blue in
                            for (line, start) in ground.starts(of: window).enumerated() {
                                let offset = line * window.width
                                let row = FilmLayer.Row(
                                    red: red + start, green: green + start, blue: blue + start,
                                    covered: shares + start, luminance: luminance + start, shares: own + offset,
                                    shading: shading + offset, x: window.x, y: window.y + line)
                                layer.apply(to: row, level: area.level, count: window.width)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension FaceCanvas {
    /// The picture so far.
    /// - Complexity: O(pixels).
    public func rendered() -> RGBImage {
        var image = photo
        guard let touched else { return image }
        let width = min(touched.width, photo.width - touched.x)
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            colors.withUnsafePlanes { red, green, blue in
                for (row, start) in ground.starts(of: touched).enumerated() {
                    let target = (touched.y + row) * photo.width + touched.x
                    // Runs of covered pixels: whatever lies between keeps its bytes.
                    var column = 0
                    while column < width {
                        guard shares[start + column] > 0 else {
                            column += 1
                            continue
                        }
                        let first = column
                        while column < width, shares[start + column] > 0 { column += 1 }
                        encodeSRGB8(
                            red + start + first, green + start + first, blue + start + first,
                            to: pixels.baseAddress.unsafelyUnwrapped + 3 * (target + first), count: column - first)
                    }
                }
            }
        }
        return image
    }

    /// For each pixel, the greatest share that any layer covered, 0...1; not 0 wherever the picture may have changed.
    /// - Complexity: O(pixels).
    public func coverage() -> [Float] {
        var result = [Float](repeating: 0, count: photo.width * photo.height)
        guard let touched else { return result }
        let width = min(touched.width, photo.width - touched.x)
        for (row, start) in ground.starts(of: touched).enumerated() {
            let target = (touched.y + row) * photo.width + touched.x
            result.replaceSubrange(target..<target + width, with: shares[start..<start + width])
        }
        return result
    }
}

extension PixelRegion {
    /// The least one that holds both.
    fileprivate func union(_ other: PixelRegion) -> PixelRegion {
        let (left, top) = (min(x, other.x), min(y, other.y))
        let (right, bottom) = (max(x + width, other.x + other.width), max(y + height, other.y + other.height))
        return PixelRegion(x: left, y: top, width: right - left, height: bottom - top)
    }
}
