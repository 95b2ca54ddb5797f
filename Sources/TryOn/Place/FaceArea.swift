import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// Where a layer goes, and the light that falls there.
struct FaceArea {
    /// How much of each pixel the layer covers; its frame is a window of the ground's.
    let mask: CoverageMask
    /// Luminance as the light makes it change over the zone, without what is finer than that; of the mask's pixels.
    let shading: [Float]
    /// The luminance that reflectances are meant at: where shading has this value the light is that of the skin's site.
    /// For what is no skin it follows from the skin beside it.
    let level: Float

    /// - Parameter skin: What `ground` shows of skin; a zone that is skin needs it.
    /// - Returns: `nil` when the zone lies outside the picture.
    init?(
        of zone: CosmeticZone, on ground: FaceGround, _ landmarks: FaceLandmarks, _ light: PhotoLight,
        skin: SkinMap?
    ) {
        let width = landmarks.box.width
        let outlines = zone.outlines(of: landmarks)
        // Three blurs of a third each.
        let feather = zone.feather == 0 ? 0 : max(1, Int((zone.feather * width / 3).rounded()))
        // Where a zone is no skin, the skin beside it is looked at too.
        let beside = zone.isSkin ? 0 : max(2, Int(0.03 * width))
        let margin = max(3 * feather + 2, 2 * beside)
        guard let frame = zone == .face ? ground.frame : ground.window(around: outlines, margin: margin) else {
            return nil
        }
        let openings = zone.openings(of: landmarks)
        let whole = zone == .face ? skin?.outline : nil
        let shape = whole ?? CoverageMask(frame: frame, outlines)
        var mask = shape.feathered(by: feather)
        for opening in openings { mask.erase(opening) }

        if zone.isSkin {
            guard let skin else { return nil }
            mask.multiply(by: ground.part(frame, of: skin.shares))
            shading = ground.part(frame, of: skin.shading)
            level = Float(light.luminance)
        } else {
            var inner = shape
            for opening in openings { inner.erase(opening) }
            let own = ground.shading(
                over: inner.shares, in: frame, faceWidth: width, otherwise: Float(light.luminance))
            let weight = inner.shares.reduce(0, +)
            guard weight > 1 else { return nil }
            shading = own
            let luminance = ground.part(frame, of: ground.luminance)
            let mean = zip(inner.shares, own).reduce(0) { $0 + $1.0 * $1.1 } / weight
            level = mean * Self.darkness(beside: shape, by: beside, outlines, ground, luminance, light)
            if zone.isLips {
                let nearMouth = CoverageMask(frame: frame, openings).feathered(by: max(1, Int(0.012 * width)))
                mask.multiply(by: Self.unlikeTeeth(ground, luminance, inner, near: nearMouth))
            }
            if zone == .browHairs {
                mask.multiply(by: zip(luminance, own).map { 1 - smoothstep(0.85, 1.1, $0 / $1) })
            }
            if zone.isLips, zone != .lips {
                let depth = LipDepth(
                    in: frame, outer: outlines[0], inner: landmarks.ring(FaceTemplate.innerLips).curve(),
                    faceWidth: width, share: zone.share(atDepth:share:))
                mask.multiply(by: depth.shares)
            }
        }
        // Below half a code of any channel nothing shows.
        mask.cut(below: 1 / 512)
        self.mask = mask
    }

    /// How much less light than the skin's site gets falls beside a shape: there too it falls on skin, whose luminance is
    /// known. 1 where hardly any skin is seen.
    private static func darkness(
        beside shape: CoverageMask, by radius: Int, _ outlines: [[SIMD2<Float>]], _ ground: FaceGround,
        _ luminance: [Float], _ light: PhotoLight
    ) -> Float {
        var around = shape.feathered(by: radius)
        for outline in outlines { around.erase(outline) }
        around.multiply(by: SkinMap.likeness(of: ground.colors(in: shape.frame), luminance, to: light))
        let skin = around.shares.reduce(0, +)
        guard skin > 4 else { return 1 }
        let seen = zip(around.shares, luminance).reduce(0) { $0 + $1.0 * $1.1 } / skin
        return Float(light.luminance) / max(seen, 1e-4)
    }

    /// 0 where something beside the mouth's opening is lighter and less red than lips are: teeth.
    private static func unlikeTeeth(
        _ ground: FaceGround, _ luminance: [Float], _ lips: CoverageMask, near mouth: CoverageMask
    ) -> [Float] {
        let colors = ground.colors(in: lips.frame)
        let redness = zip(colors.red, colors.green).map { $0 / max($1, 1e-4) }
        let (total, sums) = lips.shares.indices.reduce((Float(0), SIMD2<Float>.zero)) { sum, place in
            let share = lips.shares[place]
            return (sum.0 + share, sum.1 + share * SIMD2(redness[place], luminance[place]))
        }
        let mean = sums / max(total, 1e-6)
        // Lips of no colour at all, such as under a black bar, tell nothing.
        guard mean.x > 1e-4, mean.y > 1e-4 else { return luminance.map { _ in 1 } }
        return luminance.indices.map { place in
            let near = min(1, 8 * mouth.shares[place])
            guard near > 0 else { return 1 }
            let teeth =
                smoothstep(1.25, 1.7, luminance[place] / mean.y)
                * (1 - smoothstep(0.70, 0.82, redness[place] / mean.x))
            return 1 - teeth * near
        }
    }
}
