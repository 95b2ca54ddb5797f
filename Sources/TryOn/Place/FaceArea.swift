import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// Where a layer goes, and the light that falls there.
struct FaceArea {
    /// What holds it: a window of the face's frame.
    let frame: PixelRegion
    /// The luminance that reflectances are meant at: where shading has this value the light is that of the skin's site.
    /// For what is no skin it follows from the skin beside it.
    let level: Float
    private let place: Place

    private enum Place {
        /// A zone that is skin: its shape with its edge spread, and what is cut out of it. What of that is skin, and the
        /// light on it, a `SkinMap` tells strip by strip.
        case skin(shape: CoarsePlane, openings: [CoverageMask])
        /// As `skin`, on the lids: what of them is as dark as lashes, their own luminance tells.
        case lids(shape: CoarsePlane, openings: [CoverageMask], luminance: CoarsePlane, lashes: Float)
        /// A zone that is none, small enough to be held whole, and its own shading.
        case feature(CoverageMask, shading: CoarsePlane)
    }

    /// How much a layer covers of some pixels, and how light changes over them.
    struct Cover {
        let mask: CoverageMask
        /// By rows of `shadingFrame`, which holds the mask's.
        let shading: [Float]
        let shadingFrame: PixelRegion
    }

    /// - Parameter face: What holds the whole face.
    /// - Returns: `nil` when the zone lies outside the picture, or shows nothing that is the face's own.
    init?(
        of zone: CosmeticZone, on photo: RGBImage, in face: PixelRegion, _ landmarks: FaceLandmarks,
        _ light: PhotoLight, skin: SkinMap?
    ) {
        let width = landmarks.box.width
        let outlines = zone.outlines(of: landmarks)
        let feather = zone.featherPixels(faceWidth: width)
        // Where a zone is no skin, the skin beside it is looked at too.
        let beside = zone.isSkin ? 0 : max(2, Int(0.03 * width))
        let margin = max(3 * feather + 2, 2 * beside)
        let extent = zone.spot.map { [$0.corners(on: landmarks)] } ?? outlines
        guard let frame = zone == .face ? face : face.window(around: extent, margin: margin) else { return nil }
        self.frame = frame
        let openings = zone.openings(of: landmarks, in: frame)
        if zone.isSkin {
            let shape = zone.shape(filling: outlines, on: landmarks, over: frame)
            place =
                zone.isLids
                ? .lids(
                    shape: shape, openings: openings,
                    luminance: Self.luminance(inside: outlines, but: openings, on: photo, in: frame, landmarks, light),
                    lashes: light.hairBesideSkin)
                : .skin(shape: shape, openings: openings)
            level = Float(light.luminance)
            guard let skin, covers(photo, skin) else { return nil }
            return
        }

        let ground = FaceGround(of: photo, in: frame)
        // On a soft photo an edge as sharp as on a sharp one looks cut out.
        let softness = zone.isLips ? Int((0.8 * EdgeSoftness.reach(of: ground, atMost: (margin - 2) / 3)).rounded()) : 0
        let spread = CoarsePlane(covering: outlines, spreadBy: max(feather, softness), over: frame)
        var mask = CoverageMask(frame: frame, shares: spread.expanded(over: frame))
        let inner = CoverageMask(frame: frame, outlines, but: openings)
        let shading = ground.shading(weightedBy: inner.shares, faceWidth: width, otherwise: Float(light.luminance))
        let own = shading.expanded(over: frame)
        let mean = inner.mean(of: own)
        guard mean.weight > 1 else { return nil }
        level = mean.value * Self.darkness(beside: outlines, by: beside, ground, light)
        if zone.isLips {
            let mouth = landmarks.ring(FaceTemplate.innerLips).curve()
            let near = CoarsePlane(covering: [mouth], spreadBy: max(1, Int(0.012 * width)), over: frame)
            let colors = LipColors(of: inner, on: ground, shading: own, radius: Int((0.003 * width).rounded()))
            mask.multiply(
                by: colors.shares(open: CoverageMask(frame: frame, [mouth]), near: near.expanded(over: frame)))
            if let depth = zone.lipDepth(in: frame, landmarks) { mask.multiply(by: depth) }
        } else {
            for opening in openings { mask.erase(opening) }
        }
        if zone == .browHairs {
            mask.multiply(by: zip(ground.luminance, own).map { 1 - smoothstep(0.85, 1.1, $0 / $1) })
        }
        guard mask.cut(below: Self.least) else { return nil }
        place = .feature(mask, shading: shading)
    }

    /// Around each pixel of some lids, of what there is no lash.
    private static func luminance(
        inside outlines: [[SIMD2<Float>]], but openings: [CoverageMask], on photo: RGBImage, in frame: PixelRegion,
        _ landmarks: FaceLandmarks, _ light: PhotoLight
    ) -> CoarsePlane {
        let ground = FaceGround(of: photo, in: frame)
        let inner = CoverageMask(frame: frame, outlines, but: openings)
        func around(_ weights: [Float]) -> CoarsePlane {
            ground.shading(weightedBy: weights, faceWidth: landmarks.box.width, otherwise: Float(light.luminance))
        }
        let all = around(inner.shares).expanded(over: frame)
        return around(
            inner.shares.indices.map {
                inner.shares[$0] > 0 && ground.luminance[$0] > 0.5 * all[$0] ? inner.shares[$0] : 0
            })
    }

    /// Below half a code of any channel nothing shows.
    private static let least: Float = 1 / 512

    /// How much less light than the skin's site gets falls beside a shape: there too it falls on skin, whose luminance is
    /// known. 1 where hardly any skin is seen.
    private static func darkness(
        beside outlines: [[SIMD2<Float>]], by radius: Int, _ ground: FaceGround, _ light: PhotoLight
    ) -> Float {
        let spread = CoarsePlane(covering: outlines, spreadBy: radius, over: ground.frame)
        var around = CoverageMask(frame: ground.frame, shares: spread.expanded(over: ground.frame))
        for outline in outlines { around.erase(outline) }
        around.multiply(by: SkinMap.likeness(of: ground, to: light))
        let seen = around.mean(of: ground.luminance)
        return seen.weight > 4 ? Float(light.luminance) / max(seen.value, 1e-4) : 1
    }
}

extension FaceArea {
    /// What it covers of a strip.
    /// - Parameter skin: Tells what of the strip is skin; asked where a zone that is skin may cover any of it.
    /// - Returns: `nil` when it lies beside the strip, or is a zone of skin and covers nothing there.
    func cover(of strip: PixelRegion, skin: () -> SkinMap.Strip?) -> Cover? {
        guard let part = frame.intersection(strip) else { return nil }
        switch place {
        case .feature(let mask, let shading):
            return Cover(mask: mask.part(part), shading: shading.expanded(over: part), shadingFrame: part)
        case .skin(let shape, let openings):
            guard let (skin, mask) = cover(of: part, shape, openings, skin, { $1.multiply(by: $0.mask) })
            else { return nil }
            return Cover(mask: mask, shading: skin.shading, shadingFrame: skin.mask.frame)
        case .lids(let shape, let openings, let luminance, let lashes):
            let found = cover(of: part, shape, openings, skin) { skin, mask in
                skin.leaveLids(in: &mask, around: luminance.expanded(over: part), lashes: lashes)
            }
            guard let (skin, mask) = found else { return nil }
            return Cover(mask: mask, shading: skin.shading, shadingFrame: skin.mask.frame)
        }
    }

    /// - Parameter leave: Takes from a mask what is no skin.
    private func cover(
        of part: PixelRegion, _ shape: CoarsePlane, _ openings: [CoverageMask], _ skin: () -> SkinMap.Strip?,
        _ leave: (SkinMap.Strip, inout CoverageMask) -> Void
    ) -> (SkinMap.Strip, CoverageMask)? {
        guard shape.reaches(Self.least, in: part), let skin = skin() else { return nil }
        var mask = CoverageMask(frame: part, shares: shape.expanded(over: part))
        for opening in openings { mask.erase(opening) }
        leave(skin, &mask)
        return mask.cut(below: Self.least) ? (skin, mask) : nil
    }

    /// Whether it covers anything.
    private func covers(_ photo: RGBImage, _ skin: SkinMap) -> Bool {
        // From the middle down, then from the top: the upper strips of a face are hair.
        let strips = frame.strips()
        let middle = strips.count / 2
        return (strips[middle...] + strips[..<middle]).contains { strip in
            cover(of: strip) { skin.strip(of: FaceGround(of: photo, in: strip)) } != nil
        }
    }
}
