import CVector
import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// What a photo shows of the face's own skin. Only what changes slowly is held; a strip's pixels are looked at again
/// when it is painted, which is quicker than to keep them.
struct SkinMap {
    /// Luminance as the light makes it change over the skin, without what is finer than that.
    private let shading: CoarsePlane
    /// See `SkinCells`.
    private let likeness, hue: CoarsePlane

    /// Skin in some rows.
    struct Strip {
        /// 1 where a pixel may be the face's own skin, 0 where it is something else: hair, glasses, cloth, a brow, lashes.
        let mask: CoverageMask
        /// `SkinMap.shading` of the mask's pixels.
        let shading: [Float]
        fileprivate let hue: CoarsePlane
        fileprivate let luminance: [Float]
    }

    /// - Parameter frame: What holds the whole face.
    init(_ photo: RGBImage, in frame: PixelRegion, landmarks: FaceLandmarks, light: PhotoLight) {
        let cells = FaceCells(of: photo, in: frame, landmarks: landmarks)
        let skin = SkinCells(cells, in: light)
        func plane(_ values: [Float]) -> CoarsePlane {
            var plane = cells.plain
            plane.values = values
            return plane
        }
        (shading, likeness, hue) = (plane(skin.shading), plane(skin.likeness), plane(skin.hue))
    }

    /// - Parameter ground: A part of the frame.
    func strip(of ground: FaceGround) -> Strip {
        let shading = shading.expanded(over: ground.frame)
        var likeness = likeness.expanded(over: ground.frame)
        // Strands, lashes, brows and nostrils are much darker than the skin around them and no part of it.
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
        return Strip(
            mask: CoverageMask(frame: ground.frame, shares: likeness), shading: shading, hue: hue,
            luminance: ground.luminance)
    }

    /// 1 where a pixel may be skin by its colour (`SkinHue`) and is not as dark as hair. For layers on what is no skin:
    /// they need to know of the rim around them alone, and to read a whole face for that would take far longer.
    static func likeness(of ground: FaceGround, to light: PhotoLight) -> [Float] {
        let skin = light.seen
        let scale = SIMD3(
            1 / max(Float(skin.red / max(skin.green, 1e-4)), 0.02),
            1 / max(Float(skin.blue / max(skin.green, 1e-4)), 0.02),
            1 / Float(light.luminance))
        let count = ground.luminance.count
        return [Float](unsafeUninitializedCapacity: count) { result, initialized in
            ground.luminance.withUnsafeBufferPointer { luminance in
                guard let result = result.baseAddress, let luminance = luminance.baseAddress else { return }
                ground.colors.withUnsafePlanes { red, green, blue in
                    compare((red, green, blue), luminance, with: scale, result, blocks: count / 8)
                }
            }
            initialized = count
        }
    }
}

extension SkinMap.Strip {
    /// Leaves of a mask what is lid. Lids lie in the shade of the brow and are often darker and of another colour than the
    /// face: only what is as dark as lashes beside the lid itself, or cannot be skin by its colour, is none.
    /// - Parameters:
    ///   - lid: The lid's own luminance around each of the mask's pixels.
    ///   - lashes: Their luminance as a share of the lid's: the deeper the skin, the less they stand out.
    func leaveLids(in mask: inout CoverageMask, around lid: [Float], lashes: Float) {
        let (part, strip) = (mask.frame, self.mask.frame)
        let hue = hue.expanded(over: part)
        mask.multiply(
            by: mask.shares.indices.map { place in
                guard mask.shares[place] > 0 else { return 0 }
                let own = luminance[strip.offset(x: part.x + place % part.width, y: part.y + place / part.width)]
                return min(1, 2 * hue[place]) * smoothstep(0.25 + 0.6 * lashes, 0.5 + 0.6 * lashes, own / lid[place])
            })
    }
}

/// Bound by the vector ports: one division and some 35 operations for 8 pixels.
private func compare(
    _ colors: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>), _ luminance: UnsafePointer<Float>,
    with scale: SIMD3<Float>, _ target: UnsafeMutablePointer<Float>, blocks: Int
) {
    let (leastRed, perMostRed) = (cv_splat(SkinHue.red.lowerBound), cv_splat(1 / SkinHue.red.upperBound))
    let (leastBlue, perMostBlue) = (cv_splat(SkinHue.blue.lowerBound), cv_splat(1 / SkinHue.blue.upperBound))
    let (end, highlight) = (SkinHue.end, cv_splat(SkinHue.highlight))
    for place in stride(from: 0, to: 8 &* blocks, by: 8) {
        // Red and blue are meant as ratios to green, in the skin's; one division for all: 1/x = yz/xyz.
        let green = cv_max(cv_load(colors.1 + place), cv_splat(1e-4))
        let least = green * cv_splat(0.01)
        let red = cv_max(cv_load(colors.0 + place) * cv_splat(scale.x), least)
        let blue = cv_max(cv_load(colors.2 + place) * cv_splat(scale.y), least)
        let (both, square) = (red * blue, green * green)
        let perProduct = cv_splat(1) / (both * green)
        let bright = cv_load(luminance + place) * cv_splat(scale.z)
        let redFar = cv_max(leastRed * square * blue, red * both * perMostRed)
        let blueFar = cv_max(leastBlue * square * red, blue * both * perMostBlue)
            .replacing(with: cv_splat(0), where: bright .> highlight)
        let far = smoothstep(1, end, cv_max(redFar, blueFar) * perProduct)
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
        cv_store(likeness + place, cv_load(likeness + place) * smoothstep(0.3, 0.55, bright))
    }
}
