import ColorScience
import Foundation
import Imaging
import Portraits

@testable import TryOn

/// One drawn customer: which products she tries, and the pictures that are true with and without them.
struct TruthCase: Sendable {
    /// By daylight with right white balance and sRGB's tone curve, with a phone's noise or without any, or as any phone
    /// takes it in any light.
    enum Light: String, CaseIterable { case daylight, noiseless, unknown }

    /// Customers a depth of skin: `SHADEWISE_CUSTOMERS` says how many; the first are the same whatever the number.
    static let each = ProcessInfo.processInfo.environment["SHADEWISE_CUSTOMERS"].flatMap { Int($0) } ?? 1

    let depth: ITAClass
    let number: Int

    static let all = ITAClass.allCases.flatMap { depth in (0..<each).map { TruthCase(depth: depth, number: $0) } }

    private var seed: UInt64 { 7_100 + UInt64(number) + 1_000 * UInt64(ITAClass.allCases.firstIndex(of: depth)!) }

    /// A customer without make-up, whose lips are parted every other time; beards and glasses hide what is judged.
    func recipe(in light: Light) -> PortraitRecipe {
        guard
            var recipe = PortraitRecipe.physical(seed: seed, where: { ITAClass($0.individualTypologyAngle) == depth })
        else { preconditionFailure("every depth has skins") }
        (recipe.width, recipe.height) = (600, 800)
        recipe.faceHeight = max(recipe.faceHeight, 0.45)
        recipe.look.makeUp = MakeUp()
        recipe.look.beard = 0
        recipe.look.glasses = nil
        recipe.look.smile = (number + ITAClass.allCases.firstIndex(of: depth)!) % 2 == 0 ? 0.9 : 0
        guard light != .unknown, var capture = recipe.capture else { return recipe }
        capture.key = Illuminant(kelvin: 5_500 + Double(500 * (seed % 4))) ?? .d65
        (capture.second, capture.secondStrength, capture.mixed, capture.castLeft) = (capture.key, 0, 0, 0)
        capture.tone = .sRGB
        if light == .noiseless { capture.noise = SensorNoise(shot: 0, read: 0) }
        recipe.capture = capture
        return recipe
    }

    /// One product a zone: foundations lighter and darker than the skin, lipsticks, blushes and eye shadows in turn.
    func products(for skin: Lab<D65>) -> [WornProduct] {
        let turn = number + 2 * ITAClass.allCases.firstIndex(of: depth)!
        let lift: Double = turn % 3 == 0 ? 5 : turn % 3 == 1 ? -5 : 2
        let base = Lab<D65>(skin.lightness + lift, skin.a - 0.2 * lift, skin.b + 0.3 * lift)
        let lips: [Lab<D65>] = [Lab(42, 48, 22), Lab(30, 30, 6), Lab(58, 30, 22), Lab(48, 52, 8)]
        let cheeks: [Lab<D65>] = [Lab(52, 38, 12), Lab(60, 36, 26), Lab(42, 34, 14)]
        let lids: [Lab<D65>] = [Lab(36, 12, 14), Lab(52, 12, 24), Lab(24, 4, -8)]
        return [
            WornProduct(zone: .skin, color: base, hiding: [0.4, 0.65, 0.9][turn % 3]),
            WornProduct(zone: .lips, color: lips[turn % 4], hiding: 0.75),
            WornProduct(zone: .cheeks, color: cheeks[turn % 3], hiding: 0.18),
            WornProduct(zone: .lids, color: lids[turn % 3], hiding: 0.75),
        ]
    }
}

extension WornProduct.Zone {
    var cosmetic: CosmeticZone {
        switch self {
        case .skin: .face
        case .lips: .lips
        case .cheeks: .cheeks
        case .lids: .lids
        }
    }

    var part: FacePart {
        switch self {
        case .skin: .skin
        case .lips: .lips
        case .cheeks: .cheeks
        case .lids: .lids
        }
    }

    /// The least overlap with the truth that is promised.
    var leastOverlap: Double { self == .lips ? 0.92 : 0.90 }
}
