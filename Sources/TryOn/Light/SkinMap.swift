import CVector
import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// What the photo shows of the face's own skin, by rows of a `FaceGround`'s frame.
struct SkinMap {
    /// The whole face's, eyes and lips too.
    let outline: CoverageMask
    /// 1 where a pixel may be the face's own skin, 0 where it is something else: hair, glasses, cloth, a brow, lashes.
    let shares: [Float]
    /// Luminance as the light makes it change over the skin, without what is finer than that.
    let shading: [Float]

    init(_ ground: FaceGround, landmarks: FaceLandmarks, light: PhotoLight) {
        outline = CoverageMask(frame: ground.frame, CosmeticZone.face.outlines(of: landmarks))
        var likeness = Self.likeness(of: ground.colors, ground.luminance, to: light)
        var seen = outline
        for opening in CosmeticZone.face.openings(of: landmarks) { seen.erase(opening) }
        seen.multiply(by: likeness)
        let shading = ground.shading(
            over: seen.shares, in: ground.frame, faceWidth: landmarks.box.width,
            otherwise: Float(light.luminance))
        // Lashes, brows and nostrils are much darker than the skin around them and no part of it.
        likeness.withUnsafeMutableBufferPointer { likeness in
            ground.luminance.withUnsafeBufferPointer { luminance in
                shading.withUnsafeBufferPointer { shading in
                    guard let likeness = likeness.baseAddress, let luminance = luminance.baseAddress,
                        let shading = shading.baseAddress
                    else { return }
                    dim(likeness, luminance, shading, blocks: ground.luminance.count / 8)
                }
            }
        }
        (shares, self.shading) = (likeness, shading)
    }

    /// 1 where a pixel may be skin under more or less light by its colour. The spread allowed takes in spots, flushing
    /// and shade.
    /// - Precondition: a multiple of 8 colours, and a luminance for each.
    static func likeness(of colors: LinearPlanes, _ luminance: [Float], to light: PhotoLight) -> [Float] {
        precondition(colors.count % 8 == 0 && luminance.count == colors.count, "whole vectors")
        let skin = light.seen
        let scale = SIMD3(
            1 / max(Float(skin.red / max(skin.green, 1e-4)), 0.02),
            1 / max(Float(skin.blue / max(skin.green, 1e-4)), 0.02),
            1 / Float(light.luminance))
        return [Float](unsafeUninitializedCapacity: colors.count) { result, count in
            luminance.withUnsafeBufferPointer { luminance in
                guard let result = result.baseAddress, let luminance = luminance.baseAddress else { return }
                colors.withUnsafePlanes { red, green, blue in
                    compare((red, green, blue), luminance, with: scale, result, blocks: colors.count / 8)
                }
            }
            count = colors.count
        }
    }
}

/// Bound by the divider: three divisions for 8 pixels.
private func compare(
    _ colors: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>), _ luminance: UnsafePointer<Float>,
    with scale: SIMD3<Float>, _ target: UnsafeMutablePointer<Float>, blocks: Int
) {
    for place in stride(from: 0, to: 8 &* blocks, by: 8) {
        let green = cv_splat(1) / cv_max(cv_load(colors.1 + place), cv_splat(1e-4))
        let red = cv_max(cv_load(colors.0 + place) * green * cv_splat(scale.x), cv_splat(0.01))
        let blue = cv_max(cv_load(colors.2 + place) * green * cv_splat(scale.y), cv_splat(0.01))
        let bright = cv_load(luminance + place) * cv_splat(scale.z)
        // Ratios to the skin's; highlights tend to the light's colour, so that their blue is let pass.
        let redFar = cv_max(cv_splat(0.62) / red, red * cv_splat(1 / 1.75))
        let blueFar = cv_max(cv_splat(0.45) / blue, blue * cv_splat(1 / 2.4))
            .replacing(with: cv_splat(0), where: bright .> cv_splat(1.2))
        let far = smoothstep(1, 1.35, cv_max(redFar, blueFar))
        cv_store(target + place, (cv_splat(1) - far) * smoothstep(0.2, 0.4, bright))
    }
}

/// Bound by the divider: one division for 8 pixels.
private func dim(
    _ likeness: UnsafeMutablePointer<Float>, _ luminance: UnsafePointer<Float>, _ shading: UnsafePointer<Float>,
    blocks: Int
) {
    for place in stride(from: 0, to: 8 &* blocks, by: 8) {
        let bright = cv_load(luminance + place) / cv_load(shading + place)
        cv_store(likeness + place, cv_load(likeness + place) * smoothstep(0.3, 0.62, bright))
    }
}

extension FaceGround {
    /// The mean luminance around each pixel of a window, over what `weights` count; `otherwise` where they count nothing.
    ///
    /// Light changes slowly over a face, so that cells of 1 % of its width do, averaged over 3 % twice.
    func shading(over weights: [Float], in window: PixelRegion, faceWidth: Float, otherwise: Float) -> [Float] {
        let side = max(1, Int((0.01 * faceWidth).rounded()))
        let radius = max(1, Int((0.03 * faceWidth / Float(side)).rounded()))
        let luminance = part(window, of: luminance)
        var sums = CoarsePlane(sumsOf: luminance, weightedBy: weights, over: window, side: side)
        var counts = CoarsePlane(sumsOf: weights, over: window, side: side)
        sums.blur(radius: radius, times: 2)
        counts.blur(radius: radius, times: 2)
        let least = 1e-3 * Float(side * side)
        for cell in sums.values.indices {
            let count = counts.values[cell]
            sums.values[cell] = count > least ? max(sums.values[cell] / count, 1e-4) : otherwise
        }
        return sums.expanded(over: window)
    }
}
