import ColorScience
import FaceMesh
import Imaging
import Portraits
import SkinTone

/// Selfies of drawn people as they should be, and the same with a fault planted: the same number, the same bytes.
enum FaultyPortraits {
    /// A good selfie: ordinary exposure, light and pose, any skin; `number` decides everything.
    static func recipe(_ number: Int) -> PortraitRecipe {
        var random = SplitMix64(seed: 0x9A7E &+ UInt64(number) &* 0x9E37_79B9)
        func within(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
        // Light, medium and deep skin in turn.
        let depth = [58.0...74, 42...58, 25...42][number % 3]
        var skin = TypicalSkin.color(at: within(depth))
        skin.a = max(skin.a + within(-2...2), 2)
        skin.b = max(skin.b + within(-3.5...3.5), 3)
        var recipe = PortraitRecipe(skin: skin, seed: random.next())
        recipe.exposure = within(-0.35...0.3)
        (recipe.yaw, recipe.pitch, recipe.roll) = (within(-12...12), within(-8...8), within(-10...10))
        recipe.keyLight = LightDirection(azimuth: within(-35...35), elevation: within(15...40))
        recipe.fill = within(0.4...0.75)
        recipe.faceHeight = within(0.42...0.58)
        recipe.noise = within(0.5...1.5)
        recipe.look.variety = 1
        recipe.look.smile = within(0...1) < 0.3 ? within(0.3...1) : 0
        recipe.look.beard = within(0...1) < 0.3 ? within(0.1...1) : 0
        recipe.look.freckles = within(0...1) < 0.15 ? within(0.1...1) : 0
        recipe.look.headwear = within(0...1) < 0.1 ? .scarf : within(0...1) < 0.1 ? .beanie : .none
        recipe.look.backdrop = PortraitLook.Backdrop.allCases.randomElement(using: &random) ?? .soft
        (recipe.width, recipe.height) = within(0...1) < 0.75 ? (480, 640) : (768, 1_024)
        return recipe
    }

    /// The picture as it is sent.
    static func photo(_ number: Int, with fault: PlantedFault?) throws -> (jpeg: [UInt8], recipe: PortraitRecipe) {
        var recipe = recipe(number)
        var random = SplitMix64(seed: 0xFA_17 &+ UInt64(number) &* 31)
        fault?.change(&recipe, random: &random)
        let portrait = recipe.render()
        var image = portrait.image
        if let fault, fault == .severalFaces {
            image = beside(image, random: &random)
        } else if let fault, fault.isPainted {
            var picture = FaultyPicture(image, landmarks: portrait.landmarks)
            fault.change(&picture, random: &random)
            image = picture.image
        }
        let quality = [50, 75, 90, 95].randomElement(using: &random) ?? 90
        return (try image.encodedJPEG(quality: quality), recipe)
    }

    /// Someone else, a little smaller, at the person's side.
    private static func beside(_ image: RGBImage, random: inout SplitMix64) -> RGBImage {
        var other = recipe(.random(in: 0..<10_000, using: &random))
        (other.width, other.height) = (480, 640)
        let share = Double.random(in: 0.55...0.95, using: &random)
        let (width, height) = (Int(Double(image.width) * share), Int(Double(image.height) * share))
        let second = other.render().image.resized(width: width, height: height)
        var both = RGBImage(width: image.width + width, height: image.height, gray: 128)
        both.paste(image, x: 0, y: 0)
        both.paste(second, x: image.width, y: (image.height - height) / 2)
        return both
    }
}

extension RGBImage {
    /// Copies a picture over this one; it must fit.
    mutating func paste(_ other: RGBImage, x: Int, y: Int) {
        for row in 0..<other.height {
            let start = ((y + row) * width + x) * 3
            pixels.replaceSubrange(
                start..<start + other.width * 3,
                with: other.pixels[row * other.width * 3..<(row + 1) * other.width * 3])
        }
    }
}
