import ColorKernels
import ColorScience
import FaceMesh
import Imaging

extension FacePhoto {
    /// The photo as the recipe's skin would look in the recipe's light to the recipe's camera.
    ///
    /// Of the recipe count `skin`, `capture` (an ideal one without), `exposure` and `seed`, which draws the noise; a
    /// photo has one light, the main one.
    /// - Returns: A portrait whose recipe says what was done.
    /// - Complexity: O(pixels).
    public func relit(_ recipe: PortraitRecipe) -> Portrait {
        var recipe = recipe.clamped
        var capture = recipe.capture ?? PortraitCapture()
        (capture.second, capture.secondStrength, capture.mixed) = (capture.key, 0, 0)
        recipe.capture = capture
        let pose = landmarks.pose
        (recipe.yaw, recipe.pitch, recipe.roll) = (pose.yaw, pose.pitch, pose.roll)
        (recipe.width, recipe.height) = (image.width, image.height)
        let spectrum = SkinSpectrum(recipe.skin)
        let colors = SceneColors(spectrum, capture: capture)
        let canvas = scene(
            colors, lips: SceneColors.lips(of: spectrum, capture: capture),
            gain: Self.gain(recipe, capture, skin: colors.skin))
        return Portrait(
            image: SpectralCamera(recipe, capture).picture(canvas), landmarks: landmarks,
            skin: colors.truth(of: recipe.skin), recipe: recipe)
    }

    /// What light is multiplied by at exposure 0: the site then has the true skin's luminance.
    private static func gain(_ recipe: PortraitRecipe, _ capture: PortraitCapture, skin: Vector3) -> Float {
        Development(capture, fill: recipe.fill).gain(skin: skin, truth: recipe.skin)
    }

    /// Skin is what it was times what tells the new skin from the old, but for its highlights; anything else is a
    /// material in new light.
    private func scene(_ colors: SceneColors, lips newLips: Vector3, gain: Float) -> Canvas {
        let change = colors.skin / site
        let lipChange = change * Self.tamed(newLips / lips)
        // Hairs on lighter skin would turn grey; on deeper skin they may as well be darker.
        let hairKept = clamp(luminance(change) - 1)
        let (light, gloss) = (linearLightOfCode, Gloss(on: site))
        let pixels = (0..<image.width * image.height).map { index in
            let seen = Vector3(
                light[Int(image.pixels[3 * index])], light[Int(image.pixels[3 * index + 1])],
                light[Int(image.pixels[3 * index + 2])])
            let material = colors(seen)
            var share = Float(matte.skin[index]) * (1 / 255)
            guard share > 0 else { return SIMD4(material * gain, 1) }
            share *= 1 - hairKept * Float(matte.hair[index]) * (1 / 255)
            let lip = Float(matte.lips[index]) * (1 / 255)
            let shine = gloss.amount(in: seen)
            let skin = (seen - shine) * mix(change, lipChange, lip) + shine
            return SIMD4(mix(material, skin, share) * gain, 1)
        }
        return Canvas(width: image.width, height: image.height, pixels: pixels)
    }

    /// Lips differ more from person to person than skin tells.
    private static func tamed(_ ratio: Vector3) -> Vector3 {
        ratio.clamped(lowerBound: Vector3(repeating: 0.8), upperBound: Vector3(repeating: 1.25))
    }
}
