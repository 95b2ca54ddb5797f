import ColorScience
import Foundation
import Imaging

/// A drawn picture of a product and the colour it was drawn in.
struct DrawnSwatch {
    enum Kind: String, CaseIterable {
        case smear, dab, powder, round, tile, fill, bottle, tube, bullet, pan, arm
    }

    var kind: Kind
    var truth: Lab<D65>
    var image: RGBImage
    /// JPEG quality, `nil` for PNG.
    var quality: Int?

    func encoded() throws -> EncodedImage {
        try EncodedImage(bytes: quality.map { try image.encodedJPEG(quality: $0) } ?? image.encodedPNG())
    }
}

/// Draws swatch pictures from a seed, apart from the ones the weights were fitted on in everything but the subject.
enum SwatchPainter {
    static func draw(seed: UInt64, kind wanted: DrawnSwatch.Kind? = nil, lightness: ClosedRange<Double>? = nil)
        -> DrawnSwatch
    {
        var random = SwatchRandom(seed: seed)
        let kind = wanted ?? random.pick([.smear, .smear, .smear] + DrawnSwatch.Kind.allCases)
        let isTall = [.bottle, .tube, .bullet].contains(kind)
        let long = exp(random.within(log(isTall || kind == .pan ? 90 : 40), log(900)))
        let aspect = isTall ? random.within(0.5, 1) : random.pick([1, 1, 1, random.within(0.6, 1.6)])
        let (width, height) = aspect > 1 ? (long, long / aspect) : (long * aspect, long)
        var scene = SwatchScene(width: Int(width), height: Int(height), random: random)
        var lab = color(&scene.random, kind, lightness)
        let back = background(&scene.random, kind)
        while kind != .fill, lab.deltaE76(to: back) < 5 { lab = color(&scene.random, kind, lightness) }
        ground(&scene, back)
        let code = lab.srgb8Clamping()
        paint(&scene, kind, SwatchScene.light(code.lab))
        let image = scene.photograph(noise: scene.random.chance(0.5) ? scene.random.within(0.3, 3.5) : 0)
        let quality = scene.random.chance(0.8) ? Int(scene.random.within(60, 96)) : nil
        return DrawnSwatch(kind: kind, truth: code.lab, image: image, quality: quality)
    }

    private static func color(
        _ random: inout SwatchRandom, _ kind: DrawnSwatch.Kind, _ lightness: ClosedRange<Double>?
    ) -> Lab<D65> {
        let isBase = lightness != nil || kind == .bottle || (kind != .bullet && kind != .tube && random.chance(0.6))
        if isBase {
            let l = lightness.map { random.within($0.lowerBound, $0.upperBound) } ?? random.within(16, 94)
            // Chroma of skin products is largest at medium depth.
            let full = 1 - pow(abs(l - 60) / 55, 2)
            let hue = (random.within(50, 76) - (l < 40 ? 12 : 0)) * .pi / 180
            let chroma = 7 + 22 * max(0, full) + random.normal() * 2
            return Lab(l, chroma * cos(hue), chroma * sin(hue))
        }
        let hue = random.chance(0.75) ? random.within(-0.4, 0.9) : random.within(0, 2 * .pi)
        let chroma = random.chance(0.15) ? random.within(0, 4) : random.within(10, 55)
        return Lab(random.within(8, 90), chroma * cos(hue), chroma * sin(hue))
    }

    private static func background(_ random: inout SwatchRandom, _ kind: DrawnSwatch.Kind) -> Lab<D65> {
        if kind == .arm {
            let skin = random.pick(TypicalSkin.colors)
            return skin + Lab(random.normal(), random.normal(), random.normal() * 1.5)
        }
        switch random.unit() {
        case ..<0.45: return Lab(100, 0, 0)
        case ..<0.65: return Lab(random.within(93, 99), random.within(-1, 2), random.within(-1, 4))
        case ..<0.75: return Lab(random.within(60, 92), 0, 0)
        case ..<0.8: return Lab(random.within(6, 30), 0, 0)
        default: return Lab(random.within(60, 92), random.within(-6, 14), random.within(-8, 20))
        }
    }

    /// Paper, a sweep of light, or stone with veins.
    private static func ground(_ scene: inout SwatchScene, _ back: Lab<D65>) {
        let base = SwatchScene.light(back)
        let style = scene.random.unit()
        let turn = scene.random.within(0, 2 * .pi)
        let fall = scene.random.within(0.05, 0.35)
        let (w, h) = (Double(scene.width), Double(scene.height))
        let copy = scene
        scene.lay({ _, _ in 1 }) { x, y in
            switch style {
            case ..<0.5: base
            case ..<0.8: base * (1 - fall * max(0, 0.5 + (x / w - 0.5) * cos(turn) + (y / h - 0.5) * sin(turn)))
            case ..<0.9: base * (1 + 0.02 * copy.noise(x, y, scale: 2))
            default: base * (1 - 0.12 * pow(1 - abs(copy.noise(x, y, scale: copy.size / 2.5)), 8))
            }
        }
    }

    private static func paint(_ scene: inout SwatchScene, _ kind: DrawnSwatch.Kind, _ color: SwatchScene.Light) {
        switch kind {
        case .smear: smears(&scene, color, count: scene.random.pick([1, 1, 2, 3]))
        case .arm: arm(&scene, color)
        case .dab: dab(&scene, color)
        case .powder: powder(&scene, color)
        case .round: round(&scene, color)
        case .tile: tile(&scene, color)
        case .fill: film(&scene, color, coverage: { _, _ in 1 }, edge: { _, _ in -100 })
        case .bottle: bottle(&scene, color)
        case .tube: tube(&scene, color)
        case .bullet: bullet(&scene, color)
        case .pan: pan(&scene, color)
        }
    }
}
