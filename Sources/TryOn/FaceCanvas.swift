import ColorKernels
import ColorScience
public import FaceMesh
public import Imaging

/// A photo that products are put on, layer by layer.
///
/// Work is done in linear light, and only where a layer goes: every other pixel keeps its bytes. Nothing is smoothed,
/// reshaped or lightened but by what a product covers.
///
/// Layers are held as what they are, and painted together, some rows at a time, when the picture is asked for: from
/// decoding to encoding a strip stays in the processor's cache.
public struct FaceCanvas: Sendable {
    /// The photo as it came: what it tells of light and skin stays true whatever is put on.
    private let photo: RGBImage
    /// Its lips as the photo shows them.
    let landmarks: FaceLandmarks
    private let light: PhotoLight
    /// What holds the face, in whole vectors.
    private let frame: PixelRegion
    /// What of the photo is skin; worked out for the first layer that asks.
    private var skin: SkinMap?
    /// From the lowest to the topmost.
    private var layers: [Layer] = []

    private struct Layer {
        let zone: CosmeticZone
        let film: FilmLayer
        let area: FaceArea
    }

    /// - Parameters:
    ///   - image: The photo.
    ///   - landmarks: In its pixels.
    ///   - light: What the photo makes of a colour under D65.
    /// - Throws: `face_lost` when the landmarks are no face in the picture.
    public init(image: RGBImage, landmarks: FaceLandmarks, light: PhotoLight) throws(TryOnError) {
        guard landmarks.mayLie(in: image), min(landmarks.box.width, landmarks.box.height) >= 16,
            landmarks.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
            // A foundation's edge reaches beyond the face's outline.
            let frame = PixelRegion.ofWholeVectors(
                around: CosmeticZone.face.outlines(of: landmarks), margin: Int(0.03 * landmarks.box.width) + 8,
                in: image)
        else { throw .faceLost }
        photo = image
        self.landmarks = LipFit.fitted(landmarks, to: image)
        self.light = light
        self.frame = frame
    }

    /// Reads the skin, as the first layer on skin would: worth it before copies are made of the canvas.
    public mutating func prepareSkin() {
        if skin == nil { skin = SkinMap(photo, in: frame, landmarks: landmarks, light: light) }
    }

    /// Puts a product on.
    /// - Returns: Whether any of it went on: the zone may lie outside the picture, or show nothing that is the face's own.
    /// - Complexity: O(pixels around its zone) where that is no skin; else some rows of it, but for the first, which
    ///   takes the whole face once.
    @discardableResult
    public mutating func apply(_ cosmetic: Cosmetic) -> Bool {
        guard cosmetic.intensity > 0 else { return false }
        if cosmetic.zone.isSkin { prepareSkin() }
        guard let area = FaceArea(of: cosmetic.zone, on: photo, in: frame, landmarks, light, skin: skin) else {
            return false
        }
        let film = FilmLayer(
            cosmetic.film, color: cosmetic.color.xyz.linearSRGB, cosmetic.sheen, light: light,
            faceWidth: landmarks.box.width)
        layers.append(Layer(zone: cosmetic.zone, film: film, area: area))
        return true
    }
}

extension FaceCanvas {
    /// The picture so far.
    /// - Complexity: O(pixels × layers there).
    public func rendered() -> RGBImage {
        var image = photo
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { return }
            forEachStrip { strip in
                let frame = strip.frame
                let width = min(frame.width, photo.width - frame.x)
                strip.colors.withUnsafePlanes { red, green, blue in
                    for row in 0..<frame.height {
                        let start = row * frame.width
                        let target = pixels + 3 * ((frame.y + row) * photo.width + frame.x)
                        strip.forEachRun(in: start..<start + width) { run in
                            encodeSRGB8(
                                red + run.lowerBound, green + run.lowerBound, blue + run.lowerBound,
                                to: target + 3 * (run.lowerBound - start), count: run.count)
                        }
                    }
                }
            }
        }
        return image
    }

    /// For each pixel, the greatest share that any layer covered, 0...1; not 0 wherever the picture may have changed.
    /// - Complexity: O(pixels × layers there).
    public func coverage() -> [Float] {
        var result = [Float](repeating: 0, count: photo.width * photo.height)
        forEachStrip { strip in
            let frame = strip.frame
            let width = min(frame.width, photo.width - frame.x)
            for row in 0..<frame.height {
                let (start, target) = (row * frame.width, (frame.y + row) * photo.width + frame.x)
                result.replaceSubrange(target..<target + width, with: strip.covered[start..<start + width])
            }
        }
        return result
    }

    /// What holds the areas of all layers, in whole vectors; `nil` without one.
    private var extent: PixelRegion? {
        guard let first = layers.first?.area.frame else { return nil }
        return layers.reduce(first) { $0.union($1.area.frame) }
    }

    private func forEachStrip(_ body: (PaintedStrip) -> Void) {
        guard let extent else { return }
        for frame in extent.strips() {
            let ground = FaceGround(of: photo, in: frame)
            let covers = covers(of: ground)
            guard covers.contains(where: { $0 != nil }) else { continue }
            var strip = PaintedStrip(consume ground)
            for (layer, cover) in zip(layers, covers) {
                if let cover { strip.put(layer.film, over: cover, level: layer.area.level) }
            }
            body(strip)
        }
    }

    /// What each layer covers of some rows.
    private func covers(of ground: FaceGround) -> [FaceArea.Cover?] {
        // Only where a layer on skin goes.
        var seen: SkinMap.Strip?
        return layers.map { layer in
            layer.area.cover(of: ground.frame) {
                if seen == nil { seen = skin?.strip(of: ground) }
                return seen
            }
        }
    }
}

extension FaceCanvas {
    /// How much of its place each layer covers, 0...1, in the order they went on: what is hidden or lies beyond the
    /// picture's edge is not covered.
    /// - Complexity: O(pixels of at most a hundred rows of each, and cells of its shape): see `FaceArea.shownShare`.
    package var shownShares: [Double] {
        layers.map { $0.area.shownShare(of: $0.zone, on: photo, landmarks, skin: skin) }
    }

    /// What holds all pixels that any layer covers; `nil` without one.
    package var touched: PixelRegion? { extent?.clipped(toWidth: photo.width, height: photo.height) }
}
