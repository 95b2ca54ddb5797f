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
    private var (red, green, blue): ([Float], [Float], [Float])
    /// For each of the ground's pixels the greatest share that any layer covered, 0...1.
    private var shares: [Float]

    /// - Parameters:
    ///   - image: The photo.
    ///   - landmarks: In its pixels.
    ///   - light: What the photo makes of a colour under D65.
    /// - Throws: `face_lost` when the landmarks are no face in the picture.
    public init(image: RGBImage, landmarks: FaceLandmarks, light: PhotoLight) throws(TryOnError) {
        guard landmarks.mayLie(in: image), min(landmarks.box.width, landmarks.box.height) >= 16,
            landmarks.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
            // Lashes, blush and a foundation's edge reach beyond the face's outline.
            let ground = FaceGround(
                of: image, around: CosmeticZone.face.outlines(of: landmarks), margin: Int(0.1 * landmarks.box.width) + 8)
        else { throw .faceLost }
        photo = image
        self.landmarks = landmarks
        self.light = light
        self.ground = ground
        (red, green, blue) = (ground.colors.red, ground.colors.green, ground.colors.blue)
        shares = [Float](repeating: 0, count: ground.luminance.count)
    }

    /// Puts a product on.
    /// - Complexity: O(pixels around its zone); the first on skin takes as much again for the whole face.
    public mutating func apply(_ cosmetic: Cosmetic) {
        guard cosmetic.intensity > 0 else { return }
        var skin = skin
        let area = FaceArea(of: cosmetic.zone, on: ground, landmarks, light) {
            let map = skin ?? SkinMap(ground, landmarks: landmarks, light: light)
            skin = map
            return map
        }
        self.skin = skin
        guard let area else { return }
        // More of a product is a thicker film, which hides as several thin ones do.
        let left = exponential(cosmetic.intensity * naturalLogarithm(1 - cosmetic.hiding))
        let color = cosmetic.color.xyz.linearSRGB
        let film = ProductFilm(color: color, hiding: max(1 - left, 1e-9))
        let layer = FilmLayer(
            film, color: color, cosmetic.sheen, light: light, faceWidth: landmarks.box.width)
        put(layer, over: area)
    }

    private mutating func put(_ layer: FilmLayer, over area: FaceArea) {
        let window = area.mask.frame
        red.withUnsafeMutableBufferPointer { red in
            green.withUnsafeMutableBufferPointer { green in
                blue.withUnsafeMutableBufferPointer { blue in
                    ground.luminance.withUnsafeBufferPointer { luminance in
                        area.mask.shares.withUnsafeBufferPointer { shares in
                            area.shading.withUnsafeBufferPointer { shading in
                                guard let red = red.baseAddress, let green = green.baseAddress,
                                    let blue = blue.baseAddress, let luminance = luminance.baseAddress,
                                    let shares = shares.baseAddress, let shading = shading.baseAddress
                                else { return }
                                for (line, start) in ground.starts(of: window).enumerated() {
                                    let own = line * window.width
                                    let row = FilmLayer.Row(
                                        red: red + start, green: green + start, blue: blue + start,
                                        luminance: luminance + start, shares: shares + own, shading: shading + own,
                                        x: window.x, y: window.y + line)
                                    layer.apply(to: row, level: area.level, count: window.width)
                                }
                            }
                        }
                    }
                }
            }
        }
        for (line, start) in ground.starts(of: window).enumerated() {
            for column in 0..<window.width {
                shares[start + column] = max(shares[start + column], area.mask.shares[line * window.width + column])
            }
        }
    }
}

extension FaceCanvas {
    /// The picture so far.
    /// - Complexity: O(pixels).
    public func rendered() -> RGBImage {
        var image = photo
        let bytes = LinearPlanes(red: red, green: green, blue: blue).srgb8Clamping()
        forEachPixel { place, pixel in
            guard shares[place] > 0 else { return }
            for channel in 0..<3 { image.pixels[3 * pixel + channel] = bytes[3 * place + channel] }
        }
        return image
    }

    /// For each pixel, the greatest share that any layer covered, 0...1; not 0 wherever the picture may have changed.
    /// - Complexity: O(pixels).
    public func coverage() -> [Float] {
        var result = [Float](repeating: 0, count: photo.width * photo.height)
        forEachPixel { place, pixel in result[pixel] = shares[place] }
        return result
    }

    /// The picture's pixels in the ground's frame: their places there and in the picture.
    @inline(__always)
    private func forEachPixel(_ body: (_ place: Int, _ pixel: Int) -> Void) {
        let frame = ground.frame
        let width = min(frame.width, photo.width - frame.x)
        for row in 0..<frame.height {
            let start = (frame.y + row) * photo.width + frame.x
            for column in 0..<width { body(row * frame.width + column, start + column) }
        }
    }
}

extension SkinMap {
    /// What the face's outline holds, without eyes and lips.
    fileprivate init(_ ground: FaceGround, landmarks: FaceLandmarks, light: PhotoLight) {
        var shape = CoverageMask(frame: ground.frame, CosmeticZone.face.outlines(of: landmarks))
        shape.subtract(CoverageMask(frame: ground.frame, CosmeticZone.face.openings(of: landmarks)))
        self.init(ground, skin: shape, light: light, faceWidth: landmarks.box.width)
    }
}
