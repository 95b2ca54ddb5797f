import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// Where a layer goes, and what the photo shows there.
struct FaceArea {
    /// How much of each pixel the layer covers.
    let mask: CoverageMask
    /// Of the frame's pixels, rows top to bottom, as the photo shows them.
    let luminance: [Float]
    /// Luminance as the light makes it change over the zone, without what is finer than that.
    let shading: [Float]
    /// The luminance that reflectances are meant at: where shading has this value the light is that of the skin's site.
    let ground: Float

    /// - Returns: `nil` when the zone lies outside the picture.
    init?(of zone: CosmeticZone, on image: RGBImage, _ landmarks: FaceLandmarks, _ light: PhotoLight) {
        let width = landmarks.box.width
        let outlines = zone.outlines(of: landmarks).map { $0.curve() }
        // Three blurs of a third each.
        let feather = max(1, Int((zone.feather * width / 3).rounded()))
        let frame = PixelRegion(around: outlines, margin: 3 * feather + 2, width: image.width, height: image.height)
        guard frame.width > 0, frame.height > 0 else { return nil }
        var shape = CoverageMask(frame: frame)
        for outline in outlines { shape.fill(outline) }
        var openings = CoverageMask(frame: frame)
        for opening in zone.openings { openings.fill(landmarks.ring(opening).curve()) }

        let colors = LinearPlanes(srgb8: image.cropped(to: frame).pixels)
        luminance = colors.luminances.map { max($0, 1e-5) }
        let likeness = zone.isSkin ? Self.likeness(of: colors, luminance, to: light) : nil

        var inner = shape
        inner.subtract(openings)
        if let likeness { inner.multiply(by: likeness) }
        shading = Self.spread(
            luminance, over: inner, radius: max(2, Int(0.03 * width)), otherwise: Float(light.luminance))
        if zone.isSkin {
            ground = Float(light.luminance)
        } else {
            let weight = inner.shares.reduce(0, +)
            guard weight > 1 else { return nil }
            ground = zip(inner.shares, shading).reduce(0) { $0 + $1.0 * $1.1 } / weight
        }

        var mask = shape.feathered(by: feather)
        mask.subtract(openings)
        // Lashes, brows and nostrils are much darker than the skin around them and no part of it.
        if let likeness {
            mask.multiply(by: likeness)
            mask.multiply(by: zip(luminance, shading).map { smoothstep(0.3, 0.62, $0 / $1) })
        }
        if zone == .lips {
            let nearMouth = openings.feathered(by: max(1, Int(0.012 * width)))
            mask.multiply(by: Self.unlikeTeeth(colors, luminance, inner, near: nearMouth))
        }
        // Below half a code of any channel nothing shows.
        self.mask = CoverageMask(frame: frame, shares: mask.shares.map { $0 < 1 / 512 ? 0 : $0 })
    }

    /// 1 where a pixel may be the face's own skin under more or less light, 0 where it is something else: hair, glasses,
    /// cloth. The spread allowed takes in spots, flushing and shade.
    private static func likeness(of colors: LinearPlanes, _ luminance: [Float], to light: PhotoLight) -> [Float] {
        let skin = light.seen
        let (redness, blueness) = (Float(skin.red / skin.green), Float(skin.blue / skin.green))
        let level = Float(light.luminance)
        return luminance.indices.map { place in
            let green = max(colors.green[place], 1e-4)
            let red = colors.red[place] / green / redness
            let blue = colors.blue[place] / green / max(blueness, 0.02)
            let bright = luminance[place] / level
            // Ratios to the skin's; highlights tend to the light's colour and are let pass.
            let far = max(
                max(0.62 / max(red, 0.01), red / 1.75), bright > 1.2 ? 0 : max(0.45 / max(blue, 0.01), blue / 2.4))
            return (1 - smoothstep(1, 1.35, far)) * smoothstep(0.2, 0.4, bright)
        }
    }

    /// 0 where something beside the mouth's opening is lighter and less red than lips are: teeth.
    private static func unlikeTeeth(
        _ colors: LinearPlanes, _ luminance: [Float], _ lips: CoverageMask, near mouth: CoverageMask
    ) -> [Float] {
        var (total, redness, level): (Float, Float, Float) = (0, 0, 0)
        for place in lips.shares.indices where lips.shares[place] > 0 {
            let share = lips.shares[place]
            total += share
            redness += share * colors.red[place] / max(colors.green[place], 1e-4)
            level += share * luminance[place]
        }
        guard total > 0 else { return luminance.map { _ in 1 } }
        (redness, level) = (redness / total, level / total)
        return luminance.indices.map { place in
            let red = colors.red[place] / max(colors.green[place], 1e-4)
            let teeth = smoothstep(1.25, 1.7, luminance[place] / level) * (1 - smoothstep(0.70, 0.82, red / redness))
            return 1 - teeth * min(1, 8 * mouth.shares[place])
        }
    }

    /// The mean around each pixel of what a mask covers.
    private static func spread(
        _ plane: [Float], over mask: CoverageMask, radius: Int, otherwise: Float
    ) -> [Float] {
        let (width, height) = (mask.frame.width, mask.frame.height)
        func blurred(_ plane: [Float]) -> [Float] {
            let once = boxBlurred(plane, width: width, height: height, radius: radius)
            return boxBlurred(once, width: width, height: height, radius: radius)
        }
        let sums = blurred(zip(plane, mask.shares).map { $0 * $1 })
        let weights = blurred(mask.shares)
        return zip(sums, weights).map { $1 > 1e-3 ? max($0 / $1, 1e-4) : otherwise }
    }
}

/// 0 below `low`, 1 above `high`, an S between.
private func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = min(max((x - low) / (high - low), 0), 1)
    return t * t * (3 - 2 * t)
}
