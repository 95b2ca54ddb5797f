import ColorScience
import FaceMesh
import Imaging
import Portraits
import SkinTone

/// What can be wrong with a selfie, and planted in one: by the recipe where the portrait can be drawn so, else on the
/// pixels.
enum PlantedFault: String, CaseIterable, Sendable {
    case severalFaces, turned, raised, dark, bright, uneven, glare, cast, blurred
    case mask, hand, sunglasses, hair, makeUp, filter

    /// The issues that name the fault; one of them is enough.
    var codes: [CaptureIssue.Code] {
        switch self {
        case .severalFaces: [.severalFaces]
        case .turned, .raised: [.poseTooOblique]
        case .dark: [.lightingDark]
        case .bright: [.lightingBright]
        case .uneven: [.lightingUneven]
        case .glare: [.clipped]
        case .cast: [.colorCast]
        case .blurred: [.blurred]
        case .mask, .hand, .sunglasses, .hair: [.occluded]
        case .makeUp: [.makeupSuspected]
        case .filter: [.filterSuspected]
        }
    }

    /// Whether it is planted on the pixels.
    var isPainted: Bool {
        switch self {
        case .uneven, .glare, .blurred, .mask, .hand, .sunglasses, .hair, .filter: true
        default: false
        }
    }

    /// Turns a good selfie's recipe into one that shows the fault, where a recipe can.
    func change(_ recipe: inout PortraitRecipe, random: inout SplitMix64) {
        func within(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
        switch self {
        case .turned: recipe.yaw = within(33...45) * (Bool.random(using: &random) ? 1 : -1)
        case .raised: recipe.pitch = within(31...35) * (Bool.random(using: &random) ? 1 : -1)
        case .dark: recipe.exposure = within(-5 ... -2.6)
        case .bright:
            // The brightest channel of the skin comes to 0.97 and more of the scale.
            let color = recipe.skin.xyz.linearSRGB
            let stops = SRGB8(red: 247, green: 247, blue: 247).linear.green / max(color.red, color.green, color.blue)
            recipe.exposure = naturalLogarithm(stops) / naturalLogarithm(2) + within(0.25...0.8)
        case .cast:
            let casts: [(Double, Double, Double)] = [
                (0.55, 0.8, 2.2), (0.7, 1.4, 0.6), (1.5, 0.65, 1.5), (2.0, 0.6, 0.45), (0.5, 1.2, 1.3),
            ]
            let gains = casts[Int.random(in: casts.indices, using: &random)]
            recipe.illuminant = IlluminantGains(red: gains.0, green: gains.1, blue: gains.2)
        case .makeUp:
            recipe.look.beard = 0
            recipe.look.makeUp.foundation = 1
            recipe.look.makeUp.lips = within(0.85...1)
            // Red, berry, coral and plum; rose and brown may be lips' own colour.
            recipe.look.makeUp.lipstick = [0, 1, 2, 4].randomElement(using: &random) ?? 0
            recipe.look.makeUp.blush = within(0.5...1)
            recipe.look.makeUp.eyes = within(0.85...1)
            recipe.look.makeUp.shadow = .random(in: 0..<5, using: &random)
        default: break
        }
    }

    /// What is done to the drawn picture.
    func change(_ picture: inout FaultyPicture, random: inout SplitMix64) {
        switch self {
        case .uneven: picture.lightOneSide(random: &random)
        case .glare: picture.addGlare(random: &random)
        case .blurred: picture.blur(sigma: .random(in: 0.02...0.05, using: &random))
        case .mask: picture.wearMask(random: &random)
        case .hand: picture.holdHand(random: &random)
        case .sunglasses: picture.wearSunglasses(random: &random)
        case .hair: picture.dropHair(random: &random)
        case .filter: picture.smoothSkin(random: &random)
        default: break
        }
    }
}
