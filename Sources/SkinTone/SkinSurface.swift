import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// The pixels of a face in log-linear colour, for what covers, paints or smooths the skin to be seen beside the skin.
///
/// Everything is a difference from the face's own skin, so that no depth of skin is taken for a fault. A few hundred
/// pixels a place tell as much as all.
struct SkinSurface {
    /// In pixels of the frame.
    let landmarks: FaceLandmarks
    private let width: Int
    private let height: Int
    private let ratios: LogRatios
    /// Some pixels of forehead and cheeks that are neither clipped nor black, evenly spread: no beard grows there.
    let upper: [Int32]
    /// Those of either cheek.
    let cheeks: (right: [Int32], left: [Int32])
    /// Those of either cheek that are black, as evenly spread.
    private let black: (right: [Int32], left: [Int32])
    /// Medians over forehead and upper cheeks, where neither beards nor masks are: ln light, ln(red/green) and
    /// ln(blue/green).
    let own: (light: Float, redness: Float, blueness: Float)
    /// Medians of ln(red/green) and ln(blue/green) over the lips less those around them.
    private(set) var lipsBesideSkin: (redness: Float, blueness: Float) = (0, 0)

    /// - Parameter frame: where the skin's picture lies in the landmarks'.
    /// - Returns: `nil` when hardly any of the upper face is to be seen.
    init?(landmarks: FaceLandmarks, frame: PixelRegion, skin: FacialSkin, ratios: LogRatios) {
        self.landmarks = landmarks.mapped(scale: 1, offset: SIMD2(Float(frame.x), Float(frame.y)))
        (width, height, self.ratios) = (frame.width, frame.height, ratios)
        // Odd, so that the places do not fall into columns.
        let step = max(1, skin.places.count / Self.sampleSize) | 1
        let parts = Self.parts(of: skin.places, step: step, labels: skin.labels)
        cheeks = (parts.right, parts.left)
        upper = parts.forehead + parts.right + parts.left
        let dark = Self.parts(of: skin.black, step: step, labels: skin.labels)
        black = (dark.right, dark.left)
        guard let light = upper.map({ ratios.smoothLight[Int($0)] }).quantile(0.5),
            let redness = upper.map({ ratios.redness[Int($0)] }).quantile(0.5),
            let blueness = upper.map({ ratios.blueness[Int($0)] }).quantile(0.5)
        else { return nil }
        own = (light, redness, blueness)
        lipsBesideSkin = lipsStep()
    }

    /// About as many pixels are looked at.
    private static let sampleSize = 3_000

    /// Every so many of some places, by region.
    private static func parts(
        of places: [Int32], step: Int, labels: [UInt8]
    ) -> (forehead: [Int32], right: [Int32], left: [Int32]) {
        var parts: (forehead: [Int32], right: [Int32], left: [Int32]) = ([], [], [])
        let label = (SkinRegion.forehead.label, SkinRegion.rightCheek.label, SkinRegion.leftCheek.label)
        for index in stride(from: 0, to: places.count, by: step) {
            let place = places[index]
            switch labels[Int(place)] {
            case label.0: parts.forehead.append(place)
            case label.1: parts.right.append(place)
            case label.2: parts.left.append(place)
            default: break
            }
        }
        return parts
    }
}

extension SkinSurface {
    /// How much more light one cheek gets than the other, as a share: 1 means twice as much. Skin in the shade counts,
    /// though none is read from it; hair does not. `nil` where a cheek is covered, clipped or out of view.
    var unevenness: Double? {
        guard let right = light(ofCheek: cheeks.right, black: black.right),
            let left = light(ofCheek: cheeks.left, black: black.left)
        else { return nil }
        return exponential(Double(abs(right - left))) - 1
    }

    /// Median ln light of what may be skin; two lights' colours are not as far apart as hair is from skin. What is
    /// black has no colour to tell by, and counts as skin.
    private func light(ofCheek cheek: [Int32], black: [Int32]) -> Float? {
        let (redness, blueness) = (redness(at: cheek), blueness(at: cheek))
        let lit = cheek.indices.filter {
            max(abs(redness[$0] - own.redness), abs(blueness[$0] - own.blueness)) < Self.lightsApart
        }
        let skin = lit.map { cheek[$0] } + black
        guard skin.count >= max(SkinSampler.fewestPixels / 2, (cheek.count + black.count) / 3) else { return nil }
        return smoothLight(at: skin).quantile(0.5)
    }

    private static let lightsApart: Float = 0.35
}

extension SkinSurface {
    /// The pixels within some outlines, at most about a thousand of them.
    func places(in outlines: [[SIMD2<Float>]], without hole: [SIMD2<Float>] = []) -> [Int32] {
        var mask = PixelMask(around: outlines, width: width, height: height)
        for outline in outlines { mask.fill(outline) }
        mask.fill(hole, with: 0)
        let all = mask.indices
        let step = all.count / 1_000 | 1
        return step == 1 ? all : stride(from: 0, to: all.count, by: step).map { all[$0] }
    }

    /// ln light; so `smoothLight` and `redness`, `blueness` as `LogRatios` has them.
    func light(at places: [Int32]) -> [Float] { places.map { ratios.light[Int($0)] } }
    func smoothLight(at places: [Int32]) -> [Float] { places.map { ratios.smoothLight[Int($0)] } }
    func redness(at places: [Int32]) -> [Float] { places.map { ratios.redness[Int($0)] } }
    func blueness(at places: [Int32]) -> [Float] { places.map { ratios.blueness[Int($0)] } }

    /// How far the light of some pixels is from the mean around them, in ln units.
    func texture(at places: [Int32]) -> [Float] { ratios.texture(at: places) }

    /// How far the light of some pixels is from the mean of the four beside them, in ln units; pixels on the frame's
    /// rim are left out.
    func grain(at places: [Int32]) -> [Float] {
        let light = ratios.light
        return places.compactMap { place in
            let index = Int(place)
            guard index > width, index + width + 1 < light.count else { return nil }
            let around = light[index - 1] + light[index + 1] + light[index - width] + light[index + width]
            return abs(light[index] - around / 4)
        }
    }
}

extension [Float] {
    /// From one quantile to another; 0 where there are no values.
    func range(_ low: Double, _ high: Double) -> Float { (quantile(high) ?? 0) - (quantile(low) ?? 0) }
}
